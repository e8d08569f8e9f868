//! How long photos, videos and documents stay that nobody wants any more, or that never came to their end.

use super::{Event, Ground, Rule, Then, Whom};
use crate::promises;
use crate::span::Span;

/// What was put in the trash: a month to find out that it was a mistake.
pub const MEDIA_TRASH: Rule = Rule {
    name: "media_trash",
    whom: Whom::Company,
    from: Event::Trashed,
    keep: Span::days(30),
    then: Then::DeleteFile,
    ground: Ground::Instructions,
    promise: &promises::K1,
};

/// An upload that stopped on the way, and what a crash left of one: a day to go on with it.
pub const MEDIA_UPLOAD: Rule = Rule {
    name: "media_upload",
    whom: Whom::Company,
    from: Event::Uploaded,
    keep: Span::hours(24),
    then: Then::DeleteFile,
    ground: Ground::Instructions,
    promise: &promises::K1,
};

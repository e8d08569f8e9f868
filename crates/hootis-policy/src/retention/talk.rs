//! What is kept of conversations besides what was said.

use super::{Event, Ground, Rule, Then, Whom};
use crate::promises;
use crate::span::Span;

/// That a message or a note was deleted, by whom and when: what it said went at once.
pub const MESSAGE_TRACE: Rule = Rule {
    name: "message_trace",
    whom: Whom::Company,
    from: Event::Deleted,
    keep: Span::years(1),
    then: Then::Delete,
    ground: Ground::Instructions,
    promise: &promises::K1,
};

/// A draft that nobody sent.
pub const MESSAGE_DRAFT: Rule = Rule {
    name: "message_draft",
    whom: Whom::Company,
    from: Event::LastUsed,
    keep: Span::months(3),
    then: Then::Delete,
    ground: Ground::Instructions,
    promise: &promises::K1,
};

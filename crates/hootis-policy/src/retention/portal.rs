//! How long what opens Station Clients is kept.

use super::{Event, Ground, Rule, Then, Whom};
use crate::promises;
use crate::span::Span;

/// A session of Station Clients that is not used: who looks in the morning may still answer in the evening.
pub const PORTAL_SESSION_IDLE: Rule = Rule {
    name: "portal_session_idle",
    whom: Whom::Company,
    from: Event::LastUsed,
    keep: Span::hours(24),
    then: Then::Delete,
    ground: Ground::Instructions,
    promise: &promises::K1,
};

/// A session of Station Clients, however busy. Its cookie goes with the browser, mostly sooner.
pub const PORTAL_SESSION: Rule = Rule {
    name: "portal_session",
    whom: Whom::Company,
    from: Event::Made,
    keep: Span::days(30),
    then: Then::Delete,
    ground: Ground::Instructions,
    promise: &promises::K1,
};

/// A member looks at Station Clients as a contact does: as long as a look takes.
pub const PORTAL_PREVIEW: Rule = Rule {
    name: "portal_preview",
    whom: Whom::Member,
    from: Event::Made,
    keep: Span::minutes(15),
    then: Then::Delete,
    ground: Ground::Instructions,
    promise: &promises::K1,
};

/// A mailed invitation to Station Clients: as long as a member's.
pub const PORTAL_INVITATION: Rule = Rule {
    name: "portal_invitation",
    whom: Whom::Company,
    from: Event::Made,
    keep: Span::days(7),
    then: Then::Delete,
    ground: Ground::Instructions,
    promise: &promises::K1,
};

/// The six digits mailed to a contact who signs in: few values, so they live short and die after
/// [`crate::limits::CODE_TRIES`] tries.
pub const SIGN_IN_CODE: Rule = Rule {
    name: "sign_in_code",
    whom: Whom::Company,
    from: Event::Made,
    keep: Span::minutes(15),
    then: Then::Delete,
    ground: Ground::Instructions,
    promise: &promises::K1,
};

/// A correction of a contact's that was answered: long enough to look the answer up.
pub const CORRECTION: Rule = Rule {
    name: "correction",
    whom: Whom::Company,
    from: Event::Done,
    keep: Span::days(90),
    then: Then::Delete,
    ground: Ground::Instructions,
    promise: &promises::K1,
};

/// A contact's request to be erased that was refused or taken back: as long as a company may have to show how it answered.
pub const ERASURE_REQUEST: Rule = Rule {
    name: "erasure_request",
    whom: Whom::Company,
    from: Event::Done,
    keep: Span::years(1),
    then: Then::Delete,
    ground: Ground::Instructions,
    promise: &promises::K1,
};

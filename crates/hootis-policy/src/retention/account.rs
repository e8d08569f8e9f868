//! Rules of what a holder does with their account.

use super::{Event, Ground, Rule, Then, Whom};
use crate::promises;
use crate::span::Span;

/// A key that has expired: it opens nothing any more, and whoever wonders why a program stopped finds it in the list.
pub const API_KEY: Rule = Rule {
    name: "api_key",
    whom: Whom::Account,
    from: Event::Expired,
    keep: Span::days(30),
    then: Then::Delete,
    ground: Ground::Contract,
    promise: &promises::S2,
};

/// That support was let into a space, asked to be, or was refused: as long as the security journal tells of it.
pub const SUPPORT_GRANT: Rule = Rule {
    name: "support_grant",
    whom: Whom::Account,
    from: Event::Expired,
    keep: Span::months(12),
    then: Then::Delete,
    ground: Ground::Contract,
    promise: &promises::U5,
};

/// That a browser fills forms in for an account: as long as the cookie that says so.
pub const FORM_DEFAULT: Rule = Rule {
    name: "form_default",
    whom: Whom::Account,
    from: Event::Made,
    keep: Span::years(1),
    then: Then::Delete,
    ground: Ground::Consent,
    promise: &promises::K1,
};

/// A change of e-mail address that waits for the click in both mailboxes: as long as the link of a sign-up.
pub const EMAIL_CHANGE: Rule = Rule {
    name: "email_change",
    whom: Whom::Account,
    from: Event::Made,
    keep: Span::hours(24),
    then: Then::Delete,
    ground: Ground::Contract,
    promise: &promises::R1,
};

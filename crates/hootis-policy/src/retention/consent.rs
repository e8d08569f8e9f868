//! The rules of consent and of marketing.

use super::{Event, Ground, Rule, Then, Whom};
use crate::promises;
use crate::span::Span;

/// Somebody who agreed to marketing mail and was not heard of since.
pub const MARKETING_CONTACT: Rule = Rule {
    name: "marketing_contact",
    whom: Whom::Account,
    from: Event::LastContact,
    keep: Span::years(3),
    then: Then::Delete,
    ground: Ground::Consent,
    promise: &promises::K1,
};

/// That a mailing went to somebody: so long that nobody gets it twice, and a mailing may be resumed for
/// [`crate::limits::CAMPAIGN_OPEN`] only.
pub const CAMPAIGN_SEND: Rule = Rule {
    name: "campaign_send",
    whom: Whom::Account,
    from: Event::Made,
    keep: Span::years(1),
    then: Then::Delete,
    ground: Ground::Consent,
    promise: &promises::U1,
};

/// Counts of cookies, which tell of nobody: as long as evidence is shown.
pub const COOKIE_COUNT: Rule = Rule {
    name: "cookie_count",
    whom: Whom::Visitor,
    from: Event::Made,
    keep: Span::days(90),
    then: Then::Delete,
    ground: Ground::LegitimateInterest,
    promise: &promises::D2,
};

//! What is kept of the checks of the promises.

use super::{Event, Ground, Rule, Then, Whom};
use crate::promises;
use crate::span::Span;

/// What a day's checks of a promise found: a quarter to look back on.
pub const EVIDENCE_DAY: Rule = Rule {
    name: "evidence_day",
    whom: Whom::Nobody,
    from: Event::Made,
    keep: Span::days(90),
    then: Then::Delete,
    ground: Ground::LegitimateInterest,
    promise: &promises::K1,
};

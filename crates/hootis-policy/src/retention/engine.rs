//! The engine that applies the rules: how often it looks, when it is late, what it keeps of its runs.

use super::{Event, Ground, Rule, Then, Whom};
use crate::evidence;
use crate::promises;
use crate::span::Span;

/// Each rule is applied this often.
pub const EVERY: Span = Span::minutes(10);

/// What is still there so long after its time is late, and turns the evidence red.
pub const LATE: Span = evidence::LATENESS;

/// A space that somebody used is looked at within this time: what lives shortest in it must not be late.
pub const SPACE_WITHIN: Span = Span::minutes(30);

/// A run of a rule that took something out: when, how many, how late. It tells of nobody.
pub const RETENTION_RUN: Rule = Rule {
    name: "retention_run",
    whom: Whom::Nobody,
    from: Event::Made,
    keep: Span::years(1),
    then: Then::Delete,
    ground: Ground::LegitimateInterest,
    promise: &promises::K1,
};

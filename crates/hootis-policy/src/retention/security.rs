//! Rules of what keeps attackers out.

use super::{Event, Ground, Rule, Then, Whom};
use crate::promises;
use crate::span::Span;

/// An entry of the security journal. Entries go by whole days: so long after the end of theirs.
pub const SECURITY_JOURNAL: Rule = Rule {
    name: "security_journal",
    whom: Whom::Account,
    from: Event::Made,
    keep: Span::months(12),
    then: Then::Delete,
    ground: Ground::LegitimateInterest,
    promise: &promises::K5,
};

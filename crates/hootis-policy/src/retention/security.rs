//! Rules of what keeps attackers out.

use super::{Event, Ground, Rule, Then, Whom};
use crate::promises;
use crate::span::Span;

/// From which browser and which address a trial was opened: as long as the cookie that the browser is known by.
pub const TRIAL_TRACE: Rule = Rule {
    name: "trial_trace",
    whom: Whom::Visitor,
    from: Event::Made,
    keep: Span::days(7),
    then: Then::Delete,
    ground: Ground::LegitimateInterest,
    promise: &promises::S2,
};

/// That somebody signed in from a browser before, under a keyed hash: a browser that was not used for so long is told of
/// as a new one.
pub const KNOWN_DEVICE: Rule = Rule {
    name: "known_device",
    whom: Whom::Account,
    from: Event::LastUsed,
    keep: Span::days(90),
    then: Then::Delete,
    ground: Ground::LegitimateInterest,
    promise: &promises::K1,
};

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

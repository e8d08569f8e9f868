//! Rules of what the operator keeps to run Hootis: its own people, its visitors.

use super::{Event, Ground, Rule, Then, Whom};
use crate::promises;
use crate::span::Span;

/// An operator whose access was taken away: as long as the security journal still names them by their id.
pub const OPERATOR: Rule = Rule {
    name: "operator",
    whom: Whom::Operator,
    from: Event::Deactivated,
    keep: Span::months(12),
    then: Then::Delete,
    ground: Ground::LegitimateInterest,
    promise: &promises::K5,
};

/// Browsing records: by whole days, of UTC. The day of the visit is the first; all records of a day go together
/// when the 61st ends, so that none is ever older than 61 times 24 hours.
pub const BROWSING_RECORD: Rule = Rule {
    name: "browsing_record",
    whom: Whom::Visitor,
    from: Event::Made,
    keep: Span::days(61),
    then: Then::Delete,
    ground: Ground::LegitimateInterest,
    promise: &promises::K2,
};

/// A visit goes on for as long as no more than this passes between two pages.
pub const VISIT_PAUSE: Span = Span::minutes(30);

/// Counters of the audience, in which there is no visitor: what the CNIL allows at most.
pub const AUDIENCE: Rule = Rule {
    name: "audience",
    whom: Whom::Visitor,
    from: Event::Made,
    keep: Span::months(25),
    then: Then::Delete,
    ground: Ground::LegitimateInterest,
    promise: &promises::U1,
};

/// That browsing records were linked to people, on which ground and in which file: as long as somebody may
/// ask the operator to account for it.
pub const REVEAL: Rule = Rule {
    name: "reveal",
    whom: Whom::Visitor,
    from: Event::Made,
    keep: Span::years(5),
    then: Then::Delete,
    ground: Ground::LegalDuty,
    promise: &promises::U3,
};

//! What is kept of spaces and accounts that end.

use super::{Event, Ground, Rule, Then, Whom};
use crate::promises;
use crate::span::Span;

/// An account whose spaces are all gone. Its holder is told 7 days before (see [`ACCOUNT_NOTICE`]).
pub const ACCOUNT: Rule = Rule {
    name: "account",
    whom: Whom::Account,
    from: Event::LastSpaceGone,
    keep: Span::days(30),
    then: Then::Delete,
    ground: Ground::Contract,
    promise: &promises::C1,
};

/// How long before its end the holder of an account without spaces is told.
pub const ACCOUNT_NOTICE: Span = Span::days(7);

/// How much earlier that mail is written: the days count from when the relay has it, and a relay often takes its time.
pub const ACCOUNT_NOTICE_AHEAD: Span = Span::hours(1);

/// An account whose holder asked for its deletion, while they may change their mind.
pub const ACCOUNT_ASKED: Rule = Rule {
    name: "account_asked",
    whom: Whom::Account,
    from: Event::DeletionAsked,
    keep: Span::days(30),
    then: Then::Delete,
    ground: Ground::Contract,
    promise: &promises::R2,
};

/// The row of a destroyed space, which says no more than when: its holder may still ask what became of
/// it. Never longer than the account.
pub const SPACE_GONE: Rule = Rule {
    name: "space_gone",
    whom: Whom::Account,
    from: Event::SpaceDestroyed,
    keep: Span::years(1),
    then: Then::Delete,
    ground: Ground::Contract,
    promise: &promises::K3,
};

/// A disabled space, while its owner may change his mind. Never under 30 × 24 h.
pub const SPACE_DISABLED: Rule = Rule {
    name: "space_disabled",
    whom: Whom::Account,
    from: Event::SpaceDisabled,
    keep: Span::days(30),
    then: Then::DestroyKey,
    ground: Ground::Contract,
    promise: &promises::K3,
};

/// The keyed hash of a destroyed space's slug: links that others keep must not lead to a stranger.
pub const SLUG_HOLD: Rule = Rule {
    name: "slug_hold",
    whom: Whom::Account,
    from: Event::SpaceDestroyed,
    keep: Span::years(1),
    then: Then::Delete,
    ground: Ground::LegitimateInterest,
    promise: &promises::K3,
};

/// How long the steady reading of a machine that has not been seen since is remembered.
pub const STEADY_CLOCK: Span = Span::days(7);

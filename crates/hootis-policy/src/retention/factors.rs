//! How long what has to do with second factors is kept.

use super::{Event, Ground, Rule, Then, Whom};
use crate::promises;
use crate::span::Span;

/// A right password that waits for its second factor: long enough to fetch the telephone.
pub const HALF_SIGN_IN: Rule = Rule {
    name: "half_sign_in",
    whom: Whom::Account,
    from: Event::Made,
    keep: Span::minutes(10),
    then: Then::Delete,
    ground: Ground::Contract,
    promise: &promises::K1,
};

/// A request of somebody who has lost everything: the three days that it waits, and a week to sign in after them.
pub const FACTOR_RECOVERY: Rule = Rule {
    name: "factor_recovery",
    whom: Whom::Account,
    from: Event::Made,
    keep: Span::days(10),
    then: Then::Delete,
    ground: Ground::Contract,
    promise: &promises::K1,
};

/// A challenge for a passkey: a page is open for a while before somebody uses it.
pub const PASSKEY_CHALLENGE: Rule = Rule {
    name: "passkey_challenge",
    whom: Whom::Account,
    from: Event::Made,
    keep: Span::minutes(10),
    then: Then::Delete,
    ground: Ground::Contract,
    promise: &promises::K1,
};

/// A phone number given to receive the two-factor invitation by SMS, if no delivery is reported.
pub const TWO_FACTOR_PHONE: Rule = Rule {
    name: "two_factor_phone",
    whom: Whom::Account,
    from: Event::Made,
    keep: Span::hours(24),
    then: Then::Delete,
    ground: Ground::Consent,
    promise: &promises::C3,
};

//! Which check looks after which promise, how often, and what it must not exceed.

use futures::future::BoxFuture;
use hootis_policy::evidence::Pace;
use hootis_policy::promises::{self, Promise};

use super::figure::Figure;
use super::looks::{self, Eyes, Finding};
use crate::error::Result;

/// The check of one promise.
pub(super) struct Check {
    /// What it looks after.
    pub(super) promise: &'static Promise,
    /// How often.
    pub(super) pace: Pace,
    /// What must be so, in words.
    pub(super) limit: fn() -> Figure,
    /// Looks.
    pub(super) look: Look,
}

/// Every check, in the order of the published policy: one for each promise that is kept.
pub(super) const TABLE: &[Check] = &[
    check(&promises::C1, Pace::Often, || Figure::new("evidence-limit-c1"), |eyes| Box::pin(looks::overdue::c1(eyes))),
    check(&promises::C2, Pace::Daily, || Figure::new("evidence-limit-c2"), |eyes| Box::pin(looks::contact::c2(eyes))),
    check(&promises::C3, Pace::Often, || Figure::new("evidence-limit-c3"), |eyes| Box::pin(looks::overdue::c3(eyes))),
    check(&promises::C5, Pace::Daily, || Figure::new("evidence-limit-c5"), |eyes| Box::pin(looks::sealed::c5(eyes))),
    check(&promises::C6, Pace::Often, || Figure::new("evidence-limit-c6"), |eyes| Box::pin(looks::schema::c6(eyes))),
    check(&promises::C7, Pace::Daily, || Figure::new("evidence-limit-c7"), |eyes| Box::pin(looks::visits::c7(eyes))),
    check(&promises::U1, Pace::Often, || Figure::new("evidence-limit-u1"), |eyes| Box::pin(looks::mails::u1(eyes))),
    check(&promises::U2, Pace::Daily, || Figure::new("evidence-limit-u2"), |eyes| Box::pin(looks::contact::u2(eyes))),
    check(&promises::U3, Pace::Often, || Figure::new("evidence-limit-u3"), |eyes| Box::pin(looks::journal::u3(eyes))),
    check(&promises::U4, Pace::Daily, || Figure::new("evidence-limit-u4"), |eyes| Box::pin(looks::dolibarr::u4(eyes))),
    check(&promises::R1, Pace::Daily, || Figure::new("evidence-limit-r1"), |eyes| Box::pin(looks::account::r1(eyes))),
    check(&promises::R2, Pace::Daily, || Figure::new("evidence-limit-r2"), |eyes| Box::pin(looks::account::r2(eyes))),
    check(&promises::R5, Pace::Daily, || Figure::new("evidence-limit-r5"), |eyes| Box::pin(looks::spaces::r5(eyes))),
    check(&promises::S1, Pace::Daily, || Figure::new("evidence-limit-s1"), |eyes| Box::pin(looks::schema::s1(eyes))),
    check(&promises::S2, Pace::Often, || Figure::new("evidence-limit-s2"), |eyes| Box::pin(looks::keys::s2(eyes))),
    check(&promises::T1, Pace::Often, || Figure::new("evidence-limit-t1"), |eyes| Box::pin(looks::cookies::t1(eyes))),
    check(&promises::T2, Pace::Often, || Figure::new("evidence-limit-t2"), |eyes| Box::pin(looks::outgoing::t2(eyes))),
    check(&promises::T3, Pace::Often, || Figure::new("evidence-limit-t3"), |eyes| Box::pin(looks::configuration::t3(eyes))),
    check(&promises::T4, Pace::Daily, || Figure::new("evidence-limit-t4"), |eyes| Box::pin(looks::dolibarr::t4(eyes))),
    check(&promises::T6, Pace::Often, || Figure::new("evidence-limit-t6"), |eyes| Box::pin(looks::configuration::t6(eyes))),
    check(&promises::T7, Pace::Daily, || Figure::new("evidence-limit-t7"), |eyes| Box::pin(looks::outgoing::t7(eyes))),
    check(&promises::K1, Pace::Often, || Figure::new("evidence-limit-k1"), |eyes| Box::pin(looks::overdue::k1(eyes))),
    check(&promises::K2, Pace::Often, looks::visits::limit, |eyes| Box::pin(looks::visits::k2(eyes))),
    check(&promises::K3, Pace::Often, || Figure::new("evidence-limit-k3"), |eyes| Box::pin(looks::spaces::k3(eyes))),
    check(&promises::K5, Pace::Daily, || Figure::new("evidence-limit-k5"), |eyes| Box::pin(looks::journal::k5(eyes))),
    check(&promises::D1, Pace::Often, || Figure::new("evidence-limit-d1"), |eyes| Box::pin(looks::outgoing::d1(eyes))),
    check(&promises::D2, Pace::Often, || Figure::new("evidence-limit-d2"), |eyes| Box::pin(looks::cookies::d2(eyes))),
    check(&promises::D3, Pace::Often, || Figure::new("evidence-limit-d3"), |eyes| Box::pin(looks::versions::d3(eyes))),
];

type Look = for<'a> fn(&'a Eyes) -> BoxFuture<'a, Result<Finding>>;

const fn check(promise: &'static Promise, pace: Pace, limit: fn() -> Figure, look: Look) -> Check {
    Check { promise, pace, limit, look }
}

/// The check of that promise.
pub(super) fn find(id: &str) -> Option<&'static Check> {
    TABLE.iter().find(|check| check.promise.id == id)
}

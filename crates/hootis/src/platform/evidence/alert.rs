//! The operator is told once when a promise is broken.

use hootis_policy::evidence;

use super::queries::Last;
use crate::clock::Now;

/// When the operator was last told, after a check: now, when it failed and nothing was said of it or lately.
pub(super) fn told(last: &Last, now: Now) -> Option<i64> {
    let lately = last.told_at.filter(|at| *at > now.before(evidence::TOLD_AGAIN).0);
    match last.told_at {
        // What comes and goes within a day is told once.
        _ if last.ok != Some(false) => lately,
        // It was told of an earlier time that it failed, and that is a while ago.
        Some(at) if lately.is_none() && last.changed_at.is_some_and(|since| since > at) => Some(now.0),
        Some(at) => Some(at),
        None => Some(now.0),
    }
}

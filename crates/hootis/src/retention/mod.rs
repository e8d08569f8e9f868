//! The retention engine: each rule of `hootis_policy::retention` has exactly one enforcement here, and is
//! applied by it, again and again.
//!
//! A run takes out what is due, a batch at a time, oldest first; cut off anywhere, the next one goes on. What
//! is due is decided by the date of the event alone, so a clock that goes back deletes nothing, and what is
//! dated in the future stays. Several processes may run: a rule is leased, and so is each space.
//!
//! Rules inside spaces are applied to one space after the other, and only to those where something may be due:
//! `space.sweep_at` says when to look. Whoever uses a space brings that forward (`platform::spaces::enter`).
//! Disabled spaces are swept like others: that a period ends is the one thing that still happens in them.
//!
//! To add a rule: its line in [`enforcements`], with the rows it is about or two functions of its feature.

mod enforcements;
mod engine;
mod own;
pub mod pages;
mod queries;
mod rows;
mod spaces;
mod status;
#[cfg(test)]
mod tests;

use std::time::Duration;

use crate::clock::Now;

pub use enforcements::{ENFORCEMENTS, Enforcement, of};
pub use engine::{Outcome, Ran, pass, run, run_all};
pub use queries::{Known, Past};
pub use status::{Status, dry_run, due_in_platform, history, statuses};

/// What is due of something, and when the next of it will be.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Due {
    /// Rows whose time has come.
    pub rows: u64,
    /// When the earliest of all that is still there is due, be it in the past or to come.
    pub oldest: Option<Now>,
}

impl Due {
    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let oldest = match (self.oldest, other.oldest) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        Self { rows: self.rows + other.rows, oldest }
    }

    /// How late the oldest is.
    #[must_use]
    pub fn late(self, now: Now) -> Duration {
        let late = self.oldest.map_or(0, |due| now.0.saturating_sub(due.0));
        Duration::from_millis(u64::try_from(late).unwrap_or(0))
    }
}

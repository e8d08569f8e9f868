//! How many cookies left and how many were dropped, by the hour: in memory until somebody writes it down.

use std::collections::BTreeMap;
use std::sync::Mutex;

use crate::clock::{Clock, Now};

/// Milliseconds of an hour: counts are kept by the hour, so that the last 24 can be told at any time.
const HOUR_MS: i64 = 60 * 60_000;

/// What became of a cookie.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Outcome {
    /// It left, as declared.
    Set,
    /// It was dropped.
    Dropped,
    /// No cookie of ours: a page left with the tag of a measurement.
    Measured,
}

impl Outcome {
    /// In the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Set => "set",
            Self::Dropped => "dropped",
            Self::Measured => "measured",
        }
    }
}

/// One line of the counts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Count {
    /// Start of the hour.
    pub hour: Now,
    pub outcome: Outcome,
    /// The declared name of what was set, or why it was dropped.
    pub name: &'static str,
    pub hits: i64,
}

/// The counts of this process that were not written down yet.
pub struct Counts {
    clock: Clock,
    hits: Mutex<BTreeMap<(i64, Outcome, &'static str), i64>>,
}

impl Counts {
    /// None yet.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self { clock, hits: Mutex::default() }
    }

    /// Counts one cookie.
    pub(super) fn add(&self, outcome: Outcome, name: &'static str) {
        let hour = self.clock.now().0.div_euclid(HOUR_MS) * HOUR_MS;
        if let Ok(mut hits) = self.hits.lock() {
            *hits.entry((hour, outcome, name)).or_default() += 1;
        }
    }

    /// Counts a page that holds the tag of a measurement, and whether its reader had agreed.
    pub fn measured(&self, agreed: bool) {
        self.add(Outcome::Measured, if agreed { "agreed" } else { "unasked" });
    }

    /// Takes the counts away, to be written down.
    #[must_use]
    pub fn take(&self) -> Vec<Count> {
        let taken = self.hits.lock().map(|mut hits| std::mem::take(&mut *hits)).unwrap_or_default();
        taken.into_iter().map(|((hour, outcome, name), hits)| Count { hour: Now(hour), outcome, name, hits }).collect()
    }

    /// Puts counts back that could not be written down.
    pub fn put_back(&self, counts: &[Count]) {
        if let Ok(mut hits) = self.hits.lock() {
            for count in counts {
                *hits.entry((count.hour.0, count.outcome, count.name)).or_default() += count.hits;
            }
        }
    }
}

//! Signs of life: when each loop of this process's worker last began a turn.
//!
//! In memory and by a clock that nobody sets: a loop that hangs is seen by the others, which go on.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// The loops that have begun once.
#[derive(Default)]
pub struct Signs(Mutex<BTreeMap<&'static str, Instant>>);

impl Signs {
    /// A loop begins a turn, or goes on with one that takes long.
    pub fn beat(&self, task: &'static str) {
        if let Ok(mut last) = self.0.lock() {
            last.insert(task, Instant::now());
        }
    }

    /// The loop that has been silent for longest, and how long.
    #[must_use]
    pub fn most_silent(&self) -> Option<(&'static str, Duration)> {
        let last = self.0.lock().ok()?;
        last.iter().min_by_key(|(_, at)| **at).map(|(task, at)| (*task, at.elapsed()))
    }

    /// Lets a loop have been silent for so long already.
    #[cfg(test)]
    pub(crate) fn fall_silent(&self, task: &'static str, since: Duration) {
        let at = Instant::now().checked_sub(since).expect("the machine has run for longer");
        self.0.lock().expect("nobody panicked").insert(task, at);
    }
}

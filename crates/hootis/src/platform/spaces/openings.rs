//! How long spaces take to open, measured by this process and known to it alone: counts of durations, forgotten at its end.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::clock::Now;

/// Steps between a duration and its double: a figure is too high by an eighth at the most.
const STEPS: u64 = 8;
/// Milliseconds that have a bucket each.
const EXACT: u64 = 16;
/// Those, and the steps of thirteen doublings: beyond some two minutes, all are counted together.
const BUCKETS: usize = 16 + 13 * 8;

/// The durations of the openings since the process began.
pub struct Openings {
    since: Now,
    buckets: [AtomicU64; BUCKETS],
}

/// A space that is being opened. Dropped, it is not counted: nothing opened.
pub struct Opening<'a> {
    all: &'a Openings,
    began: Instant,
}

impl Opening<'_> {
    /// It is open.
    pub fn done(self) {
        self.all.count(self.began.elapsed());
    }
}

impl Openings {
    /// None yet.
    #[must_use]
    pub fn new(since: Now) -> Self {
        Self { since, buckets: std::array::from_fn(|_| AtomicU64::new(0)) }
    }

    /// Begins to measure one.
    #[must_use]
    pub fn begin(&self) -> Opening<'_> {
        Opening { all: self, began: Instant::now() }
    }

    /// Since when they are measured.
    #[must_use]
    pub fn since(&self) -> Now {
        self.since
    }

    /// How many there were.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.buckets.iter().map(|bucket| bucket.load(Ordering::Relaxed)).sum()
    }

    /// The time within which so many of a hundred were open, never less than it was; nothing when there were none.
    #[must_use]
    pub fn percentile(&self, of_hundred: u64) -> Option<Duration> {
        let wanted = (self.total() * of_hundred).div_ceil(100).max(1);
        let mut seen = 0;
        for (index, bucket) in (0..).zip(&self.buckets) {
            seen += bucket.load(Ordering::Relaxed);
            if seen >= wanted {
                return Some(Duration::from_millis(longest(index)));
            }
        }
        None
    }

    fn count(&self, took: Duration) {
        let millis = u64::try_from(took.as_micros().div_ceil(1_000)).unwrap_or(u64::MAX);
        let index = usize::try_from(index(millis)).unwrap_or(BUCKETS).min(BUCKETS - 1);
        if let Some(bucket) = self.buckets.get(index) {
            bucket.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// The bucket of a duration.
fn index(millis: u64) -> u64 {
    if millis < EXACT {
        return millis;
    }
    let octave = u64::from(millis.ilog2()) - u64::from(EXACT.ilog2());
    EXACT + octave * STEPS + (millis >> (octave + 1)) - STEPS
}

/// The longest duration of a bucket.
fn longest(index: u64) -> u64 {
    if index < EXACT {
        return index;
    }
    let (octave, step) = ((index - EXACT) / STEPS, (index - EXACT) % STEPS);
    ((STEPS + step + 1) << (octave + 1)) - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_in_the_bucket_that_reaches_it_and_no_eighth_further() {
        for millis in (0..5_000).chain([9_999, 65_535, 65_536, 131_071]) {
            let reach = longest(index(millis));
            assert!(millis <= reach && reach - millis <= millis / 8, "{millis} ms is shown as {reach}");
        }
        assert_eq!((0..131_072).map(index).max(), Some(BUCKETS as u64 - 1));
    }

    #[test]
    fn ninety_five_of_a_hundred_are_within_the_figure() {
        let all = Openings::new(Now(7));
        assert_eq!((all.percentile(95), all.total(), all.since()), (None, 0, Now(7)));
        for _ in 0..95 {
            all.count(Duration::from_millis(12));
        }
        for _ in 0..5 {
            all.count(Duration::from_secs(400));
        }
        assert_eq!(all.percentile(95), Some(Duration::from_millis(12)));
        assert_eq!(all.percentile(96).map(|p| p.as_secs()), Some(131), "the longest that is told apart");
        // One that was not brought to its end opened nothing.
        drop(all.begin());
        all.begin().done();
        assert_eq!(all.total(), 101);
    }
}

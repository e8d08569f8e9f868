//! How the promises are checked on the running system: how often, and when a check counts as late.

use crate::retention;
use crate::span::Span;

/// How often a check is made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pace {
    /// A question or two to the platform's database.
    Often,
    /// Reads whole tables, opens spaces, or makes something to try on.
    Daily,
}

impl Pace {
    /// The time from one check to the next.
    #[must_use]
    pub const fn every(self) -> Span {
        match self {
            Self::Often => Span::minutes(10),
            Self::Daily => Span::hours(24),
        }
    }

    /// The age at which the last result is no evidence any more: two checks should have been made since.
    #[must_use]
    pub const fn late_after(self) -> Span {
        match self {
            Self::Often => Span::minutes(20),
            Self::Daily => Span::hours(48),
        }
    }

    /// Whether a visitor may ask for it now.
    #[must_use]
    pub const fn is_cheap(self) -> bool {
        matches!(self, Self::Often)
    }
}

/// How long after its time a datum may still be there before a check says that a promise is broken:
/// what is due goes in runs, and a run takes its time.
pub const LATENESS: Span = Span::hours(1);

/// A loop of the worker that begins no turn within this time hangs: the longest turn, a mailing to everybody, takes less.
pub const SILENT: Span = Span::hours(3);

/// Visitors may have a check made again this long after the last time, all of them together.
pub const ASKED_AGAIN: Span = Span::minutes(1);

/// A check that went silent for so long died with its process; another may take it over.
pub const LEASE: Span = Span::minutes(15);

/// The operator gets no second mail about the same promise within this time, whatever it does meanwhile.
pub const TOLD_AGAIN: Span = Span::hours(24);

/// Spaces that one scheduled check looks into, at most. The next one goes on where it stopped.
pub const SPACES_AT_ONCE: usize = 200;

/// Days of history: as long as results are kept.
pub const HISTORY_DAYS: u32 = (retention::EVIDENCE_DAY.keep.as_seconds() / 86_400) as u32;

//! Keeping up with a connected Dolibarr: a setting, made by somebody, that asks for one import after the other.
//!
//! Every run says which setting asked for it. What fails is tried again, ever more slowly; the owner is told after a
//! day. What is refused again and again (a password, an address) is asked for no more until somebody says so: servers
//! lock out who keeps trying.

pub mod command;
pub mod job;
pub mod pages;
pub(super) mod queries;

use std::time::Duration;

use hootis_policy::limits;
use hootis_space::{DbError, FromRow, Row};
use uuid::Uuid;

/// Minutes between two runs that can be chosen: five at the quickest, which spares the customer's server.
pub(super) const EVERY: [i64; 7] = [5, 15, 30, 60, 180, 720, 1440];

/// Where nobody chose: every hour.
pub(super) const EVERY_HOUR: i64 = 60;

/// Refusals in a row after which nobody asks any more: a server that locks out does so after more.
const REFUSALS: i64 = 3;

/// The first pause after a failure; each one more doubles it.
const FIRST_PAUSE: Duration = Duration::from_secs(300);

/// Whether a setting asks for runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum State {
    On,
    /// Somebody asked for a pause, or undid an import.
    Paused,
    /// Refused too often.
    Stopped,
}

impl State {
    /// As it is stored.
    fn code(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::Paused => "paused",
            Self::Stopped => "stopped",
        }
    }

    fn parse(code: &str) -> Self {
        match code {
            "on" => Self::On,
            "paused" => Self::Paused,
            _ => Self::Stopped,
        }
    }
}

/// The setting of a source, and how it goes.
#[derive(Clone, Debug)]
pub(super) struct Sync {
    pub source_id: Uuid,
    pub every_minutes: i64,
    pub state: State,
    pub set_by: Option<Uuid>,
    pub set_name: String,
    pub set_at: i64,
    pub next_at: Option<i64>,
    pub last_run: Option<Uuid>,
    pub last_ok_at: Option<i64>,
    pub failing_since: Option<i64>,
    pub failures: i64,
    pub refusals: i64,
    pub why: Option<String>,
    pub told_at: Option<i64>,
}

impl FromRow for Sync {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            source_id: row.take()?,
            every_minutes: row.take()?,
            state: State::parse(&row.take::<String>()?),
            set_by: row.take()?,
            set_name: row.take()?,
            set_at: row.take()?,
            next_at: row.take()?,
            last_run: row.take()?,
            last_ok_at: row.take()?,
            failing_since: row.take()?,
            failures: row.take()?,
            refusals: row.take()?,
            why: row.take()?,
            told_at: row.take()?,
        })
    }
}

impl Sync {
    pub(super) fn is_on(&self) -> bool {
        self.state == State::On
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.state == State::Stopped
    }

    pub(super) fn is_failing(&self) -> bool {
        self.is_stopped() || (self.is_on() && self.failing_since.is_some())
    }

    /// The time between two runs.
    fn every(&self) -> Duration {
        Duration::from_secs(self.every_minutes.unsigned_abs() * 60)
    }
}

/// How long to wait after so many failures in a row: 5 min, 10, 20 … up to 6 h.
fn pause(failures: i64) -> Duration {
    let doublings = u32::try_from((failures - 1).clamp(0, 10)).unwrap_or(0);
    (FIRST_PAUSE * 2_u32.pow(doublings)).min(limits::SYNC_LONGEST_PAUSE.as_duration())
}

/// Whether a server says no, which it will say again: asking on helps nobody.
fn is_refusal(code: &str) -> bool {
    matches!(code, "wrong-password" | "refused-address" | "unknown-database" | "not-allowed" | "untrusted" | "no-encryption" | "bad-address" | "gone")
}

#[cfg(test)]
mod tests {
    use hootis_policy::limits;

    use super::{FIRST_PAUSE, pause};

    #[test]
    fn pauses_double_up_to_the_longest() {
        assert_eq!((pause(0), pause(1), pause(2), pause(3)), (FIRST_PAUSE, FIRST_PAUSE, FIRST_PAUSE * 2, FIRST_PAUSE * 4));
        let longest = limits::SYNC_LONGEST_PAUSE.as_duration();
        assert_eq!((pause(8), pause(i64::MAX)), (longest, longest));
    }
}

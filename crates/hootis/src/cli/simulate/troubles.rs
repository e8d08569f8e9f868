//! What goes wrong around Hootis: machines that are off, relays that refuse, two that do the work of one, clocks that are
//! set back. None of it is an excuse, but for being late.

use hootis_policy::{Span, retention};

use super::chance::Chance;
use super::eyes::Hour;
use super::life::{Happening, Life};
use super::orders;
use super::time::{DAY, HOUR, LATE, MINUTE, ROUND, ms};
use crate::clock::Now;
use crate::error::Result;

/// A mail that was refused is tried again after as long as it has waited already, and after six hours at most.
const TRIED_AGAIN: i64 = ms(Span::hours(6)) + ROUND;

/// The longest that a relay refuses: a link to confirm a sign-up must still come in time.
const REFUSES_AT_MOST: i64 = 12 * HOUR;

/// Something that goes wrong, drawn by chance.
type What = fn(&mut Chance) -> Happening;

/// What went wrong so far.
#[derive(Default)]
pub(super) struct Troubles {
    /// Times in which the machine was off: what was due then came late.
    off: Vec<(i64, i64)>,
    /// Times in which the relay refused.
    refused: Vec<(i64, i64)>,
    /// The furthest that the clock was ever set back.
    pub set_back: i64,
}

impl Life {
    /// Writes down what goes wrong when. Nothing does in a life without crashes.
    pub(super) fn plan_troubles(&mut self) {
        if self.size.crashes == 0 {
            return;
        }
        let mut chance = self.chance.part();
        let kinds: [(What, i64, i64); 4] = [
            (|_| Happening::Downtime, 40, 110),
            (|chance| Happening::Refusal(chance.between(HOUR, REFUSES_AT_MOST)), 15, 50),
            (|_| Happening::Twins, 10, 40),
            (|_| Happening::SetBack, 15, 50),
        ];
        for (what, from, to) in kinds {
            let mut at = chance.between(self.now, self.now + to * DAY / 2);
            while at < self.end {
                let what = what(&mut chance);
                self.plan_at(at, what);
                at += chance.between(from * DAY, to * DAY);
            }
        }
    }

    /// What is forgiven now. Without crashes the worker is never later than the ten minutes that it takes to come round.
    pub(super) fn hour(&self) -> Hour {
        let late = if self.size.crashes == 0 { ms(retention::EVERY) } else { LATE };
        Hour { now: self.now, late, set_back: self.troubles.set_back }
    }

    /// When something that is due at an instant must be done at the latest: a machine that is off does nothing.
    pub(super) fn latest(&self, due: i64) -> i64 {
        let off = self.troubles.off.iter().filter(|(from, to)| *from <= due + LATE && *to >= due).map(|(_, to)| *to).max();
        off.unwrap_or(due).max(due) + LATE
    }

    /// Whether the machine was off at some moment between two instants.
    pub(super) fn was_off(&self, from: i64, to: i64) -> bool {
        self.troubles.off.iter().any(|(off, on)| *off < to && *on >= from)
    }

    /// When the relay must have a mail that is written at an instant, at the latest.
    pub(super) fn handed_by(&self, written: i64) -> i64 {
        let mut by = self.latest(written);
        loop {
            let over = |(from, to): &&(i64, i64)| *from <= by && *to >= written && *to + TRIED_AGAIN > by;
            let Some((_, to)) = self.troubles.refused.iter().find(over) else { return by };
            by = self.latest(*to + TRIED_AGAIN);
        }
    }

    /// Whether somebody who waits for a mail has to be patient now.
    pub(super) fn is_post_slow(&self) -> bool {
        self.troubles.refused.iter().any(|(from, to)| (*from..=*to + TRIED_AGAIN).contains(&self.now))
    }

    /// The machine is off for some hours, at most a day and a half.
    pub(super) async fn downtime(&mut self) -> Result<()> {
        self.world.die().await?;
        self.cut();
        let from = self.now;
        let back = from + self.chance.between(2 * HOUR, 36 * HOUR);
        self.move_to(back)?;
        self.troubles.off.push((from, self.now));
        self.world.revive().await?;
        self.look().await
    }

    /// The relay refuses every mail for so long, from now on.
    pub(super) fn refuse(&mut self, length: i64) {
        let until = self.now + length;
        self.world.place().post.set_open(false);
        self.troubles.refused.push((self.now, until));
        self.plan_at(until, Happening::Acceptance);
        self.plan_at(until + TRIED_AGAIN, Happening::Look);
    }

    /// It takes them again, unless another refusal goes on.
    pub(super) async fn accept(&mut self) -> Result<()> {
        if self.troubles.refused.iter().all(|(_, until)| *until <= self.now) {
            self.world.place().post.set_open(true);
        }
        self.work().await
    }

    /// Two do the work of one for some days; then one of them stops, as if somebody ended a deployment.
    pub(super) async fn twins(&mut self) -> Result<()> {
        if !self.world.has_twin() {
            self.world.twin().await?;
            let until = self.now + self.chance.between(DAY, 9 * DAY);
            self.plan_at(until, Happening::Alone);
        }
        self.look().await
    }

    /// One of two is killed.
    pub(super) async fn alone(&mut self) -> Result<()> {
        if self.world.has_twin() {
            self.world.crash().await?;
            self.cut();
        }
        self.look().await
    }

    /// The clock is set back, and goes over some hours again: everything that was due in them seems to come once more. The
    /// steady clock knows better.
    pub(super) async fn set_back(&mut self) -> Result<()> {
        self.look().await?;
        let back = self.chance.between(MINUTE, 30 * HOUR);
        self.troubles.set_back = self.troubles.set_back.max(back);
        for step in 0..4 {
            let wrong = self.now - back + back * step / 4;
            self.world.set_wrong_time(Now(wrong), Now(self.now))?;
            self.world.order_all(orders::WORK).await?;
            self.read_mails()?;
        }
        self.world.set_time(Now(self.now))?;
        self.look().await
    }
}

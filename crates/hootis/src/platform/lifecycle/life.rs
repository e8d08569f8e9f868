//! The life of a space as values: what may be done in each state, and which dates follow. No database here.

use hootis_policy::states::SpaceState;
use hootis_policy::{Span, plans, retention};

use crate::clock::Now;
use crate::web::format;

/// What disabled a space. Stored as [`DisabledBy::as_str`] in `space.disabled_by`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DisabledBy {
    /// Its trial ended without a subscription.
    Trial,
    /// Notice was given, and the period paid has ended.
    Period,
    /// Its owner closed it.
    Owner,
    /// Its owner asked for the deletion of the account.
    Account,
}

impl DisabledBy {
    const ALL: [Self; 4] = [Self::Trial, Self::Period, Self::Owner, Self::Account];

    /// Its name in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Trial => "trial",
            Self::Period => "period",
            Self::Owner => "owner",
            Self::Account => "account",
        }
    }

    /// The one of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.as_str() == name)
    }
}

/// Where a space is in its life, with all its dates (milliseconds).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Life {
    pub state: SpaceState,
    /// Since when it is in this state.
    pub since: i64,
    pub trial_ends_at: Option<i64>,
    /// The end of the period paid.
    pub paid_until: Option<i64>,
    /// Paid by the year, not by the month.
    pub is_yearly: bool,
    pub disabled_by: Option<DisabledBy>,
    /// When it will be destroyed, while it is disabled.
    pub destroy_at: Option<i64>,
    /// What the steady clock said when it was disabled.
    pub elapsed_then: Option<i64>,
    /// When it last came back with nothing left of its trial or of a period paid, and was not subscribed since.
    pub came_back_at: Option<i64>,
    /// Payments that failed since it was last subscribed: neither notice nor closing makes them good.
    pub failures: i64,
}

/// What may happen to a space.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Action {
    /// It is paid for, up to a day or for one period.
    Subscribe { until: Option<i64>, is_yearly: bool },
    /// A payment failed, once more.
    PaymentFailed,
    /// Notice: it ends with the period paid.
    GiveNotice,
    /// The notice is taken back.
    TakeBack,
    /// It is closed now, by its owner or with the account.
    Close(DisabledBy),
    /// It comes back.
    Reopen,
    /// Whatever its dates say is due.
    PassTime,
    /// It is destroyed before its time: its owner wants it so.
    Destroy,
}

/// The two readings that a step is taken at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Moment {
    pub now: Now,
    /// Of the steady clock: see `elapsed`.
    pub elapsed: i64,
}

use SpaceState::{Active, Destroyed, Disabled, Ending, Grace, Restricted, Trial};

impl Life {
    /// What the space is after an action, or `None` when it cannot happen in this state at this moment.
    #[must_use]
    pub fn after(&self, action: Action, at: Moment) -> Option<Self> {
        match (action, self.state) {
            (Action::Subscribe { until, is_yearly }, Trial | Active | Grace | Restricted | Ending | Disabled) => {
                self.subscribed(until, is_yearly, at)
            }
            (Action::PaymentFailed, Active | Grace) => Some(self.failed(at)),
            // What is read only stays so: it is closed at once, or paid for.
            (Action::GiveNotice, Active | Grace) => self.is_paid_at(at.now).then(|| self.to(Ending, at)),
            (Action::TakeBack, Ending) => Some(self.to(self.by_failures(), at)),
            (Action::Close(by), Trial | Active | Grace | Restricted | Ending) => Some(self.disabled(by, at)),
            (Action::Reopen, Disabled) => self.reopened(at),
            (Action::PassTime, _) => self.in_time(at),
            (Action::Destroy, Disabled) => Some(self.to(Destroyed, at)),
            _ => None,
        }
    }

    fn to(self, state: SpaceState, at: Moment) -> Self {
        let disabled = state == Disabled || state == Destroyed;
        let since = if state == self.state { self.since } else { at.now.0 };
        Self {
            state,
            since,
            disabled_by: self.disabled_by.filter(|_| disabled),
            destroy_at: self.destroy_at.filter(|_| disabled),
            elapsed_then: self.elapsed_then.filter(|_| disabled),
            ..self
        }
    }

    fn disabled(self, by: DisabledBy, at: Moment) -> Self {
        let destroy_at = Some(at.now.after(retention::SPACE_DISABLED).0);
        Self { disabled_by: Some(by), destroy_at, elapsed_then: Some(at.elapsed), ..self.to(Disabled, at) }
    }

    /// A day that has passed pays for nothing. Without a day, one period: after the one that runs, if there is one.
    fn subscribed(self, until: Option<i64>, is_yearly: bool, at: Moment) -> Option<Self> {
        let runs_until = self.paid_until.filter(|_| self.state == Active && self.is_paid_at(at.now));
        let paid_until = until.unwrap_or_else(|| format::months_later(runs_until.unwrap_or(at.now.0), months(is_yearly)));
        (paid_until > at.now.0).then(|| Self { paid_until: Some(paid_until), is_yearly, came_back_at: None, failures: 0, ..self.to(Active, at) })
    }

    fn failed(self, at: Moment) -> Self {
        let failed = Self { failures: self.failures.max(i64::from(self.state == Grace)) + 1, ..self };
        failed.to(failed.by_failures(), at)
    }

    /// What a subscription is worth after so many payments that failed.
    const fn by_failures(&self) -> SpaceState {
        match self.failures {
            0 => Active,
            1 => Grace,
            _ => Restricted,
        }
    }

    /// What was left of a trial or of a period paid comes back; else a few days to choose a plan, which are not given again soon.
    /// One that was read only is so again: only who pays for it may write in it.
    fn reopened(self, at: Moment) -> Option<Self> {
        if self.is_paid_at(at.now) || self.by_failures() == Restricted {
            return Some(self.to(self.by_failures(), at));
        }
        if self.is_on_trial_at(at.now) {
            return Some(self.to(Trial, at));
        }
        let days = Some(at.now.after(plans::COME_BACK).0);
        self.may_choose_at(at.now).then(|| Self { trial_ends_at: days, came_back_at: Some(at.now.0), ..self.to(Trial, at) })
    }

    fn in_time(self, at: Moment) -> Option<Self> {
        let is_over = |end: Option<i64>| end.is_some_and(|end| end <= at.now.0);
        match self.state {
            Trial if is_over(self.trial_ends_at) => Some(self.disabled(DisabledBy::Trial, at)),
            Ending if is_over(self.paid_until) => Some(self.disabled(DisabledBy::Period, at)),
            // It renews itself: whoever takes the payment says when it failed.
            Active if is_over(self.paid_until) => Some(Self { paid_until: self.renewed(at.now), ..self }),
            // Disabled by a version that did not look at the steady clock: its time counts from now.
            Disabled if self.elapsed_then.is_none() || self.destroy_at.is_none() => {
                let destroy_at = self.destroy_at.or(Some(Now(self.since).after(retention::SPACE_DISABLED).0));
                Some(Self { destroy_at, elapsed_then: self.elapsed_then.or(Some(at.elapsed)), ..self })
            }
            Disabled if is_over(self.destroy_at) && self.has_really_waited(at) => Some(self.to(Destroyed, at)),
            _ => None,
        }
    }

    /// Whether the 30 days have passed on the clock that nobody can set, too.
    fn has_really_waited(self, at: Moment) -> bool {
        self.elapsed_then.is_some_and(|then| at.elapsed - then >= Now(0).after(retention::SPACE_DISABLED).0)
    }

    fn renewed(self, now: Now) -> Option<i64> {
        let start = self.paid_until?;
        // All counted from one day: month after month, the 31st would become the 28th for good.
        (1..).map(|periods| format::months_later(start, periods * months(self.is_yearly))).find(|end| *end > now.0)
    }

    /// Whether notice was given.
    #[must_use]
    pub fn is_ending(&self) -> bool {
        self.state == Ending
    }

    /// Whether it is closed, and can come back.
    #[must_use]
    pub fn is_disabled(&self) -> bool {
        self.state == Disabled
    }

    /// Whether a period that was paid for still runs.
    #[must_use]
    pub fn is_paid_at(&self, now: Now) -> bool {
        self.paid_until.is_some_and(|end| end > now.0)
    }

    fn is_on_trial_at(&self, now: Now) -> bool {
        self.trial_ends_at.is_some_and(|end| end > now.0)
    }

    /// Whether the few days to choose a plan may be had by whoever comes back now.
    fn may_choose_at(&self, now: Now) -> bool {
        self.came_back_at.is_none_or(|at| Now(at).after(plans::COME_BACK_AGAIN).0 <= now.0)
    }

    /// Whether it is open for those days.
    #[must_use]
    pub fn is_choosing(&self) -> bool {
        self.state == Trial && is_for_choosing(self.came_back_at, self.trial_ends_at)
    }

    /// Until when one click reopens it, if it is disabled; nothing when only a subscription does.
    #[must_use]
    pub fn reopens_until(&self, now: Now) -> Option<i64> {
        let end = self.destroy_at.filter(|_| self.state == Disabled)?;
        if self.may_choose_at(now) || self.by_failures() == Restricted {
            return Some(end);
        }
        let left = self.paid_until.into_iter().chain(self.trial_ends_at).max()?;
        (left > now.0).then_some(left.min(end))
    }

    /// The end that reminders speak of, if this state has one.
    #[must_use]
    pub fn end(&self) -> Option<i64> {
        match self.state {
            Trial => self.trial_ends_at,
            Ending => self.paid_until,
            Disabled => self.destroy_at,
            _ => None,
        }
    }

    /// The reminder that is due and not too late: the last whose moment has come, of those that come after the
    /// state began. Those before it are past, and no two are ever sent together.
    #[must_use]
    pub fn reminder(&self, now: Now) -> Option<Span> {
        let end = self.end().filter(|end| *end > now.0)?;
        let moment = |span: &Span| Now(end).before(*span).0;
        plans::REMINDERS.into_iter().filter(|span| moment(span) > self.since && moment(span) <= now.0).min_by_key(|span| span.as_seconds())
    }

    /// When somebody has to look at it next: after all that is due at `now` was done.
    #[must_use]
    pub fn next_at(&self, now: Now) -> Option<i64> {
        if self.state == Active {
            return self.paid_until;
        }
        let end = self.end()?;
        let reminders = plans::REMINDERS.into_iter().map(|span| Now(end).before(span).0).filter(|moment| *moment > self.since);
        reminders.chain([end]).filter(|moment| *moment > now.0).min().or(Some(now.after(RECHECK).0))
    }
}

/// Whether a trial ends when the days to choose a plan do, which began when the space came back.
pub(super) fn is_for_choosing(came_back_at: Option<i64>, trial_ends_at: Option<i64>) -> bool {
    came_back_at.is_some_and(|at| trial_ends_at == Some(Now(at).after(plans::COME_BACK).0))
}

/// How long a destruction that the steady clock still forbids waits for another look.
const RECHECK: Span = Span::minutes(10);

fn months(is_yearly: bool) -> i32 {
    if is_yearly { 12 } else { 1 }
}

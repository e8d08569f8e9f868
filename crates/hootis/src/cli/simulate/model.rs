//! What must become of a space and of its account, worked out from what their owner was told: the promises of
//! the policy as arithmetic of our own.

use hootis_policy::{plans, retention};
use uuid::Uuid;

use super::time::ms;

/// Where a space must be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum State {
    Trial { ends: i64 },
    Active,
    Ending { until: i64 },
    Disabled { since: i64 },
    Destroyed { since: i64 },
}

impl State {
    /// Its name in the database.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Trial { .. } => "trial",
            Self::Active => "active",
            Self::Ending { .. } => "ending",
            Self::Disabled { .. } => "disabled",
            Self::Destroyed { .. } => "destroyed",
        }
    }

    /// The end that its owner is reminded of, and how the subject of such a mail begins and goes on.
    fn reminded(self) -> Option<(i64, &'static str)> {
        match self {
            Self::Trial { ends } => Some((ends, "finit le")),
            Self::Ending { until } => Some((until, "ferme le")),
            Self::Disabled { since } => Some((since + ms(retention::SPACE_DISABLED.keep), "sera détruit le")),
            _ => None,
        }
    }
}

/// A mail that must come, once.
#[derive(Clone, Debug)]
pub(super) struct Reminder {
    pub at: i64,
    /// What its subject says.
    pub words: &'static str,
    /// Where the space is whose end it tells of.
    pub state: State,
}

/// The life of a space, as it must be.
#[derive(Clone, Debug)]
pub(super) struct SpaceLife {
    pub id: Uuid,
    pub slug: String,
    pub state: State,
    /// The end of the trial, whatever came after it.
    trial_ends: i64,
    /// The end of the period paid.
    pub paid_until: Option<i64>,
    /// Reminders that have not been looked for.
    pub reminders: Vec<Reminder>,
    /// Bytes of its database, kept to be looked for when it is gone.
    pub sample: Option<Vec<u8>>,
    /// What a destruction leaves was looked at.
    pub is_mourned: bool,
}

impl SpaceLife {
    /// A space whose trial begins.
    pub(super) fn new(id: Uuid, slug: &str, now: i64) -> Self {
        let trial_ends = now + ms(plans::TRIAL);
        let mut life = Self {
            id,
            slug: slug.to_owned(),
            state: State::Trial { ends: trial_ends },
            trial_ends,
            paid_until: None,
            reminders: Vec::new(),
            sample: None,
            is_mourned: false,
        };
        life.enter(life.state, now);
        life
    }

    /// The space goes on as something else from an instant on.
    pub(super) fn enter(&mut self, state: State, since: i64) {
        self.state = state;
        self.reminders.retain(|reminder| reminder.at <= since);
        if let Some((end, words)) = state.reminded() {
            let moments = plans::REMINDERS.iter().map(|before| end - ms(*before)).filter(|at| *at > since);
            self.reminders.extend(moments.map(|at| Reminder { at, words, state }));
        }
    }

    /// What comes back when a closed space is reopened.
    pub(super) fn reopened(&self, now: i64) -> State {
        match self.paid_until {
            Some(until) if until > now => State::Active,
            _ if self.trial_ends > now => State::Trial { ends: self.trial_ends },
            _ => State::Trial { ends: now + ms(plans::COME_BACK) },
        }
    }

    /// Whether people may enter now.
    pub(super) fn is_open(&self, now: i64) -> bool {
        !matches!(self.state, State::Disabled { .. } | State::Destroyed { .. }) && self.due(now).is_none()
    }

    /// What time alone does by now: when it was due, and what the space is then.
    pub(super) fn due(&self, now: i64) -> Option<(i64, &'static str)> {
        let (due, next) = match self.state {
            State::Trial { ends } => (ends, "disabled"),
            State::Ending { until } => (until, "disabled"),
            State::Disabled { since } => (since + ms(retention::SPACE_DISABLED.keep), "destroyed"),
            _ => return None,
        };
        (due <= now).then_some((due, next))
    }

    /// What was due has been done.
    pub(super) fn pass(&mut self, since: i64) {
        match self.state {
            State::Disabled { .. } => self.enter(State::Destroyed { since }, since),
            _ => self.enter(State::Disabled { since }, since),
        }
    }

    /// Everything that is due by itself, and when.
    pub(super) fn dates(&self) -> Vec<i64> {
        let end = match self.state {
            State::Trial { ends } => Some(ends),
            State::Ending { until } => Some(until),
            State::Disabled { since } => Some(since + ms(retention::SPACE_DISABLED.keep)),
            _ => None,
        };
        self.reminders.iter().map(|reminder| reminder.at).chain(end).collect()
    }
}

/// The life of an account, as it must be.
#[derive(Clone, Default, Debug)]
pub(super) struct AccountLife {
    /// Since when it has had no space.
    pub spaceless: Option<i64>,
    /// When its holder was told that it goes.
    pub told: Option<i64>,
    /// When its holder asked for its deletion.
    pub asked: Option<i64>,
    /// When it was first seen to be gone.
    pub gone: Option<i64>,
}

impl AccountLife {
    /// When its holder must be told.
    pub(super) fn notice(&self) -> Option<i64> {
        let spaceless = self.spaceless.filter(|_| self.asked.is_none() && self.told.is_none())?;
        Some(spaceless + ms(retention::ACCOUNT.keep) - ms(retention::ACCOUNT_NOTICE))
    }

    /// When it must go, as things are: never before its spaces.
    pub(super) fn ends(&self) -> Option<i64> {
        let spaceless = self.spaceless?;
        let by_itself = self.told.map(|told| (spaceless + ms(retention::ACCOUNT.keep)).max(told + ms(retention::ACCOUNT_NOTICE)));
        let asked = self.asked.map(|at| (at + ms(retention::ACCOUNT_ASKED.keep)).max(spaceless));
        by_itself.into_iter().chain(asked).min()
    }
}

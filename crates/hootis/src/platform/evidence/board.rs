//! All promises with what is known of them now: what pages, mails and programs show.

use hootis_policy::Span;
use hootis_policy::evidence::{self, Pace};
use hootis_policy::promises::{self, Promise};

use super::chart::{Chart, Run, runs};
use super::figure::Figure;
use super::queries::{self, Day};
use super::table;
use crate::app::App;
use crate::clock::Now;
use crate::error::Result;
use crate::web::format;
use crate::web::i18n::Lang;

/// Where a promise stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// The last check found it kept, and is not old.
    Kept,
    /// The last check is too old to prove anything.
    Late,
    /// The last check found it broken.
    Broken,
    /// It was never checked: the service has just started.
    Waiting,
    /// Its feature does not exist yet.
    NotYet,
}

impl State {
    /// The modifier of its eye: nothing for good.
    #[must_use]
    pub fn eye(self) -> &'static str {
        match self {
            Self::Kept => "",
            Self::Late | Self::Waiting => "warn",
            Self::Broken => "bad",
            Self::NotYet => "off",
        }
    }

    /// Whether there is nothing to worry about.
    #[must_use]
    pub fn is_well(self) -> bool {
        matches!(self, Self::Kept | Self::Waiting)
    }
}

/// A promise and what is known of it.
pub struct Line {
    pub promise: &'static Promise,
    pub state: State,
    /// What the last check found.
    pub figure: Option<Figure>,
    /// What must be so.
    pub limit: Option<Figure>,
    /// When the last check was made.
    pub checked_at: Option<i64>,
    pace: Pace,
    days: Vec<Day>,
}

/// All promises, in the order of the published policy.
pub struct Board {
    pub now: Now,
    pub lines: Vec<Line>,
}

impl Board {
    /// What is known now.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn read(app: &App, now: Now) -> Result<Self> {
        let last = queries::list_last(app.platform()).await?;
        let days = app.evidence().days(app, now).await?;
        let lines = promises::ALL.iter().copied().map(|promise| {
            let check = table::find(promise.id);
            let last = last.iter().find(|last| last.promise == promise.id);
            let (ok, checked_at) = (last.and_then(|last| last.ok), last.and_then(|last| last.checked_at));
            let pace = check.map_or(Pace::Daily, |check| check.pace);
            let state = match (check, ok, checked_at) {
                (None, ..) => State::NotYet,
                (_, Some(false), _) => State::Broken,
                (_, Some(true), Some(at)) if at >= now.before(pace.late_after()).0 => State::Kept,
                (_, Some(true), _) => State::Late,
                (_, None, _) => State::Waiting,
            };
            Line {
                promise,
                state,
                figure: last.and_then(|last| last.figure.clone()),
                limit: check.map(|check| (check.limit)()),
                checked_at,
                pace,
                days: days.iter().filter(|day| day.promise == promise.id).cloned().collect(),
            }
        });
        Ok(Self { now, lines: lines.collect() })
    }

    /// The line of a promise.
    #[must_use]
    pub fn line(&self, id: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.promise.id == id)
    }

    /// The promises that are kept today, whatever their last check found.
    pub fn checked(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.state != State::NotYet)
    }

    /// The promises that are not proven now, the broken ones first.
    pub fn worries(&self) -> impl Iterator<Item = &Line> {
        let of = |is_broken: bool| self.checked().filter(move |line| !line.state.is_well() && (line.state == State::Broken) == is_broken);
        of(true).chain(of(false))
    }

    /// The promises whose feature does not exist yet.
    pub fn not_yet(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.state == State::NotYet)
    }

    /// How many are in a state.
    #[must_use]
    pub fn count(&self, state: State) -> usize {
        self.lines.iter().filter(|line| line.state == state).count()
    }

    /// The modifier of the eye over all: the worst of them.
    #[must_use]
    pub fn eye(&self) -> &'static str {
        let worst = [State::Broken, State::Late, State::Waiting].into_iter().find(|state| self.count(*state) > 0);
        worst.unwrap_or(State::Kept).eye()
    }

    /// « 22 contrôles sur 23 conformes, 1 en retard ».
    #[must_use]
    pub fn summary(&self, lang: Lang) -> String {
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let of = number(self.checked().count());
        let mut words = lang.t_args("evidence-summary", &[("n", number(self.count(State::Kept)).into()), ("of", of.into())]);
        for (state, key) in
            [(State::Broken, "evidence-summary-broken"), (State::Late, "evidence-summary-late"), (State::Waiting, "evidence-summary-waiting")]
        {
            if self.count(state) > 0 {
                words.push_str(", ");
                words.push_str(&lang.t_args(key, &[("n", number(self.count(state)).into())]));
            }
        }
        words
    }
}

impl Line {
    /// Where the public page shows it: `preuve-c1`.
    #[must_use]
    pub fn anchor(&self) -> String {
        format!("preuve-{}", self.promise.id.to_ascii_lowercase())
    }

    /// What was found, or that nothing was looked at yet.
    #[must_use]
    pub fn found(&self, lang: Lang) -> String {
        match (&self.figure, self.state) {
            (_, State::NotYet) => lang.t("evidence-not-kept").to_owned(),
            (Some(figure), _) => figure.say(lang),
            (None, _) => lang.t("evidence-waiting").to_owned(),
        }
    }

    /// What must be so.
    #[must_use]
    pub fn limit_words(&self, lang: Lang) -> String {
        self.limit.as_ref().map(|limit| limit.say(lang)).unwrap_or_default()
    }

    /// « vérifié il y a 4 min : … », « contrôle en retard de 2 heures », « échec à 10:38 : … ».
    #[must_use]
    pub fn words(&self, lang: Lang, now: Now) -> String {
        let found = self.found(lang);
        let at = self.checked_at.unwrap_or(now.0);
        match self.state {
            State::NotYet | State::Waiting => found,
            State::Kept => lang.t_args("evidence-line-kept", &[("when", format::ago(lang, now.0, at).into()), ("found", found.into())]),
            State::Late => lang.t_args("evidence-line-late", &[("span", self.late_by(now).words(lang.into()).into())]),
            State::Broken if at > now.before(Span::hours(24)).0 => {
                lang.t_args("evidence-line-broken", &[("time", format::time(at).into()), ("found", found.into())])
            }
            State::Broken => lang.t_args("evidence-line-broken-on", &[("when", format::datetime(lang, at).into()), ("found", found.into())]),
        }
    }

    /// How long ago the next check should have been made.
    fn late_by(&self, now: Now) -> Span {
        let due = Now(self.checked_at.unwrap_or(now.0)).after(self.pace.every());
        let minutes = u32::try_from(now.0.saturating_sub(due.0).max(0) / 60_000).unwrap_or(u32::MAX);
        match minutes {
            0..120 => Span::minutes(minutes.max(1)),
            120..2_880 => Span::hours(minutes / 60),
            _ => Span::days(minutes / 1_440),
        }
    }

    /// Its days, those alike together, the newest first.
    #[must_use]
    pub(super) fn runs(&self, now: Now) -> Vec<Run> {
        runs(&self.days, queries::day_of(now))
    }

    /// Its last 90 days as a drawing.
    #[must_use]
    pub(super) fn chart(&self, lang: Lang, now: Now) -> Chart {
        Chart::draw(lang, &self.runs(now), queries::day_of(now))
    }
}

/// The days of all promises as they were read a moment ago: a page asks the database for little.
#[derive(Default)]
pub struct Cache(std::sync::Mutex<Option<(Now, std::sync::Arc<Vec<Day>>)>>);

impl Cache {
    async fn days(&self, app: &App, now: Now) -> Result<std::sync::Arc<Vec<Day>>> {
        if let Ok(slot) = self.0.lock()
            && let Some((at, days)) = &*slot
            && *at <= now
            && *at > now.before(evidence::ASKED_AGAIN)
        {
            return Ok(std::sync::Arc::clone(days));
        }
        let since = Now(queries::day_of(now)).before(Span::days(evidence::HISTORY_DAYS - 1));
        let days = std::sync::Arc::new(queries::list_days(app.platform(), since).await?);
        if let Ok(mut slot) = self.0.lock() {
            *slot = Some((now, std::sync::Arc::clone(&days)));
        }
        Ok(days)
    }

    /// Forgets them: there is a new result.
    pub(super) fn forget(&self) {
        if let Ok(mut slot) = self.0.lock() {
            *slot = None;
        }
    }
}

//! Ninety days of a promise as a row of bars, drawn by the server.

use hootis_policy::evidence;

use super::figure::Figure;
use super::queries::{DAY_MS, Day};
use crate::web::format;
use crate::web::i18n::Lang;

/// Width of a day in the units of the drawing: its bar, and what is free behind it.
const SLOT: i64 = 4;

/// What a day was.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Past {
    /// Every check found the promise kept.
    Good,
    /// No check was made.
    Missing,
    /// A check found it broken.
    Bad,
}

/// Days alike, one after the other.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// When the first began, in UTC.
    pub(super) first: i64,
    /// When the last began.
    pub(super) last: i64,
    pub(super) past: Past,
    pub(super) checks: i64,
    pub(super) failures: i64,
    /// The last thing that was found, the worst of its day.
    pub(super) figure: Option<Figure>,
}

impl Run {
    fn days(&self) -> i64 {
        (self.last - self.first) / DAY_MS + 1
    }

    /// « du 3 sept. 2026 au 12 nov. 2026 », or the one day.
    pub(super) fn when(&self, lang: Lang) -> String {
        let (first, last) = (format::date_short(lang, self.first), format::date_short(lang, self.last));
        if self.first == self.last { last } else { lang.t_args("evidence-days", &[("first", first.into()), ("last", last.into())]) }
    }

    /// In words: colour alone says nothing.
    pub(super) fn words(&self, lang: Lang) -> String {
        match self.past {
            Past::Good => lang.t_args("evidence-past-good", &[("n", self.checks.into())]),
            Past::Missing => lang.t("evidence-past-missing").to_owned(),
            Past::Bad => lang.t_args("evidence-past-bad", &[("n", self.failures.into()), ("of", self.checks.into())]),
        }
    }

    /// What was found, if anything.
    pub(super) fn found(&self, lang: Lang) -> String {
        self.figure.as_ref().map_or_else(|| "—".to_owned(), |figure| figure.say(lang))
    }

    /// The modifier of its eye.
    pub(super) fn eye(&self) -> &'static str {
        match self.past {
            Past::Good => "",
            Past::Missing => "warn",
            Past::Bad => "bad",
        }
    }
}

/// The days up to today, those alike together, the newest first. Days before the first check are none.
pub(super) fn runs(days: &[Day], today: i64) -> Vec<Run> {
    let Some(first) = days.first() else { return Vec::new() };
    let mut runs: Vec<Run> = Vec::new();
    let mut at = first.day;
    // A day that has just begun is not missing yet.
    let last = if days.iter().any(|day| day.day == today) { today } else { today - DAY_MS };
    while at <= last {
        let day = days.iter().find(|day| day.day == at);
        let past = match day {
            None => Past::Missing,
            Some(day) if day.failures > 0 => Past::Bad,
            Some(_) => Past::Good,
        };
        let (checks, failures) = day.map_or((0, 0), |day| (day.checks, day.failures));
        let figure = day.and_then(|day| day.figure.clone());
        match runs.last_mut() {
            // Each bad day is a line of its own: what was found differs.
            Some(run) if run.past == past && past != Past::Bad => {
                run.last = at;
                run.checks += checks;
                run.figure = figure;
            }
            _ => runs.push(Run { first: at, last: at, past, checks, failures, figure }),
        }
        at += DAY_MS;
    }
    runs.reverse();
    runs
}

/// A row of bars.
pub(super) struct Chart {
    pub(super) bars: Vec<Bars>,
    /// What it shows, in a sentence.
    pub(super) conclusion: String,
}

/// Bars of one kind, one after the other: a dashed line.
pub(super) struct Bars {
    pub(super) class: &'static str,
    pub(super) from: i64,
    pub(super) to: i64,
}

impl Chart {
    /// Draws the days of some runs, today at the right.
    pub(super) fn draw(lang: Lang, runs: &[Run], today: i64) -> Self {
        let bars = runs.iter().map(|run| {
            let to = Self::width() - (today - run.last) / DAY_MS * SLOT;
            let class = match run.past {
                Past::Good => "is-ok",
                Past::Missing => "is-warn",
                Past::Bad => "is-bad",
            };
            Bars { class, from: (to - run.days() * SLOT).max(0), to: to - 1 }
        });
        let days = |past: Past| runs.iter().filter(|run| run.past == past).map(Run::days).sum::<i64>();
        let facts = [("good", days(Past::Good).into()), ("missing", days(Past::Missing).into()), ("bad", days(Past::Bad).into())];
        Self { bars: bars.collect(), conclusion: lang.t_args("evidence-chart", &facts) }
    }

    /// Its width.
    pub(super) fn width() -> i64 {
        i64::from(evidence::HISTORY_DAYS) * SLOT
    }
}

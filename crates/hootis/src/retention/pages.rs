//! The operator's page of the rules: how each stands, what is due now, what went on which day.

use std::borrow::Borrow;

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use hootis_policy::data::{self, Database};
use hootis_policy::retention::{LATE, Rule};
use hootis_policy::{Span, Text};
use serde::Deserialize;

use super::{Due, Past, Status, dry_run, history, statuses};
use crate::access::OperatorUser;
use crate::clock::{Life as _, Now, start_of_day};
use crate::error::Result;
use crate::web::bars::{Bars, Slot};
use crate::web::format;
use crate::web::i18n::Lang;
use crate::web::page::Page;
use crate::web::reply::html;

/// Days in the chart.
const DAYS: u32 = 30;
/// Runs in the list.
const RUNS: u32 = 12;

/// A rule as the page shows it.
struct Line {
    status: Status,
    /// What is due at this moment, when that was asked for.
    due: Option<Due>,
    lang: Lang,
}

impl Line {
    /// What it is about: the first table under it.
    fn about(&self) -> &'static str {
        about(self.status.rule).to(self.lang.into())
    }

    /// « 7 jours après l’enregistrement »
    fn period(&self) -> String {
        let (keep, event) = (self.status.rule.keep.words(self.lang.into()), self.status.rule.from.title().to(self.lang.into()));
        self.lang.t_args("retention-period", &[("keep", keep.into()), ("event", event.into())])
    }

    fn then(&self) -> &'static str {
        self.status.rule.then.title().to(self.lang.into())
    }

    fn has_failed(&self) -> bool {
        self.status.known.as_ref().is_some_and(|known| known.outcome.as_deref() == Some("failed"))
    }

    /// Later than is allowed, as of its last run or of the count that was just made.
    fn is_late(&self, now: impl Borrow<Now>) -> bool {
        let now = *now.borrow();
        self.status.is_late() || self.due.is_some_and(|due| due.late(now) > LATE.span())
    }

    fn hours_late(&self) -> i64 {
        i64::try_from(self.status.late.as_secs() / Span::hours(1).as_seconds()).unwrap_or(i64::MAX)
    }
}

fn about(rule: &Rule) -> Text {
    let under = |table: &&data::Table| table.all_rules().any(|other| other == rule);
    let first = Database::ALL.into_iter().flat_map(data::tables).find(under);
    first.map_or(rule.whom.title(), |table| table.about)
}

/// A day of the chart's table.
struct Day {
    day: String,
    amount: i64,
}

#[derive(Template)]
#[template(path = "retention/show.html")]
struct Show {
    page: Page,
    now: Now,
    /// The latest first, then as they are declared.
    lines: Vec<Line>,
    is_counted: bool,
    late: i64,
    failed: i64,
    /// Rows that are due now, when that was asked for.
    due: i64,
    /// Rows that went in the last thirty days.
    gone: i64,
    last_run: Option<i64>,
    drawn: Option<Bars>,
    conclusion: String,
    days: Vec<Day>,
    runs: Vec<Past>,
}

/// What is asked for.
#[derive(Deserialize)]
pub struct Asked {
    /// `oui`: count what is due, and take nothing out.
    #[serde(default)]
    blanc: String,
}

/// The rules, their last runs, and a count of what is due when asked for.
pub async fn show(user: OperatorUser, Query(asked): Query<Asked>) -> Result<Response> {
    let (app, now, lang) = (&user.app, user.now, user.lang());
    let is_counted = asked.blanc == "oui";
    let counts = if is_counted { dry_run(app, now, None).await? } else { Vec::new() };
    let due_of = |rule: &Rule| counts.iter().find(|(other, _)| *other == rule).map(|(_, due)| *due);
    let mut lines: Vec<Line> = statuses(app, now).await?.into_iter().map(|status| Line { due: due_of(status.rule), status, lang }).collect();
    // Stable: what is late or failed comes first, the rest as declared.
    lines.sort_by_key(|line| !(line.is_late(now) || line.has_failed()));
    let since = start_of_day(now.before(Span::days(DAYS - 1)));
    let (runs, counted) = history(app, since, RUNS).await?;
    let (drawn, days) = chart(lang, now, &counted);
    let gone: i64 = counted.iter().map(|(_, amount, _)| amount).sum();
    let page = user.operator_page("nav-retention");
    html(&Show {
        late: count(&lines, |line| line.is_late(now)),
        failed: count(&lines, Line::has_failed),
        due: counts.iter().map(|(_, due)| i64::try_from(due.rows).unwrap_or(i64::MAX)).sum(),
        last_run: lines.iter().filter_map(|line| line.status.known.as_ref()?.ran_at).max(),
        conclusion: page.t_args("retention-conclusion", &[("n", gone.into())]),
        page,
        now,
        lines,
        is_counted,
        gone,
        drawn,
        days,
        runs,
    })
}

fn count(lines: &[Line], is: impl Fn(&Line) -> bool) -> i64 {
    i64::try_from(lines.iter().filter(|line| is(line)).count()).unwrap_or(i64::MAX)
}

/// Rows by day up to today: the drawing, and the days that had any, the latest first.
fn chart(lang: Lang, now: Now, counted: &[(i64, i64, i64)]) -> (Option<Bars>, Vec<Day>) {
    let day_ms = Now(0).after(Span::days(1)).0;
    let today = start_of_day(now).0;
    let amount = |day: i64| counted.iter().find(|(other, ..)| other * day_ms == day).map_or(0, |(_, amount, _)| *amount);
    let starts: Vec<i64> = (0..i64::from(DAYS)).rev().map(|back| today - back * day_ms).collect();
    let slot = |day: &i64| Slot { short: format::day_short(lang, *day), long: format::date_long(lang, *day), value: amount(*day) };
    let drawn = Bars::draw(lang, starts.iter().map(slot).collect());
    let days = starts.iter().rev().filter(|day| amount(**day) > 0).map(|day| Day { day: format::date_long(lang, *day), amount: amount(*day) });
    (drawn, days.collect())
}

//! The operator's page of the audience.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use hootis_policy::{Span, limits, retention};
use serde::Deserialize;

use super::chart::{self, Days, Figure, Name};
use super::memory::day_of;
use super::queries::{self, Facet};
use crate::access::OperatorUser;
use crate::error::Result;
use crate::platform::trends::{self, Measure};
use crate::web::format;
use crate::web::page::Page;
use crate::web::reply::html;

/// Periods that can be looked at, in days; the second is shown first.
const PERIODS: [u32; 3] = [7, 30, 90];
/// Months of the service's trends.
const MONTHS: u8 = 13;
/// Names in a table.
const NAMES: usize = 10;

/// A table of names.
struct Table {
    title: &'static str,
    column: &'static str,
    names: Vec<Name>,
}

#[derive(Template)]
#[template(path = "platform/audience/show.html")]
struct Show {
    page: Page,
    period: u32,
    periods: [u32; 3],
    visits: Figure,
    /// Different visitors, a day, on the days that had any.
    visitors: Figure,
    pages: Figure,
    days: Days,
    /// What the drawing shows, in a sentence.
    conclusion: String,
    browsers: Table,
    tables: [Table; 2],
    /// Totals of the service, the latest month first: the month, spaces, parties, messages, imports.
    trends: Vec<(String, [String; 4])>,
    group: i64,
    kept: String,
}

/// What is asked for.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    jours: u32,
}

/// Visits by day, and what is looked at, whence, with what.
pub async fn show(user: OperatorUser, Query(asked): Query<Asked>) -> Result<Response> {
    let (db, lang) = (user.platform(), user.lang());
    // What this process has counted since the last writing is part of it.
    user.app.write_visits().await?;
    let period = PERIODS.into_iter().find(|days| *days == asked.jours).unwrap_or(PERIODS[1]);
    let from = day_of(user.now.before(Span::days(period - 1)));
    let visits = queries::list_days(db, Facet::Visit, from).await?;
    let visitors = queries::list_days(db, Facet::Visitor, from).await?;
    let pages = queries::list_days(db, Facet::Page, from).await?;
    let total = |days: &[(i64, i64)]| days.iter().map(|(_, hits)| hits).sum::<i64>();
    let mean = total(&visitors) / i64::try_from(visitors.len()).unwrap_or(1).max(1);
    let table = async |title, column, facet| -> Result<Table> {
        Ok(Table { title, column, names: chart::names(lang, facet, queries::list_names(db, facet, from).await?, NAMES) })
    };
    html(&Show {
        page: user.operator_page("nav-audience"),
        period,
        periods: PERIODS,
        visits: Figure::of(total(&visits)),
        visitors: Figure::of(mean),
        pages: Figure::of(total(&pages)),
        days: chart::days(lang, user.now, period, &visits),
        conclusion: lang.t_args("audience-conclusion", &[("visits", Figure::of(total(&visits)).words(lang).into()), ("days", period.into())]),
        browsers: table(lang.t("audience-browsers"), lang.t("audience-browser"), Facet::Browser).await?,
        tables: [
            table(lang.t("audience-pages"), lang.t("audience-page"), Facet::Page).await?,
            table(lang.t("audience-sources"), lang.t("audience-source"), Facet::Source).await?,
        ],
        trends: months(&user).await?,
        group: limits::GROUP_MIN,
        kept: retention::AUDIENCE.keep.words(lang.into()),
    })
}

/// The totals of the last months that are closed.
async fn months(user: &OperatorUser) -> Result<Vec<(String, [String; 4])>> {
    let lang = user.lang();
    let starts = format::month_starts(user.now.0, MONTHS);
    let totals = trends::list(user.platform(), starts.first().copied().unwrap_or(user.now.0)).await?;
    let words = |month: i64, measure: Measure| {
        let found = totals.iter().find(|trend| trend.month == month && trend.measure == Some(measure));
        // A total of few spaces is not even kept.
        found.and_then(|trend| trend.total).map_or_else(|| lang.t("audience-trends-few").to_owned(), |total| format::number(lang, total))
    };
    let closed = starts.into_iter().rev().filter(|month| totals.iter().any(|trend| trend.month == *month && trend.total.is_some()));
    Ok(closed.map(|month| (format::month_long(lang, month), Measure::ALL.map(|measure| words(month, measure)))).collect())
}

//! The list of a contact's conversations.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use serde::Deserialize;

use super::queries::{self, Line};
use crate::access::Portal;
use crate::access::portal::can;
use crate::error::{Error, Result};
use crate::web::format;
use crate::web::page::Page;
use crate::web::reply::html;

/// Conversations on a page.
const PAGE: usize = 30;

/// Where the page begins.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    avant: Option<i64>,
}

struct Shown {
    lines: Vec<Line>,
    older: String,
    /// Where the list is asked for again when something happens.
    again: String,
    position: i64,
    now_ms: i64,
}

impl Shown {
    /// « 10:42 », « hier », « 9 nov. ».
    fn when(&self, page: &Page, line: &Line) -> String {
        when(page, self.now_ms, line.position)
    }
}

/// When something was said, as short as can be.
fn when(page: &Page, now_ms: i64, at: i64) -> String {
    match format::days_between(at, now_ms) {
        0 => format::time(at),
        _ if format::year(at) == format::year(now_ms) => format::day_short(page.lang, at),
        _ => format::date_short(page.lang, at),
    }
}

#[derive(Template)]
#[template(path = "space/conversations/station/list.html")]
struct List {
    page: Page,
    shown: Shown,
    company: String,
    may_write: bool,
}

#[derive(Template)]
#[template(path = "space/conversations/station/_list.html")]
struct Part {
    page: Page,
    shown: Shown,
}

/// The conversations, the ones written in last first.
pub async fn list(portal: Portal<can::MessagesRead>, Query(asked): Query<Asked>) -> Result<Response> {
    let scope = portal.scope.clone();
    let most = i64::try_from(PAGE + 1).map_err(Error::internal)?;
    let before = asked.avant.unwrap_or(i64::MAX);
    let read =
        async move |at: &hootis_space::Tx| Ok::<_, Error>((queries::list(at, &scope, before, most).await?, queries::position(at, &scope).await?));
    let (mut lines, position) = portal.space.read(read).await?;
    let has_older = lines.len() > PAGE;
    lines.truncate(PAGE);
    let older = lines.last().filter(|_| has_older).map(|line| format!("/messages?avant={}", line.position)).unwrap_or_default();
    let again = asked.avant.map_or_else(|| "/messages".to_owned(), |at| format!("/messages?avant={at}"));
    let shown = Shown { lines, older, again, position, now_ms: portal.now.0 };
    let page = portal.page("portal-talk");
    if portal.visit.is_partial() {
        html(&Part { page, shown })
    } else {
        html(&List { page, shown, company: portal.company.clone(), may_write: portal.may_write() })
    }
}

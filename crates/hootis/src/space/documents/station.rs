//! What a contact sees of their company's documents in Station Clients: what was sent to it, never drafts.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use hootis_policy::permissions::Application;
use uuid::Uuid;

use super::queries::{self, STATION_PAGE};
use super::row::{Item, Line, More, Paid, Told};
use crate::access::Portal;
use crate::access::portal::can;
use crate::error::{Error, Result};
use crate::web::format;
use crate::web::page::Page;
use crate::web::reply::html;

/// A line of the home: what, in which state, where.
pub struct Latest {
    pub title: String,
    pub detail: String,
    pub href: String,
}

/// The newest documents of the contact's company, for the home.
///
/// # Errors
/// When the database refuses.
pub async fn latest<R>(portal: &Portal<R>, most: usize) -> Result<Vec<Latest>> {
    let (lang, today) = (portal.lang(), format::day(portal.now.0));
    let lines = queries::of_scope(&portal.space, &portal.scope_of(Application::Data), most).await?;
    let latest = |line: Line| Latest {
        title: format!("{} {}", line.name(lang), line.reference),
        detail: [line.dated(lang), line.total(lang), line.told(lang, &today).text].join(", "),
        href: format!("/devis-et-factures/{}", line.id),
    };
    Ok(lines.into_iter().map(latest).collect())
}

#[derive(Template)]
#[template(path = "space/documents/station_list.html")]
struct List {
    page: Page,
    lines: Vec<Line>,
    today: String,
    has_more: bool,
}

/// The list.
pub async fn list(portal: Portal<can::DataRead>) -> Result<Response> {
    let mut lines = queries::of_scope(&portal.space, &portal.scope, STATION_PAGE + 1).await?;
    let has_more = lines.len() > STATION_PAGE;
    lines.truncate(STATION_PAGE);
    html(&List { page: portal.page("sales-title"), lines, today: format::day(portal.now.0), has_more })
}

#[derive(Template)]
#[template(path = "space/documents/station_show.html")]
struct Show {
    page: Page,
    line: Line,
    more: More,
    state: Told,
    items: Vec<Item>,
    payments: Vec<Paid>,
}

impl Show {
    fn money(&self, cents: impl std::borrow::Borrow<i64>) -> String {
        format::money(self.page.lang, *cents.borrow(), &self.line.currency)
    }

    fn foreign(&self) -> Option<String> {
        self.more.foreign.as_ref().map(|(currency, cents)| format::money(self.page.lang, *cents, currency))
    }

    fn day(&self, day: &str) -> String {
        format::plain_date(self.page.lang, day)
    }

    fn due_key(&self) -> &'static str {
        self.line.kind.due_key()
    }
}

/// A document.
pub async fn show(portal: Portal<can::DataRead>, Path(id): Path<Uuid>) -> Result<Response> {
    let scope = portal.scope.clone();
    let read = async move |at: &hootis_space::Tx| {
        let line = queries::find_of_scope(at, &scope, id).await?.ok_or(Error::NotFound)?;
        Ok::<_, Error>((line, queries::more(at, id).await?, queries::items(at, id).await?, queries::payments(at, id).await?))
    };
    let (line, more, items, payments) = portal.space.read(read).await?;
    let lang = portal.lang();
    let mut page = portal.page_called(format!("{} {}", line.name(lang), line.reference));
    page.mark_as_under("/devis-et-factures");
    let state = line.told(lang, &format::day(portal.now.0));
    html(&Show { page, line, more, state, items, payments })
}

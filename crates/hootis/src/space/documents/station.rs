//! What a contact sees of their company's documents in Station Clients: what was sent to it, never drafts.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::HeaderMap;
use axum::response::Response;
use hootis_policy::permissions::Application;
use uuid::Uuid;

use super::pages::ListQuery;
use super::queries::{self, Lines};
use super::row::Line;
use super::view::{self, Eyes, Whole};
use crate::access::Portal;
use crate::access::portal::can;
use crate::error::{Error, Result};
use crate::space::media::{self, Asked, serve};
use crate::web::format;
use crate::web::page::Page;
use crate::web::reply::html;

/// Where the list is.
const HOME: &str = "/devis-et-factures";

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
    previous: String,
    next: String,
}

/// The list, a page at a time.
pub async fn list(portal: Portal<can::DataRead>, Query(query): Query<ListQuery>) -> Result<Response> {
    let cursor = query.cursor();
    let Lines { lines, previous, next, .. } = queries::page_of_scope(&portal.space, &portal.scope, cursor.as_ref()).await?;
    let at = |name: &str, place: Option<(String, Uuid)>| place.map(|(day, id)| format!("{HOME}?{name}={day}_{id}")).unwrap_or_default();
    let (previous, next) = (at("avant", previous), at("apres", next));
    html(&List { page: portal.page("sales-title"), lines, today: format::day(portal.now.0), previous, next })
}

#[derive(Template)]
#[template(path = "space/documents/station_show.html")]
struct Show {
    page: Page,
    doc: Whole,
}

/// A document.
pub async fn show(portal: Portal<can::DataRead>, Path(id): Path<Uuid>) -> Result<Response> {
    let (scope, lang, today) = (portal.scope.clone(), portal.lang(), format::day(portal.now.0));
    let read = async move |at: &hootis_space::Tx| {
        let line = queries::find_of_scope(at, &scope, id).await?.ok_or(Error::NotFound)?;
        view::read(at, line, Eyes::Station, lang, &today).await
    };
    let doc = portal.space.read(read).await?;
    let mut page = portal.page_called(doc.title());
    page.mark_as_under(HOME);
    html(&Show { page, doc })
}

/// The printed document, to who sees the document.
pub async fn file(
    portal: Portal<can::DataRead>,
    Path((id, media)): Path<(Uuid, Uuid)>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response> {
    queries::find_of_scope(&portal.space, &portal.scope, id).await?.ok_or(Error::NotFound)?;
    let media = media::find_attached(&portal.space, id, media, true).await?.ok_or(Error::NotFound)?;
    serve::whole(&portal.desk(), &media, &asked, &headers).await
}

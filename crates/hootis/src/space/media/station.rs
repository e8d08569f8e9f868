//! The files that a contact is shown in Station Clients: photos and films on one page, documents and recordings on another.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::HeaderMap;
use axum::response::Response;
use hootis_media::Kind;
use serde::Deserialize;
use uuid::Uuid;

use super::queries::shared;
use super::row::Media;
use super::serve::{self, Asked};
use super::store::View;
use crate::access::Portal;
use crate::access::portal::can;
use crate::error::{Error, Result};
use crate::web::page::Page;
use crate::web::reply::html;

/// Files on a page.
const PAGE: usize = 60;

/// What is looked at.
const SEEN: [Kind; 2] = [Kind::Photo, Kind::Video];

/// What is read, or heard.
const READ: [Kind; 2] = [Kind::Document, Kind::Audio];

/// What the address says.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct From {
    /// Where the last page ended.
    apres: String,
}

impl From {
    fn after(&self) -> Option<(i64, Uuid)> {
        let (at, id) = self.apres.split_once('_')?;
        Some((at.parse().ok()?, id.parse().ok()?))
    }
}

#[derive(Template)]
#[template(path = "space/media/station/list.html")]
struct List {
    page: Page,
    company: String,
    files: Vec<Media>,
    is_documents: bool,
    first: String,
    next: String,
}

#[derive(Template)]
#[template(path = "space/media/station/show.html")]
struct Show {
    page: Page,
    media: Media,
}

/// Photos and films.
pub async fn list(portal: Portal<can::FilesRead>, Query(from): Query<From>) -> Result<Response> {
    page(&portal, &from, false).await
}

/// Documents and recordings.
pub async fn documents(portal: Portal<can::FilesRead>, Query(from): Query<From>) -> Result<Response> {
    page(&portal, &from, true).await
}

async fn page(portal: &Portal<can::FilesRead>, from: &From, is_documents: bool) -> Result<Response> {
    let (kinds, path, title) =
        if is_documents { (&READ, "/documents", "media-station-documents") } else { (&SEEN, "/medias", "media-station-photos") };
    let mut files = shared::list(&portal.space, &portal.scope, kinds, from.after(), PAGE + 1).await?;
    let has_more = files.len() > PAGE;
    files.truncate(PAGE);
    let next = files.last().filter(|_| has_more).map(|last| format!("{path}?apres={}_{}", last.taken_at, last.id.simple()));
    html(&List {
        page: portal.page(title),
        company: portal.company.clone(),
        files,
        is_documents,
        first: if from.apres.is_empty() { String::new() } else { path.to_owned() },
        next: next.unwrap_or_default(),
    })
}

/// The latest photos and films, and the latest documents, for the home.
///
/// # Errors
/// When the database refuses.
pub async fn latest<R>(portal: &Portal<R>, most: usize) -> Result<(Vec<Media>, Vec<Media>)> {
    let scope = portal.scope_of(hootis_policy::permissions::Application::Files);
    Ok((shared::list(&portal.space, &scope, &SEEN, None, most).await?, shared::list(&portal.space, &scope, &READ, None, most).await?))
}

/// One, seen large or played.
pub async fn show(portal: Portal<can::FilesRead>, Path(id): Path<Uuid>) -> Result<Response> {
    let media = shared::get(&portal.space, &portal.scope, id).await?;
    let mut page = portal.page_called(media.title().to_owned());
    page.mark_as_under(if SEEN.contains(&media.blob.kind) { "/medias" } else { "/documents" });
    html(&Show { page, media })
}

/// The file itself.
pub async fn file(portal: Portal<can::FilesRead>, Path(id): Path<Uuid>, Query(asked): Query<Asked>, headers: HeaderMap) -> Result<Response> {
    serve::whole(&portal.desk(), &shared::get(&portal.space, &portal.scope, id).await?, &asked, &headers).await
}

/// A picture of it: `vignette` or `apercu`.
pub async fn view(portal: Portal<can::FilesRead>, Path((id, view)): Path<(Uuid, String)>, headers: HeaderMap) -> Result<Response> {
    serve::view(&portal.desk(), &shared::get(&portal.space, &portal.scope, id).await?, view_named(&view)?, &headers).await
}

/// The picture that an address names, or 404.
///
/// # Errors
/// 404 for any other word.
pub fn view_named(word: &str) -> Result<View> {
    match word {
        "vignette" => Ok(View::Small),
        "apercu" => Ok(View::Large),
        _ => Err(Error::NotFound),
    }
}

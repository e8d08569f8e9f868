//! The outbox, in development: mails that would have been sent, to be read in the browser.

mod message;
#[cfg(test)]
mod tests;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use uuid::Uuid;

use self::message::{Message, Piece, pieces};
use crate::app::App;
use crate::error::{Error, Result};
use crate::mail::{Outbox, Transport};
use crate::web::i18n::Lang;
use crate::web::page::Page;
use crate::web::reply::{attachment, html, no_referrer};
use crate::web::visit::Visit;

/// Mails shown.
const SHOWN: usize = 50;
/// Where they are on the public host.
const BASE: &str = "/dev/outbox";

#[derive(Template)]
#[template(path = "web/outbox/list.html")]
struct List {
    page: Page,
    mails: Vec<(Uuid, Message)>,
    /// Where the mails are.
    base: &'static str,
}

#[derive(Template)]
#[template(path = "web/outbox/show.html")]
struct Show {
    page: Page,
    id: Uuid,
    mail: Message,
    lines: Vec<Vec<Piece>>,
    base: &'static str,
}

/// The latest mails, newest first.
pub async fn list(State(app): State<App>, visit: Visit) -> Result<Response> {
    let outbox = outbox(&app)?;
    let mut mails = Vec::new();
    for id in outbox.list(SHOWN).await? {
        mails.push((id, Message::read(&outbox.read(id).await?)));
    }
    html(&List { page: page(&visit, visit.lang().t("outbox-title").to_owned()), mails, base: BASE })
}

/// One mail: its text part, with links that can be clicked.
pub async fn show(State(app): State<App>, visit: Visit, Path(id): Path<Uuid>) -> Result<Response> {
    let source = outbox(&app)?.read(id).await.map_err(|_| Error::NotFound)?;
    let mail = Message::read(&source);
    one(page(&visit, mail.subject.clone()), BASE, id, mail)
}

/// The file that came with one.
pub async fn attached(State(app): State<App>, Path(id): Path<Uuid>) -> Result<Response> {
    let source = outbox(&app)?.read(id).await.map_err(|_| Error::NotFound)?;
    file_of_one(&source)
}

fn one(page: Page, base: &'static str, id: Uuid, mail: Message) -> Result<Response> {
    let lines = mail.text.lines().map(pieces).collect();
    Ok(no_referrer(html(&Show { page, id, mail, lines, base })?))
}

/// The same list for mails that are held elsewhere, under another address.
///
/// # Errors
/// When the template fails, which is a fault of ours.
pub fn page_of_all<'a>(lang: Lang, base: &'static str, mails: impl Iterator<Item = (Uuid, &'a [u8])>) -> Result<Response> {
    let mails = mails.map(|(id, source)| (id, Message::read(source))).collect();
    html(&List { page: Page::public(lang, base, lang.t("outbox-title")), mails, base })
}

/// The same for one of them.
///
/// # Errors
/// When the template fails, which is a fault of ours.
pub fn page_of_one(lang: Lang, base: &'static str, id: Uuid, source: &[u8]) -> Result<Response> {
    let mail = Message::read(source);
    one(Page::public(lang, base, mail.subject.clone()), base, id, mail)
}

/// The file that came with one of them, to be saved.
///
/// # Errors
/// 404 when none did.
pub fn file_of_one(source: &[u8]) -> Result<Response> {
    let file = Message::read(source).attached.ok_or(Error::NotFound)?;
    Ok(attachment(&file.name, file.content))
}

fn page(visit: &Visit, title: String) -> Page {
    let prefix = if visit.lang_is_chosen() { "/en" } else { "" };
    Page::public(visit.lang(), &format!("{prefix}{}", visit.path()), title)
}

fn outbox(app: &App) -> Result<&Outbox> {
    match app.transport() {
        Transport::Folder { outbox, .. } if app.site().dev => Ok(outbox),
        _ => Err(Error::NotFound),
    }
}

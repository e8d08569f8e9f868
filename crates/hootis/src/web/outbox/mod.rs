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
use crate::web::page::Page;
use crate::web::reply::{html, no_referrer};
use crate::web::visit::Visit;

/// Mails shown.
const SHOWN: usize = 50;

#[derive(Template)]
#[template(path = "web/outbox/list.html")]
struct List {
    page: Page,
    mails: Vec<(Uuid, Message)>,
}

#[derive(Template)]
#[template(path = "web/outbox/show.html")]
struct Show {
    page: Page,
    mail: Message,
    lines: Vec<Vec<Piece>>,
}

/// The latest mails, newest first.
pub async fn list(State(app): State<App>, visit: Visit) -> Result<Response> {
    let outbox = outbox(&app)?;
    let mut mails = Vec::new();
    for id in outbox.list(SHOWN).await? {
        mails.push((id, Message::read(&outbox.read(id).await?)));
    }
    html(&List { page: page(&visit, visit.lang().t("outbox-title").to_owned()), mails })
}

/// One mail: its text part, with links that can be clicked.
pub async fn show(State(app): State<App>, visit: Visit, Path(id): Path<Uuid>) -> Result<Response> {
    let source = outbox(&app)?.read(id).await.map_err(|_| Error::NotFound)?;
    let mail = Message::read(&source);
    let lines = mail.text.lines().map(pieces).collect();
    Ok(no_referrer(html(&Show { page: page(&visit, mail.subject.clone()), mail, lines })?))
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

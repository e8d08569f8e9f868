//! The outbox, in development: mails that would have been sent, to be read in the browser.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use uuid::Uuid;

use crate::app::App;
use crate::error::{Error, Result};
use crate::mail::{Outbox, Transport};
use crate::web::page::Page;
use crate::web::reply::html;
use crate::web::visit::Visit;

/// Mails shown.
const SHOWN: usize = 50;

#[derive(Template)]
#[template(path = "web/outbox.html")]
struct List {
    page: Page,
    mails: Vec<(Uuid, String, String)>,
}

/// The latest mails.
pub async fn list(State(app): State<App>, visit: Visit) -> Result<Response> {
    let outbox = outbox(&app)?;
    let mut mails = Vec::new();
    for id in outbox.list(SHOWN).await? {
        let message = String::from_utf8_lossy(&outbox.read(id).await?).into_owned();
        let header = |name: &str| {
            message.lines().take_while(|line| !line.is_empty()).find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim().to_owned()
        };
        mails.push((id, header("To:"), header("Date:")));
    }
    html(&List { page: Page::new(visit.lang(), "Outbox"), mails })
}

/// One mail, as text: its source, decoded enough to click its links.
pub async fn show(State(app): State<App>, Path(id): Path<Uuid>) -> Result<Response> {
    let message = outbox(&app)?.read(id).await.map_err(|_| Error::NotFound)?;
    let mut response = decoded(&message).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    Ok(response)
}

fn outbox(app: &App) -> Result<&Outbox> {
    match app.transport() {
        Transport::Folder { outbox, .. } if app.site().dev => Ok(outbox),
        _ => Err(Error::NotFound),
    }
}

/// The readable part of a message: quoted-printable undone, the HTML part left out.
fn decoded(message: &[u8]) -> String {
    let source = String::from_utf8_lossy(message).replace("\r\n", "\n");
    let text_part = source.split("Content-Type: text/html").next().unwrap_or_default();
    if text_part.contains("Content-Transfer-Encoding: base64") {
        use base64::Engine as _;
        let body: String = text_part
            .rsplit("\n\n")
            .find(|part| part.len() > 20)
            .unwrap_or_default()
            .split("\n--")
            .next()
            .unwrap_or_default()
            .split_whitespace()
            .collect();
        return base64::prelude::BASE64_STANDARD.decode(body).map_or_else(|_| text_part.to_owned(), |b| String::from_utf8_lossy(&b).into_owned());
    }
    let mut bytes = Vec::with_capacity(text_part.len());
    let mut rest = text_part.as_bytes();
    while let Some((&b, tail)) = rest.split_first() {
        match (b, tail) {
            (b'=', [b'\n', after @ ..]) => rest = after,
            (b'=', [high, low, after @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                let value = |d: u8| (d as char).to_digit(16).unwrap_or(0) as u8;
                bytes.push(value(*high) * 16 + value(*low));
                rest = after;
            }
            _ => {
                bytes.push(b);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

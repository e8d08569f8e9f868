//! The way out of these mails: a link that proves by itself whom it is for. Looking at it changes nothing.

use askama::Template;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::Deserialize;
use uuid::Uuid;

use super::super::{Reader, mute, reader_of};
use crate::access::SpaceGate;
use crate::access::desk::Desk;
use crate::error::{Error, Result};
use crate::web::form::{BareForm, is_one_click};
use crate::web::page::Page;
use crate::web::reply::{html, no_referrer};

const CONTEXT: &str = "way out of notices";

/// Names the person and the conversation, and proves that we wrote it: half a keyed hash, 128 bits that nobody guesses.
pub(super) fn token(desk: &Desk, conversation: Uuid, reader: Reader) -> String {
    let mut bytes = named(conversation, reader);
    let mark = desk.mark(CONTEXT, &bytes);
    bytes.extend(mark);
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

fn named(conversation: Uuid, reader: Reader) -> Vec<u8> {
    let (kind, person) = match reader {
        Reader::Member(id) => (0, id),
        Reader::Contact(id) => (1, id),
    };
    [&[kind][..], person.as_bytes(), conversation.as_bytes()].concat()
}

/// Whom a link of ours is for, and which conversation.
fn meant(desk: &Desk, token: &str) -> Result<(Uuid, Reader)> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(token).map_err(|_| Error::NotFound)?;
    let (Some(kind), Some(person), Some(conversation), Some(mark)) = (bytes.first(), bytes.get(1..17), bytes.get(17..33), bytes.get(33..)) else {
        return Err(Error::NotFound);
    };
    if !hootis_vault::same(mark, &desk.mark(CONTEXT, &bytes[..33])) {
        return Err(Error::NotFound);
    }
    let (person, conversation) =
        (Uuid::from_slice(person).map_err(|_| Error::NotFound)?, Uuid::from_slice(conversation).map_err(|_| Error::NotFound)?);
    let reader = if *kind == 0 { Reader::Member(person) } else { Reader::Contact(person) };
    Ok((conversation, reader))
}

#[derive(Template)]
#[template(path = "space/conversations/notices/mute.html")]
struct Mute {
    page: Page,
    company: String,
    is_muted: bool,
    action: String,
}

/// Whether mails come about the conversation, and a button.
pub async fn show(gate: SpaceGate, Path(token): Path<String>) -> Result<Response> {
    let (conversation, reader) = meant(&gate.desk(), &token)?;
    let (_, is_muted, _) = reader_of(&gate.space, conversation, reader).await?.ok_or(Error::NotFound)?;
    let page = gate.page("talk-notices");
    Ok(no_referrer(html(&Mute { page, company: gate.company.clone(), is_muted, action: format!("/avis/{token}") })?))
}

/// What the button says: `non`, or anything else.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct MuteForm {
    avis: String,
}

/// No mails about this conversation any more, or again. The link proves who asks.
pub async fn update(gate: SpaceGate, Path(token): Path<String>, BareForm(form): BareForm<MuteForm>) -> Result<Response> {
    set(&gate, &token, form.avis == "non").await?;
    Ok(no_referrer(Redirect::to(&format!("/avis/{token}")).into_response()))
}

/// What a mail program sends for its owner (RFC 8058), from nowhere and without cookies.
pub async fn delete(gate: SpaceGate, Path(token): Path<String>, body: Bytes) -> Result<Response> {
    if !is_one_click(&body) {
        return Err(Error::Bad("List-Unsubscribe=One-Click was expected".into()));
    }
    set(&gate, &token, true).await?;
    let mut response = "ok\n".into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    Ok(no_referrer(response))
}

async fn set(gate: &SpaceGate, token: &str, muted: bool) -> Result<()> {
    let (conversation, reader) = meant(&gate.desk(), token)?;
    reader_of(&gate.space, conversation, reader).await?.ok_or(Error::NotFound)?;
    let tx = gate.space.begin().await?;
    mute(&tx, gate.now, conversation, reader, muted).await?;
    Ok(tx.commit().await?)
}

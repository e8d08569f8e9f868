//! The tus protocol, version 1.0.0, with creation and termination: how a script sends a file in pieces and goes on after a cut.
//!
//! An offset that was told is on the disk. It may be less than what was sent: blocks are sealed whole, and the client sends
//! the rest again, as the protocol has it do.

use axum::body::{Body, BodyDataStream, Bytes};
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use futures::StreamExt as _;
use hootis_media::{Refusal, ends_as_unreadable};
use hootis_policy::limits;
use hootis_space::SpaceDb;
use hootis_vault::{BlockWriter, resumed_at, sealed_length};
use uuid::Uuid;

use super::intake::{self, Came, Source};
use super::keep::{self, Sent};
use super::queries::uploads::{self, Upload};
use super::queries::write;
use super::retention;
use super::sender::Door;
use super::store::Store;
use super::upload::{named, refusal_text, room};
use crate::access::desk::Desk;
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::web::form::{Form, Nothing, check_token};
use crate::web::format;

const VERSION: &str = "1.0.0";
const EXTENSIONS: &str = "creation,termination";
const PIECES: &str = "application/offset+octet-stream";

/// What this server can do.
pub async fn options<D: Door>(_: D) -> Response {
    let mut response = answer(StatusCode::NO_CONTENT, "");
    let headers = response.headers_mut();
    headers.insert("tus-version", HeaderValue::from_static(VERSION));
    headers.insert("tus-extension", HeaderValue::from_static(EXTENSIONS));
    headers.insert("tus-max-size", HeaderValue::from(limits::MEDIA_BYTES));
    response
}

/// Begins an upload: its length, its name, and what it is for are said first, and so is why it would be refused.
pub async fn create<D: Door>(door: D, headers: HeaderMap) -> Result<Response> {
    prove(&door, &headers)?;
    if !is_version(&headers) {
        return Ok(precondition());
    }
    let (lang, desk, sender) = (door.lang(), door.desk(), door.sender());
    let Some(size) = number(&headers, "upload-length") else { return Err(Error::Bad("Upload-Length is missing".into())) };
    let told = metadata(&headers);
    let say = |name: &str| told.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let name = named(say("filename").unwrap_or_default(), lang);
    if let Some(refusal) = ends_as_unreadable(&name).or_else(|| (size == 0).then_some(Refusal::Empty)) {
        return Ok(answer(StatusCode::UNPROCESSABLE_ENTITY, refusal_text(lang, refusal)));
    }
    if size > limits::MEDIA_BYTES {
        let most = format::size_bytes(lang, limits::MEDIA_BYTES);
        return Ok(answer(StatusCode::PAYLOAD_TOO_LARGE, lang.t_args("media-too-big", &[("most", most.into())])));
    }
    desk.count(D::RATE, &sender.id.to_string()).await?;
    let upload = Upload {
        id: Uuid::now_v7(),
        sender: sender.id,
        is_attachment: D::ATTACHES,
        name,
        size_bytes: size,
        modified_at: say("modifie").and_then(|at| at.parse().ok()),
        party: say("client").filter(|_| !D::ATTACHES).and_then(|id| id.parse().ok()),
        keeps_place: say("position") == Some("1"),
        media: None,
        created_at: desk.now().0,
    };
    if let Some(key) = reserve(door.space(), &desk, &upload).await? {
        return Ok(answer(StatusCode::PAYLOAD_TOO_LARGE, lang.t(key)));
    }
    desk.expect_sweep().await?;
    let mut response = answer(StatusCode::CREATED, "");
    let location = HeaderValue::from_str(&format!("{}/{}", D::UPLOADS, upload.id)).map_err(Error::internal)?;
    response.headers_mut().insert(header::LOCATION, location);
    Ok(response)
}

/// Writes an upload down, and with it the place that it will take; the key of what is said where there is none.
async fn reserve(space: &SpaceDb, desk: &Desk, upload: &Upload) -> Result<Option<&'static str>> {
    keep::content_key(space, desk).await?;
    let tx = space.begin().await?;
    write::in_turn(&tx).await?;
    if uploads::count_of(&tx, upload.sender).await? >= limits::MEDIA_UPLOADS {
        return Ok(Some("media-too-many"));
    }
    if room(&tx).await? < upload.size_bytes {
        return Ok(Some("media-full"));
    }
    uploads::insert(&tx, desk.now(), upload).await?;
    tx.commit().await?;
    Ok(None)
}

/// How much of an upload is there (`HEAD`). One that is whole and was not kept, because something stopped in that moment, is kept now.
pub async fn show<D: Door>(door: D, Path(id): Path<Uuid>, headers: HeaderMap) -> Result<Response> {
    let upload = uploads::get(door.space(), door.sender().id, D::ATTACHES, id).await?;
    if !is_version(&headers) {
        return Ok(precondition());
    }
    let store = Store::of(&door.desk()).await?;
    let length = tokio::fs::metadata(store.upload(id)).await.map_or(0, |file| file.len());
    let is_whole = length == sealed_length(upload.size_bytes);
    if is_whole && upload.media.is_none() {
        let Some(file) = locked(&store, id).await? else { return Ok(answer(StatusCode::LOCKED, "")) };
        if let Some(refused) = end(&door, &upload, file).await? {
            return Ok(refused);
        }
    }
    let offset = if is_whole || upload.media.is_some() { upload.size_bytes } else { resumed_at(length, upload.size_bytes) };
    let mut response = at(StatusCode::OK, offset);
    response.headers_mut().insert("upload-length", HeaderValue::from(upload.size_bytes));
    Ok(response)
}

/// Takes bytes at an offset, seals them as they come, and keeps the file when all of it is there.
pub async fn update<D: Door>(door: D, Path(id): Path<Uuid>, headers: HeaderMap, body: Body) -> Result<Response> {
    prove(&door, &headers)?;
    let upload = uploads::get(door.space(), door.sender().id, D::ATTACHES, id).await?;
    if !is_version(&headers) {
        return Ok(precondition());
    }
    if headers.get(header::CONTENT_TYPE).is_none_or(|sent| sent != PIECES) {
        return Ok(answer(StatusCode::UNSUPPORTED_MEDIA_TYPE, ""));
    }
    let Some(offset) = number(&headers, "upload-offset") else { return Err(Error::Bad("Upload-Offset is missing".into())) };
    if upload.media.is_some() {
        return Ok(if offset == upload.size_bytes { at(StatusCode::NO_CONTENT, offset) } else { answer(StatusCode::CONFLICT, "") });
    }
    let (desk, total) = (door.desk(), upload.size_bytes);
    let store = Store::of(&desk).await?;
    let Some(file) = locked(&store, id).await? else { return Ok(answer(StatusCode::LOCKED, "")) };
    let again = file.try_clone()?;
    // The key of the space is let go of before bytes are waited for: who sends slowly must not keep it from being changed.
    let Some(writer) = tokio::task::spawn_blocking(move || BlockWriter::resume(store.key(), file, total)).await?? else {
        // All of it came, and its end was written, but not what came of it.
        return Ok(end(&door, &upload, again).await?.unwrap_or_else(|| at(StatusCode::NO_CONTENT, total)));
    };
    if writer.written() != offset {
        return Ok(answer(StatusCode::CONFLICT, ""));
    }
    let came = intake::take(writer, &mut Stream(body.into_data_stream()), total).await?;
    uploads::touch(door.space(), desk.now(), id).await?;
    match came {
        Came::All(writer) if writer.taken() == total => {
            let file = intake::finish(writer).await?;
            // It took its time: who sends it may have been signed out, or the space closed, meanwhile.
            let door = door.again().await?;
            Ok(end(&door, &upload, file).await?.unwrap_or_else(|| at(StatusCode::NO_CONTENT, total)))
        }
        Came::All(writer) | Came::Cut(writer) => Ok(at(StatusCode::NO_CONTENT, intake::pause(writer).await?)),
        Came::TooMuch(writer) => {
            intake::pause(writer).await?;
            Err(Error::Bad("more bytes than Upload-Length said".into()))
        }
    }
}

/// Gives an upload up.
pub async fn delete<D: Door>(door: D, Path(id): Path<Uuid>, headers: HeaderMap) -> Result<Response> {
    prove(&door, &headers)?;
    let upload = uploads::get(door.space(), door.sender().id, D::ATTACHES, id).await?;
    if !is_version(&headers) {
        return Ok(precondition());
    }
    let Some(_held) = locked(&Store::of(&door.desk()).await?, id).await? else { return Ok(answer(StatusCode::LOCKED, "")) };
    keep::forget(door.space(), &door.desk(), id).await?;
    if let Some(media) = upload.media.filter(|_| D::ATTACHES) {
        // It came whole, and goes with nothing: what was sent with a message meanwhile stays.
        retention::delete(door.space(), &door.desk().folder().await?, &[media]).await?;
    }
    Ok(answer(StatusCode::NO_CONTENT, ""))
}

/// The same from a page without a script.
pub async fn give_up(door: BackOffice<may::MediaWrite>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    uploads::get(door.space(), door.sender().id, false, id).await?;
    let Some(_held) = locked(&Store::of(&door.desk()).await?, id).await? else { return Err(Error::Busy) };
    keep::forget(door.space(), &door.desk(), id).await?;
    Ok(Redirect::to("/admin/medias").into_response())
}

/// Keeps an upload that is whole; the answer when it is refused.
async fn end<D: Door>(door: &D, upload: &Upload, file: std::fs::File) -> Result<Option<Response>> {
    let desk = door.desk();
    let store = Store::of(&desk).await?;
    let sent = Sent {
        id: upload.id,
        name: upload.name.clone(),
        party: upload.party,
        keeps_place: upload.keeps_place,
        attaches: upload.is_attachment,
        by: door.sender(),
        origin: None,
    };
    let kept = match keep::keep(door.space(), &desk, &store, &sent, file).await {
        Err(Error::Conflict(key)) => {
            keep::forget(door.space(), &desk, upload.id).await?;
            return Ok(Some(answer(StatusCode::PAYLOAD_TOO_LARGE, door.lang().t(key))));
        }
        other => other?,
    };
    Ok(kept.err().map(|refusal| answer(StatusCode::UNPROCESSABLE_ENTITY, refusal_text(door.lang(), refusal))))
}

async fn locked(store: &Store, id: Uuid) -> Result<Option<std::fs::File>> {
    let store = store.clone();
    tokio::task::spawn_blocking(move || intake::locked(&store, id)).await?
}

/// Checks that a request that changes something comes from our own script: it repeats the token in a header.
fn prove(door: &impl Door, headers: &HeaderMap) -> Result<()> {
    check_token(door.visit(), headers, headers.get("x-csrf-token").and_then(|token| token.to_str().ok()))
}

fn is_version(headers: &HeaderMap) -> bool {
    headers.get("tus-resumable").is_some_and(|version| version == VERSION)
}

fn precondition() -> Response {
    let mut response = answer(StatusCode::PRECONDITION_FAILED, "");
    response.headers_mut().insert("tus-version", HeaderValue::from_static(VERSION));
    response
}

/// An answer of the protocol; its text is for the person.
fn answer(status: StatusCode, text: impl Into<String>) -> Response {
    let mut response = (status, text.into()).into_response();
    response.headers_mut().insert("tus-resumable", HeaderValue::from_static(VERSION));
    response
}

fn at(status: StatusCode, offset: u64) -> Response {
    let mut response = answer(status, "");
    response.headers_mut().insert("upload-offset", HeaderValue::from(offset));
    response
}

fn number(headers: &HeaderMap, name: &str) -> Option<u64> {
    headers.get(name)?.to_str().ok()?.parse().ok()
}

/// `Upload-Metadata`: names, and values in base64.
fn metadata(headers: &HeaderMap) -> Vec<(String, String)> {
    let text = headers.get("upload-metadata").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let pair = |pair: &str| {
        let (name, value) = pair.trim().split_once(' ')?;
        Some((name.to_owned(), String::from_utf8(BASE64_STANDARD.decode(value.trim()).ok()?).ok()?))
    };
    text.split(',').take(20).filter_map(pair).collect()
}

/// The body of a request.
struct Stream(BodyDataStream);

impl Source for Stream {
    async fn next(&mut self) -> std::result::Result<Option<Bytes>, ()> {
        self.0.next().await.transpose().map_err(|_| ())
    }
}

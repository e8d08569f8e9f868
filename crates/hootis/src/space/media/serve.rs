//! Handing out files, to who has the right, in whole or in part.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};

use axum::body::{Body, Bytes};
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use hootis_media::Kind;
use hootis_vault::{BLOCK, BlockReader};
use serde::Deserialize;
use uuid::Uuid;

use super::queries::read;
use super::range::{Part, part};
use super::row::{Blob, Media};
use super::store::{Store, View};
use crate::access::desk::Desk;
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::space::Eyes;
use crate::web::shared::PRIVATE;

/// What a browser may do with a file that is opened by itself: nothing.
const ALONE: &str = "default-src 'none'; sandbox";

/// What a browser's own reader of PDF needs, which runs in no sandbox; the scripts of a PDF are its affair, and know no page.
const PDF_ALONE: &str = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/// So much is opened at a time.
const PIECE: usize = 4 * BLOCK;

/// What the address says.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    /// To be saved, not shown.
    telecharger: Option<String>,
    /// A PDF is to be shown, not saved.
    ouvrir: Option<String>,
}

/// The file itself.
pub async fn file(office: BackOffice<may::MediaRead>, Path(id): Path<Uuid>, Query(asked): Query<Asked>, headers: HeaderMap) -> Result<Response> {
    let media = read::get(&office.space, Eyes::from(&office.member), id).await?;
    whole(&office.desk(), &media, &asked, &headers).await
}

/// A file that whoever asks has proven to reach.
///
/// # Errors
/// When it cannot be read.
pub async fn whole(desk: &Desk, media: &Media, asked: &Asked, headers: &HeaderMap) -> Result<Response> {
    let is_pdf = media.blob.media_type == "application/pdf" && asked.ouvrir.is_some();
    // What a browser would not show by itself is saved in any case.
    let is_shown = asked.telecharger.is_none() && (media.blob.kind != Kind::Document || is_pdf);
    let media_type = HeaderValue::from_str(&media.blob.media_type).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let mut response = hand_out(Store::of(desk).await?, &media.blob, View::Whole, media_type, headers).await?;
    if is_pdf {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(PDF_ALONE));
    }
    response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition(if is_shown { "inline" } else { "attachment" }, &media.name));
    Ok(response)
}

/// A picture of it for lists.
pub async fn small(office: BackOffice<may::MediaRead>, Path(id): Path<Uuid>, headers: HeaderMap) -> Result<Response> {
    view(&office.desk(), &read::get(&office.space, Eyes::from(&office.member), id).await?, View::Small, &headers).await
}

/// A picture of it for the screen.
pub async fn large(office: BackOffice<may::MediaRead>, Path(id): Path<Uuid>, headers: HeaderMap) -> Result<Response> {
    view(&office.desk(), &read::get(&office.space, Eyes::from(&office.member), id).await?, View::Large, &headers).await
}

/// A smaller picture of a file that whoever asks has proven to reach; 404 for what has none.
///
/// # Errors
/// When it cannot be read.
pub async fn view(desk: &Desk, media: &Media, view: View, headers: &HeaderMap) -> Result<Response> {
    if !media.blob.has_views {
        return Err(Error::NotFound);
    }
    hand_out(Store::of(desk).await?, &media.blob, view, HeaderValue::from_static("image/webp"), headers).await
}

/// A file of a content, or the part of it that is asked for.
async fn hand_out(store: Store, blob: &Blob, view: View, media_type: HeaderValue, asked: &HeaderMap) -> Result<Response> {
    // A content never changes: its name and the view are all that tells one answer from another.
    let tag = format!("\"{}-{view:?}\"", blob.id.simple());
    let text = |name: HeaderName| asked.get(name).and_then(|value| value.to_str().ok());
    if text(header::IF_NONE_MATCH).is_some_and(|known| known == "*" || known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag)) {
        return answer(StatusCode::NOT_MODIFIED, &tag, media_type, Body::empty());
    }
    let id = blob.id;
    let reader = tokio::task::spawn_blocking(move || store.open(id, view)).await??;
    let length = reader.length();
    let is_same = text(header::IF_RANGE).is_none_or(|known| known == tag);
    let (status, from, count) = match part(text(header::RANGE).filter(|_| is_same), length) {
        Part::All => (StatusCode::OK, 0, length),
        Part::Of(range) => (StatusCode::PARTIAL_CONTENT, *range.start(), range.end() - range.start() + 1),
        Part::None => {
            let mut response = answer(StatusCode::RANGE_NOT_SATISFIABLE, &tag, media_type, Body::empty())?;
            response.headers_mut().insert(header::CONTENT_RANGE, number(&format!("bytes */{length}"))?);
            return Ok(response);
        }
    };
    let mut response = answer(status, &tag, media_type, body(reader, from, count))?;
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(count));
    if status == StatusCode::PARTIAL_CONTENT {
        response.headers_mut().insert(header::CONTENT_RANGE, number(&format!("bytes {from}-{}/{length}", from + count - 1))?);
    }
    Ok(response)
}

fn number(text: &str) -> Result<HeaderValue> {
    HeaderValue::from_str(text).map_err(Error::internal)
}

fn answer(status: StatusCode, tag: &str, media_type: HeaderValue, body: Body) -> Result<Response> {
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, media_type);
    headers.insert(header::ETAG, number(tag)?);
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(PRIVATE));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(ALONE));
    Ok(response)
}

/// The bytes from a place on, opened piece by piece as they are taken: whoever leaves stops it, and whoever reads slowly holds no
/// thread.
fn body(reader: BlockReader<File>, from: u64, count: u64) -> Body {
    Body::from_stream(futures::stream::try_unfold((reader, from, count), |(reader, at, left)| async move {
        if left == 0 {
            return Ok::<_, std::io::Error>(None);
        }
        // An error breaks the answer off, so that nobody takes a part for the whole.
        let (reader, piece) = tokio::task::spawn_blocking(move || next(reader, at, left)).await.map_err(std::io::Error::other)??;
        let count = piece.len() as u64;
        Ok(Some((piece, (reader, at + count, left - count))))
    }))
}

fn next(mut reader: BlockReader<File>, at: u64, left: u64) -> std::io::Result<(BlockReader<File>, Bytes)> {
    let mut piece = Vec::with_capacity(PIECE);
    reader.seek(SeekFrom::Start(at))?;
    reader.by_ref().take(left.min(PIECE as u64)).read_to_end(&mut piece)?;
    if piece.is_empty() {
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    }
    Ok((reader, piece.into()))
}

/// How a browser calls what it saves: letters of every language (RFC 8187), and plain ones for old browsers.
fn disposition(how: &str, name: &str) -> HeaderValue {
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ') { c } else { '_' }).collect();
    let mut full = String::new();
    for byte in name.bytes() {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'.' | b'-' | b'_' => full.push(char::from(byte)),
            other => full.push_str(&format!("%{other:02X}")),
        }
    }
    HeaderValue::from_str(&format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{full}")).unwrap_or(HeaderValue::from_static("attachment"))
}

//! Stories of photos, videos and documents.

mod gallery;
mod keeping;
mod leaving;
mod sending;
mod serving;
mod shared;
mod slow;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use crate::testing::{Answer, Client, TestApp, TestSpace};

/// A real photo.
const PHOTO: &[u8] = include_bytes!("../../../../../../web/img/planches.jpg");

/// Another one.
const OTHER: &[u8] = include_bytes!("../../../../../../web/img/etabli.jpg");

/// What every piece of the protocol says of itself.
const TUS: (&str, &str) = ("tus-resumable", "1.0.0");
const PIECES: (&str, &str) = ("content-type", "application/offset+octet-stream");

/// The photo as a telephone takes it: with a place and a camera in it.
fn photo_with_place() -> Vec<u8> {
    // Exif with one entry, the maker, whose text stands behind it and speaks of a place.
    let tiff = b"MM\0*\0\0\0\x08\0\x01\x01\x0f\0\x02\0\0\0\x10\0\0\0\x1a\0\0\0\0GPS 43.6 N 1.4 E\0";
    let body = [b"Exif\0\0".as_slice(), tiff].concat();
    let head = [&[0xff, 0xe1][..], &u16::try_from(body.len() + 2).unwrap().to_be_bytes()].concat();
    [&PHOTO[..2], &head, &body, &PHOTO[2..]].concat()
}

/// `length` bytes that no format begins with, and that do not repeat at any block's size.
fn bytes(length: usize) -> Vec<u8> {
    (0..length).map(|i| u8::try_from(i * 31 % 251).unwrap()).collect()
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|w| w == words)
}

/// Begins an upload; the answer.
async fn begin(by: &Client, name: &str, size: usize, more: &[(&str, &str)]) -> Answer {
    let pair = |(key, value): &(&str, &str)| format!("{key} {}", BASE64_STANDARD.encode(value));
    let metadata = [("filename", name)].iter().chain(more).map(pair).collect::<Vec<_>>().join(",");
    by.call("POST", "/admin/medias/envois", &[TUS, ("upload-length", &size.to_string()), ("upload-metadata", &metadata)], "").await
}

/// Sends bytes at an offset.
async fn piece(by: &Client, upload: &str, offset: usize, bytes: &[u8]) -> Answer {
    by.call("PATCH", upload, &[TUS, PIECES, ("upload-offset", &offset.to_string())], bytes.to_vec()).await
}

/// How much of an upload is there.
async fn offset(by: &Client, upload: &str) -> usize {
    let answer = by.call("HEAD", upload, &[TUS], "").await.is(200);
    answer.headers["upload-offset"].to_str().unwrap().parse().unwrap()
}

/// Sends a whole file as a script does; the answer to its last piece.
async fn send(by: &Client, name: &str, content: &[u8], more: &[(&str, &str)]) -> Answer {
    let upload = begin(by, name, content.len(), more).await.is(201).location();
    piece(by, &upload, 0, content).await
}

/// The same where it is kept; the page of the file.
async fn kept(space: &TestSpace<'_>, by: &Client, name: &str, content: &[u8]) -> String {
    send(by, name, content, &[]).await.is(204);
    format!("/admin/medias/{}", newest(space).await)
}

async fn newest(space: &TestSpace<'_>) -> Uuid {
    space.db.get("SELECT id FROM media ORDER BY id DESC LIMIT 1", args![]).await.unwrap()
}

async fn count(space: &TestSpace<'_>, table: &str) -> i64 {
    space.db.get(&format!("SELECT COUNT(*) FROM {table}"), args![]).await.unwrap()
}

/// The sealed files of a space.
fn files(app: &TestApp, space: &TestSpace<'_>) -> Vec<std::path::PathBuf> {
    let folder = app.data().join("files").join(space.row.id.to_string());
    let mut all: Vec<_> = std::fs::read_dir(folder).map(|entries| entries.map(|entry| entry.unwrap().path()).collect()).unwrap_or_default();
    all.sort();
    all
}

/// A form of files, as a browser without a script sends it.
async fn form(by: &Client, fields: &[(&str, &str)], contents: &[(&str, &[u8])]) -> Answer {
    let token = by.cookie("_csrf-backend").unwrap_or_default();
    let mut body = Vec::new();
    for (name, value) in [("_csrf", token.as_str())].iter().chain(fields) {
        body.extend(format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
    }
    for (name, content) in contents {
        body.extend(
            format!("--b\r\nContent-Disposition: form-data; name=\"fichiers\"; filename=\"{name}\"\r\nContent-Type: image/jpeg\r\n\r\n").into_bytes(),
        );
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--b--\r\n");
    by.post_body("/admin/medias", "multipart/form-data; boundary=b", body).await
}

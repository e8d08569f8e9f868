//! What tests of others need of files.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::portal::TestContact;
use super::{Answer, Client, TestSpace, form};

/// A real photo.
pub(crate) const PHOTO: &[u8] = include_bytes!("../../../../web/img/planches.jpg");

/// Sends a file to one of the places for it, as a script does; its id as something that goes with a message.
pub(crate) async fn send(by: &Client, uploads: &str, name: &str, content: &[u8]) -> Uuid {
    let metadata = format!("filename {}", BASE64_STANDARD.encode(name));
    let length = content.len().to_string();
    let head = [("tus-resumable", "1.0.0"), ("upload-length", length.as_str()), ("upload-metadata", metadata.as_str())];
    let upload = by.call("POST", uploads, &head, "").await.is(201).location();
    let piece = [("tus-resumable", "1.0.0"), ("upload-offset", "0"), ("content-type", "application/offset+octet-stream")];
    by.call("PATCH", &upload, &piece, content.to_vec()).await.is(204);
    upload.rsplit('/').next().expect("an id").parse().expect("an id")
}

/// A form with files, as a browser without a script sends it.
pub(crate) async fn plain_form(by: &Client, path: &str, fields: &[(&str, &str)], contents: &[(&str, &[u8])]) -> Answer {
    let token = by.token(path).unwrap_or_default();
    let mut body = Vec::new();
    for (name, value) in [("_csrf", token.as_str())].iter().chain(fields) {
        body.extend(format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
    }
    for (name, content) in contents {
        let head = format!("--b\r\nContent-Disposition: form-data; name=\"fichiers\"; filename=\"{name}\"\r\nContent-Type: image/jpeg\r\n\r\n");
        body.extend(head.into_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--b--\r\n");
    by.post_body(path, "multipart/form-data; boundary=b", body).await
}

/// A photo of the contact's: in a message of theirs, or shown to them alone, as the path wants it. The path with the id, and the photo's.
pub(crate) async fn file_of(space: &TestSpace<'_>, contact: &TestContact, path: &str) -> (String, Uuid) {
    contact.client.get("/messages/nouveau").await.is(200);
    let file = send(&contact.client, "/messages/envois", "planches.jpg", PHOTO).await;
    let talk = Uuid::now_v7();
    contact.client.post("/messages", form! { id: talk, body: "Voici", joint: file }).await.is(303);
    if path.starts_with("/messages/") {
        return (path.replace("{id}", &talk.to_string()), file);
    }
    let sql = "UPDATE media SET shared_at = 1, shared_with = $2 WHERE id = $1";
    space.db.execute(sql, args![file, contact.id]).await.expect("a share");
    (path.replace("{id}", &file.to_string()), file)
}

//! The space as a thing that people install on their telephone or desktop.
//!
//! It has a name and a picture, and a page of its own for when there is no network. The browser keeps that page, and nothing
//! of the space (`web/worker.js`).

use std::sync::LazyLock;

use askama::Template;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};

use crate::access::SpaceGate;
use crate::access::portal::PortalGate;
use crate::error::{Error, Result};
use crate::web::assets::{self, asset};
use crate::web::page::Page;
use crate::web::reply::html;

#[cfg(test)]
mod tests;

/// Behind the picture while the space starts.
const PAPER: &str = "#f8f6f2";
/// Around it, where the system draws a frame.
const NIGHT: &str = "#14172e";
/// Longest name under an icon, in characters: systems cut what is longer.
const SHORT: usize = 24;

/// The back office, as systems install it: `application/manifest+json`, see the W3C's Web Application Manifest.
pub async fn office(gate: SpaceGate) -> Result<Response> {
    manifest(&gate, "/admin", "/admin")
}

/// Station Clients, as systems install it.
pub async fn station(portal: PortalGate) -> Result<Response> {
    manifest(&portal.gate, "/?station", "/")
}

/// `id` tells the two of a host from each other.
fn manifest(gate: &SpaceGate, id: &str, start: &str) -> Result<Response> {
    let drawn = |name: &str, size: u16, purpose: &str| json!({ "src": asset(name), "sizes": format!("{size}x{size}"), "type": "image/png", "purpose": purpose });
    let manifest: Value = json!({
        "id": id,
        "name": gate.company,
        "short_name": gate.company.chars().take(SHORT).collect::<String>(),
        "start_url": start,
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": NIGHT,
        "lang": gate.visit.lang().code(),
        "icons": [drawn("app-192.png", 192, "any"), drawn("app-512.png", 512, "any"), drawn("app-512.png", 512, "maskable")],
    });
    let text = serde_json::to_vec(&manifest).map_err(Error::internal)?;
    Ok(([(header::CONTENT_TYPE, "application/manifest+json")], text).into_response())
}

#[derive(Template)]
#[template(path = "space/installed/offline.html")]
struct Offline {
    page: Page,
}

/// What is shown without a network. The same for all: a browser keeps it.
pub async fn offline(gate: SpaceGate) -> Result<Response> {
    let mut page = gate.page("offline-title");
    page.csrf = String::new();
    html(&Offline { page })
}

/// The script that keeps it, with the version of what it keeps: another style sheet makes another script.
static WORKER: LazyLock<String> = LazyLock::new(|| {
    let version = asset("hootis.css").trim_start_matches("/assets/hootis.").trim_end_matches(".css");
    assets::text("worker.js").unwrap_or_default().replace("/*version*/", version)
});

/// It stands at the top, since a script of this kind answers for what is below its own address.
pub async fn worker(_: SpaceGate) -> Response {
    let mut answer = WORKER.as_str().into_response();
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8"));
    // It fetches the page and its style sheet, from this host.
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; connect-src 'self'; frame-ancestors 'none'"));
    answer
}

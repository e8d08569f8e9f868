//! The built front end, embedded: style sheet, scripts, icons, fonts and pictures.
//!
//! Names carry a fingerprint of their content, so that browsers keep them for good and never show an old one.
//! `web/build.mjs` makes the files, `build.rs` the table.

use axum::{
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;

/// One embedded file.
struct Asset {
    /// What templates call it: `hootis.css`.
    name: &'static str,
    /// Where browsers find it: `/assets/hootis.0123abcd.css`.
    url: &'static str,
    /// The last segment of `url`.
    file: &'static str,
    content_type: &'static str,
    plain: &'static [u8],
    br: Option<&'static [u8]>,
    gz: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The path of an embedded file, with its fingerprint: `asset("hootis.css")`.
///
/// A name that is not embedded gives a path that answers 404; a test reads the templates and fails on such a name.
pub fn asset(name: &str) -> &'static str {
    find(name).map_or("/assets/unknown", |a| a.url)
}

/// The name of an icon, as it is; in a debug build, a name that the sprite lacks stops the page.
///
/// The front-end build finds icons in the sources, as `shell/macros.html` says, and has to run again when one is added.
pub fn known_icon(name: &(impl AsRef<str> + ?Sized)) -> &str {
    let name = name.as_ref();
    debug_assert!(
        find("icons.svg").is_some_and(|a| holds(a.plain, format!("<symbol id=\"{name}\"").as_bytes())),
        "icon {name} is not in the sprite: run `npm run build` in web"
    );
    name
}

/// Whether `part` occurs in `whole`.
fn holds(whole: &[u8], part: &[u8]) -> bool {
    whole.windows(part.len()).any(|w| w == part)
}

fn find(name: &str) -> Option<&'static Asset> {
    ASSETS.binary_search_by(|a| a.name.cmp(name)).ok().map(|i| &ASSETS[i])
}

/// The text of an embedded file, when it is text.
pub fn text(name: &str) -> Option<&'static str> {
    std::str::from_utf8(find(name)?.plain).ok()
}

/// `GET /assets/{file}`: the file, compressed as the browser likes, to be kept for a year.
pub async fn show(Path(file): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = ASSETS.iter().find(|a| a.file == file) else {
        return (StatusCode::NOT_FOUND, [(header::CACHE_CONTROL, "no-store")], "404\n").into_response();
    };
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or("");
    let (body, encoding) = match (asset.br, asset.gz) {
        (Some(br), _) if accepts(accepted, "br") => (br, Some("br")),
        (_, Some(gz)) if accepts(accepted, "gzip") => (gz, Some("gzip")),
        _ => (asset.plain, None),
    };
    let mut answer = Bytes::from_static(body).into_response();
    let out = answer.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    if asset.br.is_some() {
        out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    if let Some(encoding) = encoding {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    answer
}

/// Whether `Accept-Encoding` takes a coding: named with a weight above 0, or covered by `*`.
fn accepts(header: &str, coding: &str) -> bool {
    let mut any = false;
    for part in header.split(',').take(20) {
        let (name, rest) = part.split_once(';').unwrap_or((part, ""));
        let refused = rest.trim().strip_prefix("q=").and_then(|q| q.trim().parse::<f32>().ok()).is_some_and(|q| q <= 0.0);
        match name.trim() {
            named if named.eq_ignore_ascii_case(coding) => return !refused,
            "*" => any = !refused,
            _ => {}
        }
    }
    any
}

//! What a program is told when it is not answered as asked: RFC 9457, in JSON.

use axum::Json;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use serde_json::json;

use crate::web::errors::Kind;
use crate::web::i18n::Lang;

/// What the paths of programs begin with, on the host of a space.
pub const API: &str = "/api/";

/// Replaces the bare answer of an error. Its status and headers stay.
#[must_use]
pub fn told(response: Response, kind: Kind, said: &str, reference: &str, lang: Lang) -> Response {
    let (title, text) = kind.words(lang);
    let detail = if said.is_empty() { text } else { said };
    let mut body = json!({ "type": "about:blank", "title": title, "status": response.status().as_u16(), "detail": detail });
    if !reference.is_empty() {
        body["reference"] = reference.into();
    }
    let (head, _) = response.into_parts();
    let mut answer = Json(body).into_response();
    *answer.status_mut() = head.status;
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    for name in [header::RETRY_AFTER, header::WWW_AUTHENTICATE] {
        if let Some(value) = head.headers.get(&name) {
            answer.headers_mut().insert(name, value.clone());
        }
    }
    answer
}

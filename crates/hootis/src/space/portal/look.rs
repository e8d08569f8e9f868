//! The company's colour, as a style sheet of its own.

use axum::extract::Query;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;

use crate::access::portal::PortalGate;
use crate::error::{Error, Result};
use crate::web::brand::Color;

/// Kept by browsers as long as the address stays the same: it changes with the colour.
pub(super) const KEPT: &str = "public, max-age=31536000, immutable";

/// The colour that the address names.
#[derive(Deserialize)]
pub struct Named {
    #[serde(default)]
    c: String,
}

/// The style sheet.
pub async fn show(gate: PortalGate, Query(named): Query<Named>) -> Result<Response> {
    let shades = gate.look.shades().ok_or(Error::NotFound)?;
    let is_current = gate.look.color.as_deref().and_then(Color::parse).is_some_and(|color| color.to_string()[1..] == named.c);
    let mut response = shades.sheet().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/css; charset=utf-8"));
    if is_current {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(KEPT));
    }
    Ok(response)
}

//! Answers that are pages.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};

use crate::error::Result;

/// A page.
///
/// # Errors
/// When the template fails, which is a fault of ours.
pub fn html(page: &impl Template) -> Result<Response> {
    Ok(Html(page.render()?).into_response())
}

/// A form that was refused: its page again, with what was typed and what is wrong.
///
/// # Errors
/// When the template fails, which is a fault of ours.
pub fn unprocessable(page: &impl Template) -> Result<Response> {
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response())
}

/// A page whose address holds a secret, or that leads to one: it tells its address to nobody.
#[must_use]
pub fn no_referrer(mut response: Response) -> Response {
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

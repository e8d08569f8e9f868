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

/// A text that browsers save under its name: Markdown, or CSV or JSON where the name ends so.
#[must_use]
pub fn attachment(name: &str, text: impl Into<axum::body::Body>) -> Response {
    let kind = match name.rsplit('.').next() {
        Some("csv") => "text/csv; charset=utf-8",
        Some("json") => "application/json",
        _ => "text/markdown; charset=utf-8",
    };
    let mut response = text.into().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

/// A page whose address holds a secret, or that leads to one: it tells its address to nobody.
#[must_use]
pub fn no_referrer(mut response: Response) -> Response {
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

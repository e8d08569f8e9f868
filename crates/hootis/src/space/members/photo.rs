//! The picture of a member.

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use uuid::Uuid;

use super::queries;
use crate::access::{BackOffice, may};
use crate::error::Result;

/// The picture, for colleagues.
pub async fn show(office: BackOffice<may::MembersRead>, Path(id): Path<Uuid>) -> Result<Response> {
    let mut response = queries::get_photo(&office.space, id).await?.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("image/png"));
    Ok(response)
}

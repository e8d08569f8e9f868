//! The page that shows the mails.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use uuid::Uuid;

use super::kept::Kept;
use crate::error::Result;
use crate::web::i18n::Lang;
use crate::web::{assets, headers, outbox};

/// What its links begin with.
const BASE: &str = "/mails";

/// The whole of it. Whatever mails hold, nothing of them is loaded or run.
pub(super) fn service(kept: Kept) -> Router {
    Router::new()
        .route("/", get(list))
        .route("/mails", get(list))
        .route("/mails/{id}", get(show))
        .route("/mails/{id}/piece", get(attached))
        .route("/assets/{file}", get(assets::show))
        .with_state(kept)
}

async fn list(State(kept): State<Kept>) -> Response {
    let mails = kept.list();
    safe(outbox::page_of_all(Lang::Fr, BASE, mails.iter().map(|(id, source)| (*id, &**source))))
}

async fn show(State(kept): State<Kept>, Path(id): Path<Uuid>) -> Response {
    match kept.find(id) {
        Some(source) => safe(outbox::page_of_one(Lang::Fr, BASE, id, &source)),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn attached(State(kept): State<Kept>, Path(id): Path<Uuid>) -> Response {
    match kept.find(id) {
        Some(source) => safe(outbox::file_of_one(&source)),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn safe(page: Result<Response>) -> Response {
    let mut response = page.unwrap_or_else(|error| error.into_response());
    headers::put(&mut response, false);
    response
}

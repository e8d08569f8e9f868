//! Puts words on an answer that is an error: a page, a fragment, or a way to the sign-in page.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::error::Error;
use crate::web::errors::{Detail, ErrorFragment, ErrorPage, Kind};
use crate::web::i18n::Lang;
use crate::web::page::Page;
use crate::web::problem;
use crate::web::reply::html;
use crate::web::visit::{Surface, Visit};

/// Replaces the bare answer of an [`Error`] by one that a person understands, and logs its cause once.
/// `site` is the public site's origin; `retry` the path to try again at, empty when there is none.
#[must_use]
pub fn with_words(response: Response, visit: &Visit, site: &str, retry: String) -> Response {
    let Some(error) = response.extensions().get::<Error>().cloned() else { return response };
    if matches!(error, Error::SignIn) {
        // A stream whose session is over ends, and is told not to come back: nobody would see the page.
        return if visit.listens() { StatusCode::NO_CONTENT.into_response() } else { to_sign_in(visit) };
    }
    if matches!(error, Error::SecondFactor) {
        let home = if visit.surface() == Surface::Public { "/operateur" } else { "/admin" };
        return lead(visit, &format!("{home}/securite/double-authentification"));
    }
    let reference = uuid::Uuid::now_v7().simple().to_string()[20..].to_owned();
    let (kind, reference) = match &error {
        Error::NotFound | Error::SignIn | Error::SecondFactor => (Kind::NotFound, String::new()),
        Error::NoSpace => (Kind::NoSpace, String::new()),
        Error::NoKey => (Kind::NoKey, String::new()),
        Error::Forbidden => (Kind::Forbidden, String::new()),
        Error::ReadOnly => (Kind::ReadOnly, String::new()),
        Error::Forged => (Kind::Expired, String::new()),
        Error::Elsewhere => (Kind::Elsewhere, String::new()),
        Error::Late => (Kind::Late, String::new()),
        Error::TooBig => (Kind::TooLarge, String::new()),
        Error::Slow { .. } => (Kind::Slow, String::new()),
        Error::Busy | Error::Asleep => (Kind::Busy, String::new()),
        Error::NoRoom => {
            tracing::error!(reference, "no room left to write");
            (Kind::Busy, reference)
        }
        Error::Bad(why) => {
            tracing::debug!(reference, %why, "bad request");
            (Kind::NotFound, String::new())
        }
        Error::Conflict(_) => (Kind::Conflict, String::new()),
        Error::Internal(cause) => {
            tracing::error!(reference, %cause, "a request failed");
            (Kind::Internal, reference)
        }
    };
    if visit.path().starts_with(problem::API) {
        return problem::told(response, kind, &said(&error, visit.lang()), &reference, visit.lang());
    }
    let detail = Detail { text: said(&error, visit.lang()).into(), reference };
    let mut page = Page::new(visit.lang(), "");
    page.path = retry;
    match (kind, visit.surface()) {
        (Kind::NoSpace, _) => page.nav.home = site.to_owned().into(),
        (_, Surface::BackOffice) => page.nav.home = "/admin".into(),
        (_, Surface::Public) if visit.lang_is_chosen() => page.prefix = "/en",
        _ => {}
    }
    let body = if visit.is_partial() { html(&ErrorFragment::new(page, kind, detail)) } else { html(&ErrorPage::new(page, kind, detail)) };
    let (head, _) = response.into_parts();
    let mut answer = body.unwrap_or_else(|_| Response::new(Body::from("500")));
    *answer.status_mut() = head.status;
    if let Some(after) = head.headers.get(header::RETRY_AFTER) {
        answer.headers_mut().insert(header::RETRY_AFTER, after.clone());
    }
    answer
}

/// Words that only this case has; empty where the kind's own are enough.
fn said(error: &Error, lang: Lang) -> String {
    match error {
        Error::Slow { retry_after, why } => slow(lang, *retry_after, why.to(lang.into())),
        Error::NoRoom => lang.t("error-no-room").to_owned(),
        Error::Conflict(key) => lang.t(key).to_owned(),
        _ => String::new(),
    }
}

/// What there was too much of, and how long to wait, in the unit that people would say it in.
fn slow(lang: Lang, wait: Duration, why: &str) -> String {
    let minutes = wait.as_secs().div_ceil(60).max(1);
    let (key, n) = match minutes {
        0..=90 => ("error-slow-minutes", minutes),
        91..=2_160 => ("error-slow-hours", minutes.div_ceil(60)),
        _ => ("error-slow-days", minutes.div_ceil(24 * 60)),
    };
    lang.t_args(key, &[("n", n.into()), ("why", why.into())])
}

/// The way to the surface's sign-in page, and back here afterwards.
fn to_sign_in(visit: &Visit) -> Response {
    let of_operators = visit.path() == "/operateur" || visit.path().starts_with("/operateur/");
    let page = match visit.surface() {
        Surface::Public if of_operators && visit.lang_is_chosen() => "/en/operateur/connexion",
        Surface::Public if of_operators => "/operateur/connexion",
        Surface::Public if visit.lang_is_chosen() => "/en/connexion",
        Surface::Public => "/connexion",
        Surface::BackOffice => "/admin/connexion",
        Surface::Portal => "/connexion",
    };
    let back: String = url::form_urlencoded::byte_serialize(visit.path().as_bytes()).collect();
    lead(visit, &format!("{page}?suite={back}"))
}

/// Sends somebody to a page that comes first.
fn lead(visit: &Visit, to: &str) -> Response {
    if visit.is_partial() {
        // htmx would swap the page into a corner: it is told to go there instead.
        let mut response = StatusCode::OK.into_response();
        if let Ok(value) = HeaderValue::from_str(to) {
            response.headers_mut().insert("hx-redirect", value);
        }
        return response;
    }
    Redirect::to(to).into_response()
}

//! Who may keep an answer on its way: nobody, unless its route says that it is the same for all.
//!
//! A page is shared as strangers see it: without cookies, and none set. A file is the same for everybody. Both carry
//! what a cache needs (how long, what it depends on) and a fingerprint, so that it is not sent twice.

use axum::body::{Body, HttpBody as _};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hootis_policy::limits;

use crate::error::Error;
use crate::web::visit::Visit;

/// What every answer says of itself that its route does not share.
pub const PRIVATE: &str = "private, no-store";

/// What a page depends on besides its address: who is signed in or chose something, what the browser asks not to be
/// done, and whether a part is asked for.
const PAGE_VARIES: &str = "cookie, sec-gpc, dnt, hx-request";

/// What is shared, declared with its route.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shared {
    /// A page that all strangers see alike.
    Page,
    /// A file that is the same for everybody.
    File,
}

/// Marks the answer of a route that is shared.
pub async fn mark(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.extensions_mut().insert(shared);
    response
}

/// What a request says that decides whether its answer can be shared.
pub struct Asked {
    has_cookies: bool,
    reads: bool,
    known: Option<HeaderValue>,
}

impl Asked {
    /// Reads a request.
    #[must_use]
    pub fn of(request: &Request) -> Self {
        let headers = request.headers();
        Self {
            has_cookies: headers.contains_key(header::COOKIE),
            reads: request.method() == Method::GET,
            known: headers.get(header::IF_NONE_MATCH).cloned(),
        }
    }
}

/// Says of an answer who may keep it, once it is whole: its cookies are on it.
pub async fn settle(mut response: Response, asked: &Asked, visit: &Visit) -> Response {
    let shared = response.extensions_mut().remove::<Shared>();
    let headers = response.headers_mut();
    let Some(shared) = shared else {
        // A handler that says so itself: whatever it says, nobody is handed another's cookie.
        if headers.contains_key(header::SET_COOKIE) {
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(PRIVATE));
        }
        return response;
    };
    if shared == Shared::Page {
        headers.insert(header::VARY, HeaderValue::from_static(PAGE_VARIES));
    }
    let is_alike = shared == Shared::File || !(asked.has_cookies || visit.is_partial() || visit.is_measured());
    if !is_alike || headers.contains_key(header::SET_COOKIE) || response.status() != StatusCode::OK {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(PRIVATE));
        return response;
    }
    let (page, file) = (limits::SHARED_PAGE.as_seconds(), limits::SHARED_FILE.as_seconds());
    let life = match shared {
        Shared::Page => format!("public, max-age=0, s-maxage={page}, must-revalidate"),
        Shared::File => format!("public, max-age={file}"),
    };
    if let Ok(life) = HeaderValue::from_str(&life) {
        response.headers_mut().insert(header::CACHE_CONTROL, life);
    }
    // An answer to HEAD has no body to be known by.
    if asked.reads { known(response, asked.known.as_ref()).await } else { response }
}

/// Marks an answer with a fingerprint; one that is known already is not sent again.
async fn known(response: Response, sent: Option<&HeaderValue>) -> Response {
    let (mut head, body) = response.into_parts();
    if body.size_hint().exact().is_none_or(|size| size > limits::SHARED_BYTES as u64) {
        return Response::from_parts(head, body);
    }
    let Ok(body) = axum::body::to_bytes(body, limits::SHARED_BYTES).await else {
        return Error::internal("a page could not be read back").into_response();
    };
    let print = BASE64_URL_SAFE_NO_PAD.encode(&hootis_vault::digest(&body)[..16]);
    let Ok(tag) = HeaderValue::from_str(&format!("\"{print}\"")) else { return Response::from_parts(head, Body::from(body)) };
    let is_known = sent.is_some_and(|sent| names(sent, &tag));
    head.headers.insert(header::ETAG, tag);
    if !is_known {
        return Response::from_parts(head, Body::from(body));
    }
    head.status = StatusCode::NOT_MODIFIED;
    head.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(head, Body::empty())
}

/// Whether `If-None-Match` names a tag. A cache that compressed the page says that its copy is as good (`W/`).
fn names(sent: &HeaderValue, tag: &HeaderValue) -> bool {
    let (Ok(sent), Ok(tag)) = (sent.to_str(), tag.to_str()) else { return false };
    sent.split(',').take(20).map(str::trim).any(|one| one.strip_prefix("W/").unwrap_or(one) == tag)
}

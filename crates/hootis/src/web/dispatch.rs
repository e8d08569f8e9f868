//! Where every request comes in: the host says which surface it is for, and what leaves is made safe.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use hootis_policy::limits;
use tower::ServiceExt as _;

use crate::app::App;
use crate::error::Error;
use crate::web::cookies::{self, Said, Way};
use crate::web::form::source_of;
use crate::web::headers::{self, bare};
use crate::web::host::{self, Place};
use crate::web::i18n::Lang;
use crate::web::paths;
use crate::web::problem;
use crate::web::server::{Crowd, Limits};
use crate::web::shared::{self, Asked};
use crate::web::visit::{Arrival, Surface, Visit};
use crate::web::words;

/// When somebody who asks for too much at once may ask again.
const BREATH: Duration = Duration::from_secs(10);

/// The two routers and what they share.
#[derive(Clone)]
pub struct Dispatch {
    pub app: App,
    pub public: Router,
    pub space: Router,
    pub crowd: Crowd,
}

/// Answers one request.
pub async fn dispatch(State(to): State<Dispatch>, mut request: Request) -> Response {
    let started = Instant::now();
    let site = to.app.site();
    if request.uri().path_and_query().is_some_and(|path| path.as_str().len() > limits::URL_BYTES) {
        return bare(StatusCode::URI_TOO_LONG);
    }
    let slug = match host::asked(request.headers(), request.uri(), site) {
        Ok(Place::Site) => None,
        Ok(Place::Space(slug)) => Some(slug),
        // A forged header, or a stale entry of the DNS.
        Err(status) => return bare(status),
    };
    let (lang, path) = language(request.uri().path(), slug.is_some());
    let surface = match &slug {
        None => Surface::Public,
        Some(_) if path == "/admin" || path.starts_with("/admin/") => Surface::BackOffice,
        Some(_) => Surface::Portal,
    };
    let origin = slug.as_ref().map_or_else(|| site.origin(), |slug| site.space_origin(slug));
    let asked = to.app.proxies().origin(peer(&request), request.headers());
    let arrival = Arrival {
        surface,
        slug,
        lang: lang.unwrap_or_else(|| browser_language(request.headers(), surface)),
        lang_is_chosen: lang.is_some(),
        client: asked.client,
        now: to.app.now(),
        secure: site.scheme == "https",
    };
    if asked.is_plain && site.scheme == "https" {
        return to_encrypted(&request, &origin);
    }
    let path = path.to_owned();
    let visit = Visit::new(arrival, &path, request.headers());
    let (method, retry, reading) = (request.method().clone(), retry(&request, &origin), Asked::of(&request));
    let source = source_of(&method, request.headers(), &origin);
    request.extensions_mut().insert(source);
    if lang.is_some() {
        *request.uri_mut() = with_path(request.uri(), &path);
    }
    request.extensions_mut().insert(visit.clone());
    let most = request.extensions().get::<Limits>().copied().unwrap_or_default().network_requests;
    let response = match to.crowd.enter(asked.client, most) {
        Some(_guest) => answer(&to, surface, request).await,
        None => Error::Slow { retry_after: BREATH, why: limits::SLOW_AT_ONCE }.into_response(),
    };
    let response = finished(&to.app, response, &visit, &reading, retry).await;
    tracing::info!(
        http.method = %method,
        http.route = response.extensions().get::<RouteName>().map_or("-", |name| name.0.as_str()),
        http.status = response.status().as_u16(),
        http.surface = ?surface,
        elapsed_ms = started.elapsed().as_secs_f64() * 1_000.0,
        "answered"
    );
    response
}

/// The answer of the surface's own routes, as they made it.
async fn answer(to: &Dispatch, surface: Surface, request: Request) -> Response {
    let reads = request.method().is_safe();
    let router = if surface == Surface::Public { &to.public } else { &to.space };
    let answering = router.clone().oneshot(request);
    let Ok(response) = match surface {
        // Pages of a space ask its database a few times each: on a thread where that may be waited for.
        Surface::BackOffice | Surface::Portal if reads => to.app.spaces().threads().run(answering).await,
        _ => answering.await,
    };
    response
}

/// What leaves: with words on it if it is an error, leading to no other site, with declared cookies, for whom it is.
async fn finished(app: &App, response: Response, visit: &Visit, asked: &Asked, retry: String) -> Response {
    let (site, agreed) = (app.site(), Said::of(visit, app.platform_key()).agreed());
    let say = |response: Response, retry: String| words::with_words(response, visit, &site.origin(), retry);
    let way = Way { visit, site, agreed, is_off: app.is_off("cookies"), counts: app.cookies() };
    let mut response = say(response, retry.clone());
    if let Err(error) = paths::stays(response.headers(), site) {
        response = say(error.into_response(), retry.clone());
    }
    let mut response = cookies::put(response, &way).unwrap_or_else(|error| say(error.into_response(), retry));
    if visit.is_measured() {
        app.cookies().measured(agreed);
        headers::measure(&mut response);
    }
    shared::settle(response, asked, visit).await
}

/// Where a refused request can be tried again: the page itself, or the page of the form.
fn retry(request: &Request, origin: &str) -> String {
    if request.method() == Method::GET {
        return request.uri().path_and_query().map_or_else(String::new, |path| path.as_str().to_owned());
    }
    let referer = request.headers().get(header::REFERER).and_then(|v| v.to_str().ok()).unwrap_or_default();
    referer.strip_prefix(origin).map(paths::local).unwrap_or_default()
}

/// The template of the route that answered, for the log: never the path itself, which may hold secrets.
#[derive(Clone)]
pub struct RouteName(pub String);

/// Notes which route answers.
pub async fn name_route(request: Request, next: axum::middleware::Next) -> Response {
    let name = request.extensions().get::<axum::extract::MatchedPath>().map(|path| RouteName(path.as_str().to_owned()));
    let mut response = next.run(request).await;
    if let Some(name) = name {
        response.extensions_mut().insert(name);
    }
    response
}

/// The language of a path on the public host, and the path without it.
fn language(path: &str, on_space: bool) -> (Option<Lang>, &str) {
    match path.strip_prefix("/en") {
        Some("") if !on_space => (Some(Lang::En), "/"),
        Some(rest) if !on_space && rest.starts_with('/') => (Some(Lang::En), rest),
        _ => (None, path),
    }
}

/// French on the public site unless its path says otherwise; the browser's own on a space's host.
fn browser_language(headers: &HeaderMap, surface: Surface) -> Lang {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if surface == Surface::Public { Lang::Fr } else { Lang::from_accept_language(accepted) }
}

fn with_path(uri: &Uri, path: &str) -> Uri {
    let text = uri.query().map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"));
    text.parse().unwrap_or_else(|_| Uri::from_static("/"))
}

/// What came in the open is asked for again, encrypted; a form is refused: what was in it has been sent already. So is
/// a program, whose key has: it must be told, not helped.
fn to_encrypted(request: &Request, origin: &str) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) || request.uri().path().starts_with(problem::API) {
        return bare(StatusCode::BAD_REQUEST);
    }
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let mut response = axum::response::Redirect::permanent(&format!("{origin}{path}")).into_response();
    response.extensions_mut().insert(headers::InTheOpen);
    response
}

/// Who the connection is with.
fn peer(request: &Request) -> IpAddr {
    request.extensions().get::<ConnectInfo<SocketAddr>>().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |peer| peer.0.ip())
}

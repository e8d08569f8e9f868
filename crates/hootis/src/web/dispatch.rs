//! Where every request comes in: the host says which surface it is for, and what leaves is made safe.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use hootis_policy::processors::{GOOGLE_ANALYTICS, GOOGLE_TAG, Hosts};
use tower::ServiceExt as _;

use crate::app::App;
use crate::error::Error;
use crate::web::cookies::{self, Said, Way};
use crate::web::form::{Forged, check_origin};
use crate::web::i18n::Lang;
use crate::web::paths;
use crate::web::visit::{Arrival, Surface, Visit};
use crate::web::words;

/// A page that takes longer than this is given up. Uploads have their own time.
const PATIENCE: Duration = Duration::from_secs(30);

/// The two routers and what they share.
#[derive(Clone)]
pub struct Dispatch {
    pub app: App,
    pub public: Router,
    pub space: Router,
}

/// Answers one request.
pub async fn dispatch(State(to): State<Dispatch>, mut request: Request) -> Response {
    let started = Instant::now();
    let Some(host) = host_of(&request) else { return StatusCode::BAD_REQUEST.into_response() };
    let site = &to.app.site().host;
    let slug = if host == *site {
        None
    } else {
        match host.strip_suffix(site.as_str()).and_then(|rest| rest.strip_suffix('.')) {
            Some(slug) if !slug.is_empty() && !slug.contains('.') => Some(slug.to_owned()),
            // Any other host is none of ours: a forged header, or a stale DNS entry.
            _ => return StatusCode::MISDIRECTED_REQUEST.into_response(),
        }
    };
    let (lang, path) = language(request.uri().path(), slug.is_some());
    let surface = match &slug {
        None => Surface::Public,
        Some(_) if path == "/admin" || path.starts_with("/admin/") => Surface::BackOffice,
        Some(_) => Surface::Portal,
    };
    let origin = slug.as_ref().map_or_else(|| to.app.site().origin(), |slug| to.app.site().space_origin(slug));
    let asked = to.app.proxies().origin(peer(&request), request.headers());
    let arrival = Arrival {
        surface,
        slug,
        lang: lang.unwrap_or_else(|| browser_language(request.headers(), surface)),
        lang_is_chosen: lang.is_some(),
        client: asked.client,
        now: to.app.now(),
        secure: to.app.site().scheme == "https",
    };
    if asked.is_plain && to.app.site().scheme == "https" {
        return to_encrypted(&request, &origin);
    }
    let path = path.to_owned();
    let visit = Visit::new(arrival, &path, request.headers());
    let method = request.method().clone();
    let retry = retry(&request, &origin);
    if check_origin(&method, request.headers(), &origin).is_err() {
        request.extensions_mut().insert(Forged);
    }
    if lang.is_some() {
        *request.uri_mut() = with_path(request.uri(), &path);
    }
    request.extensions_mut().insert(visit.clone());
    let router = if surface == Surface::Public { to.public } else { to.space };
    let response = match surface {
        // Pages of a space ask its database a few times each: on a thread where that may be waited for.
        Surface::BackOffice | Surface::Portal if method.is_safe() => to.app.spaces().threads().run(answer(router, request)).await,
        _ => answer(router, request).await,
    };
    let response = words::with_words(response, &visit, &to.app.site().origin(), retry.clone());
    let agreed = Said::of(&visit, to.app.platform_key()).agreed();
    let way = Way { visit: &visit, site: to.app.site(), agreed, counts: to.app.cookies() };
    let response = match cookies::put(response, &way) {
        Ok(response) => response,
        Err(error) => words::with_words(error.into_response(), &visit, &to.app.site().origin(), retry),
    };
    if visit.is_measured() {
        to.app.cookies().measured(agreed);
    }
    let response = safe(response, &visit, to.app.site().scheme == "https");
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

/// Where a refused request can be tried again: the page itself, or the page of the form.
fn retry(request: &Request, origin: &str) -> String {
    if request.method() == Method::GET {
        return request.uri().path_and_query().map_or_else(String::new, |path| path.as_str().to_owned());
    }
    let referer = request.headers().get(header::REFERER).and_then(|v| v.to_str().ok()).unwrap_or_default();
    referer.strip_prefix(origin).map(paths::local).unwrap_or_default()
}

async fn answer(router: Router, request: Request) -> Response {
    let patience = if request.uri().path().starts_with("/admin/dolibarr/depot") { Duration::from_secs(3600) } else { PATIENCE };
    match tokio::time::timeout(patience, router.oneshot(request)).await {
        Ok(Ok(response)) => response,
        Ok(Err(never)) => match never {},
        Err(_) => Error::Busy.into_response(),
    }
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

fn host_of(request: &Request) -> Option<String> {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let host = hosts.next()?.to_str().ok()?;
    // Two Host headers: somebody tries to make two readers disagree.
    hosts.next().is_none().then(|| host.trim_end_matches('.').to_ascii_lowercase())
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

/// What came in the open is asked for again, encrypted; a form is refused: what was in it has been sent already.
fn to_encrypted(request: &Request, origin: &str) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::BAD_REQUEST.into_response();
    }
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    axum::response::Redirect::permanent(&format!("{origin}{path}")).into_response()
}

/// Who the connection is with.
fn peer(request: &Request) -> IpAddr {
    request.extensions().get::<ConnectInfo<SocketAddr>>().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |peer| peer.0.ip())
}

const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
                   form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'";

/// The same for a page that holds the tag of a measurement, which its reader agreed to: open to the hosts that the
/// processor declares, and to a script from one of them.
static MEASURED_CSP: LazyLock<HeaderValue> = LazyLock::new(|| {
    let hosts = match GOOGLE_ANALYTICS.hosts {
        Hosts::Named(hosts) => hosts.iter().map(|host| format!(" https://{host}")).collect::<String>(),
        Hosts::NamedByOperator | Hosts::NamedByCustomer => String::new(),
    };
    let open = CSP
        .replace("script-src 'self'", &format!("script-src 'self' https://{GOOGLE_TAG}"))
        .replace("img-src 'self' data:", &format!("img-src 'self' data:{hosts}"))
        .replace("connect-src 'self'", &format!("connect-src 'self'{hosts}"));
    HeaderValue::from_str(&open).unwrap_or(HeaderValue::from_static(CSP))
});

/// Puts the headers of every answer on it.
fn safe(mut response: Response, visit: &Visit, secure: bool) -> Response {
    let headers = response.headers_mut();
    if visit.is_measured() {
        headers.insert(header::CONTENT_SECURITY_POLICY, MEASURED_CSP.clone());
    }
    let mut default = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    default(header::CONTENT_SECURITY_POLICY, CSP);
    default(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    default(header::X_FRAME_OPTIONS, "DENY");
    default(header::REFERRER_POLICY, "strict-origin-when-cross-origin");
    default(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    default(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    default(
        HeaderName::from_static("permissions-policy"),
        "geolocation=(), camera=(), microphone=(), payment=(), usb=(), publickey-credentials-get=(self), publickey-credentials-create=(self)",
    );
    default(header::CACHE_CONTROL, "private, no-store");
    if secure {
        default(header::STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains");
    }
    response
}

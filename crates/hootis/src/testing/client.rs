//! A browser: it keeps cookies, sends them back, repeats the request-forgery token, and checks that
//! each cookie it is given is declared.

use std::collections::BTreeMap;
use std::sync::Mutex;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use hootis_policy::cookies;
use tower::ServiceExt as _;

use super::Answer;

/// What an answer is that has no end.
const EVENTS: &str = "text/event-stream; charset=utf-8";

/// What was asked, and what came.
type Shown = (String, Vec<u8>);

/// What browsers were shown, where a test wants to know all of it.
pub(crate) static SHOWN: Mutex<Option<Vec<Shown>>> = Mutex::new(None);

/// Somebody with a browser, on one host.
pub(crate) struct Client {
    router: Router,
    host: String,
    jar: Mutex<BTreeMap<String, String>>,
}

impl Client {
    pub(super) fn new(router: Router, host: &str) -> Self {
        Self { router, host: host.to_owned(), jar: Mutex::default() }
    }

    /// Asks for a page.
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(self.request("GET", path).body(Body::empty()).expect("a request")).await
    }

    /// Asks for a part of a page, as htmx does.
    pub(crate) async fn get_part(&self, path: &str) -> Answer {
        self.send(self.request("GET", path).header("hx-request", "true").body(Body::empty()).expect("a request")).await
    }

    /// Sends a form, with the token that the browser has (a page of the surface is asked for first if there is none).
    pub(crate) async fn post(&self, path: &str, form: impl IntoIterator<Item = (String, String)>) -> Answer {
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        let mut request = self.request("POST", path);
        if let Some(token) = self.token(path) {
            body.append_pair("_csrf", &token);
            // As the scripts of our pages send it along.
            request = request.header("x-csrf-token", token);
        }
        body.extend_pairs(form);
        let request = request
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header("origin", format!("http://{}", self.host));
        self.send(request.body(Body::from(body.finish())).expect("a request")).await
    }

    /// Sends a body as it is, from our own pages.
    pub(crate) async fn post_body(&self, path: &str, content_type: &str, body: impl Into<Body>) -> Answer {
        let request = self.request("POST", path).header(header::CONTENT_TYPE, content_type).header("sec-fetch-site", "same-origin");
        self.send(request.body(body.into()).expect("a request")).await
    }

    /// Asks as a script of our own pages does: any method, the token in a header, headers of its own.
    pub(crate) async fn call(&self, method: &str, path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Answer {
        let mut request = self.request(method, path).header("sec-fetch-site", "same-origin");
        if let Some(token) = self.token(path) {
            request = request.header("x-csrf-token", token);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(body.into()).expect("a request")).await
    }

    /// Follows a link to any host of this server, keeping nothing of this host's cookies.
    pub(crate) fn at(&self, host: &str) -> Self {
        Self::new(self.router.clone(), host)
    }

    /// The host and path of an absolute address of this server.
    pub(crate) fn split(address: &str) -> (String, String) {
        let rest = address.strip_prefix("http://").unwrap_or_else(|| panic!("{address} is no address of ours"));
        let at = rest.find('/').unwrap_or(rest.len());
        (rest[..at].to_owned(), rest[at..].to_owned())
    }

    /// The token of forms of the surface that a path is of.
    pub(crate) fn token(&self, path: &str) -> Option<String> {
        self.cookie(match path {
            _ if self.host == "hootis.localhost" => "XSRF-TOKEN",
            _ if path.starts_with("/admin") => "_csrf-backend",
            _ => "_csrf-frontend",
        })
    }

    /// A cookie's value.
    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        self.jar.lock().expect("nobody panicked").get(name).cloned()
    }

    /// Puts a cookie into the browser, as a thief would.
    pub(crate) fn put_cookie(&self, name: &str, value: &str) {
        self.jar.lock().expect("nobody panicked").insert(name.to_owned(), value.to_owned());
    }

    /// A request of this browser.
    pub(crate) fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let jar = self.jar.lock().expect("nobody panicked");
        let cookies = jar.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        let request = Request::builder().method(method).uri(path).header(header::HOST, &self.host).header(header::ACCEPT_LANGUAGE, "fr");
        if cookies.is_empty() { request } else { request.header(header::COOKIE, cookies) }
    }

    /// Sends a request and keeps the cookies that come back.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let asked = format!("{} {}{}", request.method(), self.host, request.uri());
        let response = self.router.clone().oneshot(request).await.expect("the router never fails");
        let (head, body) = response.into_parts();
        for value in head.headers.get_all(header::SET_COOKIE) {
            self.keep(value.to_str().expect("cookies are text"), &asked);
        }
        // A stream of events has no end to wait for: see `open`.
        let is_stream = head.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == EVENTS);
        let body = if is_stream { Vec::new() } else { axum::body::to_bytes(body, 64 << 20).await.expect("a body").to_vec() };
        if let Some(shown) = SHOWN.lock().expect("nobody panicked").as_mut() {
            let others = head.headers.iter().filter(|(name, _)| **name != header::SET_COOKIE);
            let lines = others.map(|(name, value)| format!("{name}: {}\n", String::from_utf8_lossy(value.as_bytes()))).collect::<String>();
            shown.push((asked.clone(), [lines.as_bytes(), &body].concat()));
        }
        Answer { status: head.status, headers: head.headers, body, asked }
    }

    /// Opens a stream of events: what comes in, as it comes.
    pub(crate) async fn open(&self, request: Request<Body>) -> Body {
        let response = self.router.clone().oneshot(request).await.expect("the router never fails");
        assert_eq!(response.headers()[header::CONTENT_TYPE], EVENTS, "{}", response.status());
        response.into_body()
    }

    fn keep(&self, cookie: &str, asked: &str) {
        let (pair, attributes) = cookie.split_once("; ").unwrap_or((cookie, ""));
        let (name, value) = pair.split_once('=').expect("a cookie has a value");
        let declared =
            cookies::ALL.iter().find(|declared| declared.is_called(name)).unwrap_or_else(|| panic!("{asked} sets the undeclared cookie {name}"));
        let says = |word: &str| attributes.split("; ").any(|a| a == word);
        assert!(says("Path=/") && says("SameSite=Lax"), "{asked}: {name} lacks its attributes: {attributes}");
        assert_eq!(says("HttpOnly"), declared.http_only, "{asked}: HttpOnly of {name}");
        let mut jar = self.jar.lock().expect("nobody panicked");
        if says("Max-Age=0") {
            jar.remove(name);
            return;
        }
        let max_age = attributes.split("; ").find_map(|a| a.strip_prefix("Max-Age=")).map(|s| s.parse().expect("seconds"));
        assert_eq!(max_age, declared.max_age_seconds(), "{asked}: the life of {name}");
        jar.insert(name.to_owned(), value.to_owned());
    }
}

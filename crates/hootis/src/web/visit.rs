//! One request, as far as everybody may know it: which surface, from where, with which cookies.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hootis_policy::cookies::{self, Cookie};

use crate::clock::Now;
use crate::error::Error;
use crate::web::agent::Agent;
use crate::web::cookies::line;
use crate::web::i18n::Lang;

/// Which of the sites a request is for. Each has cookies of its own and knows no other's.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Surface {
    /// The public site and the console, on the public host.
    Public,
    /// The back office of a space, under `/admin` on the space's host.
    BackOffice,
    /// Station Clients, on the space's host.
    Portal,
}

impl Surface {
    /// The cookie of its sessions.
    #[must_use]
    pub fn session_cookie(self) -> &'static Cookie {
        match self {
            Self::Public => &cookies::HOOTIS_SESSION,
            Self::BackOffice => &cookies::HOOTIS_BACKEND,
            Self::Portal => &cookies::HOOTIS_FRONTEND,
        }
    }

    /// The cookie of its request-forgery token.
    #[must_use]
    pub fn csrf_cookie(self) -> &'static Cookie {
        match self {
            Self::Public => &cookies::XSRF_TOKEN,
            Self::BackOffice => &cookies::CSRF_BACKEND,
            Self::Portal => &cookies::CSRF_FRONTEND,
        }
    }
}

/// What is known of a request before anybody is signed in. Cheap to clone.
#[derive(Clone)]
pub struct Visit(Arc<Inner>);

struct Inner {
    surface: Surface,
    slug: Option<String>,
    lang: Lang,
    lang_is_chosen: bool,
    client: IpAddr,
    agent: String,
    path: String,
    partial: bool,
    listens: bool,
    now: Now,
    secure: bool,
    signals_refusal: bool,
    /// The page that answers holds the tag of a measurement.
    measured: Arc<AtomicBool>,
    /// None: the browser sent two of this name that differ.
    sent: HashMap<String, Option<String>>,
    answer: Mutex<Vec<(&'static Cookie, Option<String>)>>,
}

/// What the host dispatcher found out about a request.
pub struct Arrival {
    pub surface: Surface,
    /// The sub-domain, on a space's host.
    pub slug: Option<String>,
    pub lang: Lang,
    /// The language is in the path (`/en/…`).
    pub lang_is_chosen: bool,
    pub client: IpAddr,
    pub now: Now,
    pub secure: bool,
}

impl Visit {
    /// Reads what else the headers say.
    #[must_use]
    pub fn new(arrival: Arrival, path: &str, headers: &HeaderMap) -> Self {
        let text = |name: header::HeaderName| headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
        Self(Arc::new(Inner {
            surface: arrival.surface,
            slug: arrival.slug,
            lang: arrival.lang,
            lang_is_chosen: arrival.lang_is_chosen,
            client: arrival.client,
            agent: text(header::USER_AGENT).chars().take(200).collect(),
            path: path.to_owned(),
            partial: headers.contains_key("hx-request"),
            listens: headers.get(header::ACCEPT).is_some_and(|kind| kind == "text/event-stream"),
            now: arrival.now,
            secure: arrival.secure,
            signals_refusal: ["sec-gpc", "dnt"].iter().any(|name| headers.get(*name).is_some_and(|value| value == "1")),
            measured: Arc::default(),
            sent: sent_cookies(headers),
            answer: Mutex::default(),
        }))
    }

    /// The surface.
    #[must_use]
    pub fn surface(&self) -> Surface {
        self.0.surface
    }

    /// The sub-domain, on a space's host.
    #[must_use]
    pub fn slug(&self) -> Option<&str> {
        self.0.slug.as_deref()
    }

    /// The language of the path, else of the browser. A person who is signed in may have another.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.0.lang
    }

    /// Whether the path says the language.
    #[must_use]
    pub fn lang_is_chosen(&self) -> bool {
        self.0.lang_is_chosen
    }

    /// The address that the request came from.
    #[must_use]
    pub fn client(&self) -> IpAddr {
        self.0.client
    }

    /// The network that the request came from.
    #[must_use]
    pub fn network(&self) -> String {
        network_of(self.0.client)
    }

    /// Browser and platform as people know them: all that is kept of the browser's name for itself.
    #[must_use]
    pub fn browser(&self) -> String {
        Agent::parse(&self.0.agent).described()
    }

    /// The family of the browser and its system, without the version.
    #[must_use]
    pub fn device(&self) -> (&'static str, &'static str) {
        let agent = Agent::parse(&self.0.agent);
        (agent.family, agent.platform)
    }

    /// The hash under which this surface's session of the browser would be kept.
    #[must_use]
    pub fn session_hash(&self) -> Option<Vec<u8>> {
        let token = hootis_vault::token_bytes(&self.cookie(self.0.surface.session_cookie())?)?;
        Some(hootis_vault::digest(&token).to_vec())
    }

    /// The path, without a language prefix.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// Whether a part of a page is asked for (by htmx), not a whole one.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.0.partial
    }

    /// Whether a stream of events is asked for, and no page.
    #[must_use]
    pub fn listens(&self) -> bool {
        self.0.listens
    }

    /// When the request came in.
    #[must_use]
    pub fn now(&self) -> Now {
        self.0.now
    }

    /// The value of a cookie that the browser sent, or that this answer sets.
    #[must_use]
    pub fn cookie(&self, cookie: &'static Cookie) -> Option<String> {
        let set = self.0.answer.lock().ok().and_then(|answer| answer.iter().rev().find(|(c, _)| c.name == cookie.name).map(|(_, v)| v.clone()));
        set.unwrap_or_else(|| self.0.sent.get(cookie.name).cloned().flatten())
    }

    /// Whether two sessions stand in the browser's cookies: one of them was planted, by a page of another space or in the
    /// open. Neither is believed, for nobody shall work in a stranger's account without knowing.
    #[must_use]
    pub fn has_two_sessions(&self) -> bool {
        self.0.sent.get(self.0.surface.session_cookie().name).is_some_and(Option::is_none)
    }

    /// The names of the cookies that the browser sent.
    pub fn sent_cookies(&self) -> impl Iterator<Item = &str> {
        self.0.sent.keys().map(String::as_str)
    }

    /// Whether the browser says for its owner that it does not want to be followed: `Sec-GPC: 1` or `DNT: 1`.
    #[must_use]
    pub fn signals_refusal(&self) -> bool {
        self.0.signals_refusal
    }

    /// Where a page notes that it holds the tag of a measurement.
    #[must_use]
    pub fn measured(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.0.measured)
    }

    /// Whether the page that answers holds the tag of a measurement.
    #[must_use]
    pub fn is_measured(&self) -> bool {
        self.0.measured.load(Ordering::Relaxed)
    }

    /// Sets a cookie. Only declared ones can be.
    pub fn set_cookie(&self, cookie: &'static Cookie, value: String) {
        if let Ok(mut answer) = self.0.answer.lock() {
            answer.push((cookie, Some(value)));
        }
    }

    /// Removes a cookie.
    pub fn remove_cookie(&self, cookie: &'static Cookie) {
        if let Ok(mut answer) = self.0.answer.lock() {
            answer.push((cookie, None));
        }
    }

    /// The request-forgery token of this browser on this surface, made if there is none yet.
    #[must_use]
    pub fn csrf(&self) -> String {
        let cookie = self.0.surface.csrf_cookie();
        if let Some(token) = self.cookie(cookie).filter(|token| token.len() == 43) {
            return token;
        }
        let token = BASE64_URL_SAFE_NO_PAD.encode(hootis_vault::random_token());
        self.set_cookie(cookie, token.clone());
        token
    }

    /// The `Set-Cookie` headers of the answer.
    #[must_use]
    pub fn set_cookie_headers(&self) -> Vec<String> {
        let Ok(answer) = self.0.answer.lock() else { return Vec::new() };
        let mut last: Vec<&(&'static Cookie, Option<String>)> = Vec::new();
        for entry in answer.iter().rev() {
            if !last.iter().any(|(c, _)| c.name == entry.0.name) {
                last.push(entry);
            }
        }
        last.into_iter().map(|(cookie, value)| line(cookie.name, cookie, value.as_deref(), self.0.secure)).collect()
    }
}

/// The network of an address, as tries are counted: the address itself in version 4, its /64 in version 6.
#[must_use]
pub fn network_of(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

fn sent_cookies(headers: &HeaderMap) -> HashMap<String, Option<String>> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    // Of two cookies with one name neither is believed: a sibling host can plant one for the whole domain, and with a longer
    // path it comes first.
    pairs.take(50).fold(HashMap::new(), |mut sent, (name, value)| {
        let value = Some(value.to_owned());
        sent.entry(name.to_owned())
            .and_modify(|known| {
                if *known != value {
                    *known = None
                }
            })
            .or_insert(value);
        sent
    })
}

impl<S: Sync> FromRequestParts<S> for Visit {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| Error::internal("a request came past the host dispatcher"))
    }
}

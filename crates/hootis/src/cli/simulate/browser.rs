//! People with browsers: they keep cookies, send forms, and note every cookie that is not as declared.

use std::collections::BTreeMap;
use std::io;
use std::net::Ipv4Addr;

use axum::http::{Method, Request, Response, StatusCode, header};
use bytes::Bytes;
use hootis_policy::cookies::{self, Cookie};

use super::checks::COOKIES;
use super::verdicts::Verdicts;
use super::world::{HOST, World};
use crate::web::form::CSRF_FIELD;

/// Why somebody could not do what they wanted.
#[derive(Debug)]
pub(super) enum Trouble {
    /// The server died meanwhile.
    Gone(io::Error),
    /// Something that is needed has not come yet.
    NotYet,
    /// It answered something else than it should.
    Odd(String),
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Gone(error)
    }
}

/// What came back.
pub(super) struct Answer {
    pub status: StatusCode,
    pub text: String,
    head: Response<()>,
    asked: String,
}

impl Answer {
    /// The answer, if it has this status.
    pub(super) fn is(self, status: u16) -> Result<Self, Trouble> {
        if self.status.as_u16() == status { Ok(self) } else { Err(self.odd(&format!("{status} was expected"))) }
    }

    /// Why this answer is not what it should be.
    pub(super) fn odd(&self, what: &str) -> Trouble {
        let body: String = words(&self.text).chars().take(300).collect();
        Trouble::Odd(format!("{} answered {}, {what}: {body}", self.asked, self.status.as_u16()))
    }

    /// Where it leads.
    pub(super) fn location(&self) -> &str {
        self.header("location")
    }

    /// A header, empty when there is none.
    pub(super) fn header(&self, name: &str) -> &str {
        self.head.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The first attribute whose value starts so.
    pub(super) fn attribute(&self, name: &str, start: &str) -> Result<String, Trouble> {
        self.attributes(name, start).into_iter().next().ok_or_else(|| self.odd(&format!("no {name}=\"{start}…\"")))
    }

    /// Every attribute whose value starts so.
    pub(super) fn attributes(&self, name: &str, start: &str) -> Vec<String> {
        let opening = format!("{name}=\"{start}");
        let found = self.text.match_indices(&opening).filter_map(|(at, _)| self.text[at + name.len() + 2..].split('"').next());
        found.map(|value| html_escape::decode_html_entities(value).into_owned()).collect()
    }

    /// Whether the page says something.
    pub(super) fn says(&self, words: &str) -> bool {
        let plain = |text: &str| html_escape::decode_html_entities(text).replace(['\u{a0}', '\u{202f}'], " ").replace('\u{2019}', "'");
        plain(&self.text).contains(&plain(words))
    }
}

/// A page's words, without its tags.
fn words(html: &str) -> String {
    let body = html.split_once("<main").map_or(html, |(_, body)| body);
    let texts = body.split('<').filter_map(|part| part.split_once('>').map(|(_, text)| text.trim())).filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().join(" ")
}

/// Somebody with a browser, on one host.
#[derive(Clone)]
pub(super) struct Browser {
    client: Ipv4Addr,
    host: String,
    pub agent: String,
    /// A browser with somebody before it: it says which page a form comes from.
    pub is_person: bool,
    pub referer: Option<String>,
    /// Headers that this browser adds to every request: a refusal of tracking, for one.
    pub extra: Vec<(&'static str, String)>,
    jar: BTreeMap<String, String>,
}

impl Browser {
    /// Somebody on the public host, on a network of their own.
    pub(super) fn new(number: u32, agent: &str) -> Self {
        let [_, b, c, d] = number.wrapping_add(1).to_be_bytes();
        let client = Ipv4Addr::new(127, 1 + b % 250, c, d.max(1));
        Self { client, host: HOST.to_owned(), agent: agent.to_owned(), is_person: true, referer: None, extra: Vec::new(), jar: BTreeMap::new() }
    }

    /// The same person on the host of a space, where this host's cookies do not go.
    pub(super) fn at(&self, slug: &str) -> Self {
        Self { host: format!("{slug}.{HOST}"), jar: BTreeMap::new(), ..self.clone() }
    }

    /// A cookie's value.
    pub(super) fn cookie(&self, cookie: &Cookie) -> Option<&str> {
        self.jar.get(cookie.name).map(String::as_str)
    }

    /// Puts a cookie there, as a script of somebody else's does.
    pub(super) fn plant(&mut self, name: &str, value: &str) {
        self.jar.insert(name.to_owned(), value.to_owned());
    }

    /// Forgets a cookie, as a browser does when its life is over.
    pub(super) fn drop(&mut self, name: &str) {
        self.jar.remove(name);
    }

    /// Whether a cookie of that name is there.
    pub(super) fn has(&self, name: &str) -> bool {
        self.jar.contains_key(name)
    }

    /// Closes the browser: cookies without a life of their own are gone.
    pub(super) fn close(&mut self) {
        self.jar.retain(|name, _| cookies::ALL.iter().any(|cookie| cookie.is_called(name) && cookie.max_age_seconds().is_some()));
    }

    /// Asks for a page.
    pub(super) async fn get(&mut self, world: &World, verdicts: &mut Verdicts, path: &str) -> Result<Answer, Trouble> {
        self.send(world, verdicts, Method::GET, path, "", Bytes::new()).await
    }

    /// Sends a form.
    pub(super) async fn post(&mut self, world: &World, verdicts: &mut Verdicts, path: &str, form: &[(&str, &str)]) -> Result<Answer, Trouble> {
        let body = url::form_urlencoded::Serializer::new(String::new()).append_pair(CSRF_FIELD, &self.csrf(path)).extend_pairs(form).finish();
        self.send(world, verdicts, Method::POST, path, "application/x-www-form-urlencoded", body.into()).await
    }

    /// Sends a form as a mail program does: from nowhere, with no cookie and no token.
    pub(super) async fn machine_post(&mut self, world: &World, verdicts: &mut Verdicts, path: &str, body: &str) -> Result<Answer, Trouble> {
        self.send(world, verdicts, Method::POST, path, "application/x-www-form-urlencoded", body.to_owned().into()).await
    }

    /// Sends a form with a file, which comes last.
    pub(super) async fn upload(
        &mut self,
        world: &World,
        verdicts: &mut Verdicts,
        path: &str,
        form: &[(&str, &str)],
        file: (&str, &str, &str),
    ) -> Result<Answer, Trouble> {
        const BOUNDARY: &str = "frontier-of-a-simulated-form";
        let mut body = String::new();
        for (name, value) in [&[(CSRF_FIELD, self.csrf(path).as_str())], form].concat() {
            body.push_str(&format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"));
        }
        let (field, name, content) = file;
        body.push_str(&format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n{content}\r\n--{BOUNDARY}--\r\n"
        ));
        self.send(world, verdicts, Method::POST, path, &format!("multipart/form-data; boundary={BOUNDARY}"), body.into()).await
    }

    fn csrf(&self, path: &str) -> String {
        let cookie = match (self.host == HOST, path.starts_with("/admin")) {
            (true, _) => &cookies::XSRF_TOKEN,
            (false, true) => &cookies::CSRF_BACKEND,
            (false, false) => &cookies::CSRF_FRONTEND,
        };
        self.cookie(cookie).unwrap_or_default().to_owned()
    }

    async fn send(&mut self, world: &World, verdicts: &mut Verdicts, method: Method, path: &str, kind: &str, body: Bytes) -> Result<Answer, Trouble> {
        let asked = format!("{method} {}{}", self.host, path.split('?').next().unwrap_or_default());
        let jar = self.jar.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, &self.host).header(header::ACCEPT_LANGUAGE, "fr");
        request = request.header(header::USER_AGENT, &self.agent);
        if self.is_person {
            request = request.header("sec-fetch-site", "same-origin");
        }
        for (name, value) in &self.extra {
            request = request.header(*name, value);
        }
        if let Some(referer) = &self.referer {
            request = request.header(header::REFERER, referer);
        }
        if !jar.is_empty() {
            request = request.header(header::COOKIE, jar);
        }
        if !kind.is_empty() {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let request = request.body(body).map_err(|error| Trouble::Odd(format!("{asked} is no request: {error}")))?;
        let (head, body) = world.ask(self.client, request).await?.into_parts();
        for value in head.headers.get_all(header::SET_COOKIE) {
            self.keep(value.to_str().unwrap_or_default(), verdicts, &asked);
        }
        let text = String::from_utf8_lossy(&body).into_owned();
        let answer = Answer { status: head.status, text, head: Response::from_parts(head, ()), asked };
        if answer.status.is_server_error() && answer.status != StatusCode::SERVICE_UNAVAILABLE {
            return Err(answer.odd("which nobody should see"));
        }
        Ok(answer)
    }

    /// Keeps a cookie as browsers do, and holds it against its declaration.
    pub(super) fn keep(&mut self, cookie: &str, verdicts: &mut Verdicts, asked: &str) {
        let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let attributes: Vec<&str> = attributes.split(';').map(str::trim).collect();
        let says = |word: &str| attributes.iter().any(|attribute| attribute.eq_ignore_ascii_case(word));
        let max_age = attributes.iter().find_map(|attribute| attribute.strip_prefix("Max-Age=")).and_then(|life| life.parse().ok());
        let is_removed = max_age == Some(0);
        let declared = cookies::ALL.iter().find(|declared| declared.is_called(name));
        let holds = declared.is_some_and(|declared| {
            let lives = is_removed || max_age == declared.max_age_seconds();
            let domain = attributes.iter().any(|attribute| attribute.to_ascii_lowercase().starts_with("domain="));
            // What a script may have set on the domain is removed there too; nothing else names one.
            lives && says("Path=/") && says("SameSite=Lax") && says("HttpOnly") == declared.http_only && (!domain || is_removed)
        });
        verdicts.look(COOKIES, holds, || format!("{asked} sets {name} ({})", attributes.join("; ")));
        if is_removed {
            self.jar.remove(name);
        } else {
            self.jar.insert(name.to_owned(), value.to_owned());
        }
    }
}

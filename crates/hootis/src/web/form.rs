//! Forms as they come from browsers: bounded, and proven to come from our own pages.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, Method, header};
use secrecy::SecretString;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, Result};
use crate::web::visit::Visit;

/// Name of the hidden field that repeats the request-forgery cookie.
pub const CSRF_FIELD: &str = "_csrf";

/// Most fields that a form may have: pages of ours have at most a hundred, bulk actions some hundreds more.
const MAX_FIELDS: usize = 2_000;

/// A form of one of our own pages.
pub struct Form<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self> {
        let OpenForm(form, _) = OpenForm::from_request(request, state).await?;
        Ok(Self(form))
    }
}

/// The same where the space adds fields of its own: behind the form, every field with its name as it was sent.
pub struct OpenForm<T>(pub T, pub Vec<(String, String)>);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for OpenForm<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self> {
        let visit = request.extensions().get::<Visit>().cloned().ok_or_else(|| Error::internal("a form came past the host dispatcher"))?;
        let headers = request.headers().clone();
        let is_form =
            headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).is_some_and(|t| t.starts_with("application/x-www-form-urlencoded"));
        let body = Bytes::from_request(request, state).await.map_err(|_| Error::TooBig)?;
        if !is_form && !body.is_empty() {
            return Err(Error::Bad("a form was expected".into()));
        }
        let fields: Vec<(String, String)> =
            url::form_urlencoded::parse(&body).take(MAX_FIELDS + 1).map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
        if fields.len() > MAX_FIELDS {
            return Err(Error::TooBig);
        }
        let token = fields.iter().rfind(|(name, _)| name == CSRF_FIELD).map(|(_, value)| value.as_str());
        check_token(&visit, &headers, token)?;
        let form = serde_html_form::from_bytes(&body).map_err(|error| Error::Bad(error.to_string().into()))?;
        Ok(Self(form, fields))
    }
}

/// A form that only changes what the browser that sends it holds, or whose address proves who sends it: it needs no
/// token, and so no cookie. Its origin was checked like any other's.
pub struct BareForm<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for BareForm<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self> {
        // No token speaks for it: its browser must.
        if request.extensions().get::<Source>() != Some(&Source::Ours) {
            return Err(Error::Elsewhere);
        }
        let body = Bytes::from_request(request, state).await.map_err(|_| Error::TooBig)?;
        if url::form_urlencoded::parse(&body).take(MAX_FIELDS + 1).count() > MAX_FIELDS {
            return Err(Error::TooBig);
        }
        serde_html_form::from_bytes(&body).map(Self).map_err(|error| Error::Bad(error.to_string().into()))
    }
}

/// Where a request that changes something comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Source {
    /// From a page of the very origin it goes to, or from the browser's owner; or it changes nothing.
    Ours,
    /// The browser says nothing: the token of the form must speak for it.
    Unsaid,
    /// From another site, or from a sibling space. Only a route that is made for machines takes it.
    Elsewhere,
}

/// Checks the token of a form against the cookie. A page that lay open until its cookie died is
/// still trusted when the browser itself says that the request comes from our own pages.
///
/// # Errors
/// [`Error::Forged`].
pub fn check_token(visit: &Visit, headers: &HeaderMap, token: Option<&str>) -> Result<()> {
    let sent = visit.cookie(visit.surface().csrf_cookie());
    match (sent, token) {
        (Some(cookie), Some(token)) if hootis_vault::same(cookie.as_bytes(), token.as_bytes()) => Ok(()),
        (None, _) if headers.get("sec-fetch-site").is_some_and(|v| v == "same-origin") => Ok(()),
        _ => Err(Error::Forged),
    }
}

/// Where a request comes from, as its browser says.
///
/// It says so by `Sec-Fetch-Site`, which no page can forge; where there is none, by `Origin`; where there is none either,
/// by the page it names. Sibling spaces are strangers: `same-site` is elsewhere like `cross-site`, and so is a word that
/// we do not know.
#[must_use]
pub fn source_of(method: &Method, headers: &HeaderMap, origin: &str) -> Source {
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return Source::Ours;
    }
    let one = |name: &str| {
        let mut values = headers.get_all(name).iter();
        let first = values.next()?;
        // Two of them, or one that is no text, say nothing that could be believed.
        Some(if values.next().is_some() { "" } else { first.to_str().unwrap_or_default() })
    };
    let ours = match (one("sec-fetch-site"), one("origin"), one("referer")) {
        (Some(site), ..) => matches!(site, "same-origin" | "none"),
        (None, Some(sent), _) => sent == origin,
        (None, None, Some(page)) => page.strip_prefix(origin).is_some_and(|rest| rest.starts_with('/')),
        (None, None, None) => return Source::Unsaid,
    };
    if ours { Source::Ours } else { Source::Elsewhere }
}

/// A password as it comes in a form: never printed, never sent back.
#[derive(Deserialize, Clone, Default)]
#[serde(transparent)]
pub struct SecretText(String);

impl SecretText {
    /// The text, for judging it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The same, for hashing it.
    #[must_use]
    pub fn secret(&self) -> SecretString {
        SecretString::from(self.0.clone())
    }
}

impl From<String> for SecretText {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl std::fmt::Debug for SecretText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretText")
    }
}

/// Whether a body is the one click of a mail program (RFC 8058), as a form of either kind.
#[must_use]
pub fn is_one_click(body: &[u8]) -> bool {
    let (key, value) = ("List-Unsubscribe", "One-Click");
    if url::form_urlencoded::parse(body).any(|(name, said)| name == key && said == value) {
        return true;
    }
    let text = String::from_utf8_lossy(body);
    text.split_once(&format!("name=\"{key}\"")).is_some_and(|(_, rest)| rest.trim_start().starts_with(value))
}

/// A form of one button: nothing but the request-forgery token.
#[derive(Deserialize)]
pub struct Nothing {}

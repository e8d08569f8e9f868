//! Recovery codes: shown once, taken along as a file or on paper, made anew.

use askama::Template;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hootis_policy::journal::Act;
use serde::Deserialize;
use uuid::Uuid;

use super::again::{AgainForm, Asks};
use super::letters::{self, Told};
use super::proof::new_codes;
use super::{People, SignedIn, queries};
use crate::error::{Error, Result};
use crate::web::form::Form;
use crate::web::page::{FieldErrors, Page};
use crate::web::reply::{html, unprocessable};

/// Codes that were made just now: to be shown, and to be kept.
pub(super) struct Codes {
    pub(super) codes: Vec<String>,
    pub(super) hashes: Vec<String>,
}

impl Codes {
    /// Makes them.
    pub(super) async fn make(people: &People) -> Result<Self> {
        let codes = new_codes();
        Ok(Self { hashes: people.hashes(&codes).await?, codes })
    }
}

/// Asks who it is.
#[derive(Template)]
#[template(path = "access/factors/renewal.html")]
struct Renew {
    page: Page,
    base: String,
    email: String,
    asks: Asks,
    errors: FieldErrors,
}

/// The codes, this once.
#[derive(Template)]
#[template(path = "access/factors/codes.html")]
struct Shown {
    page: Page,
    base: String,
    codes: Vec<String>,
    /// The same, sealed, for the file.
    wrapped: String,
    /// They are the last step of setting an application up.
    first: bool,
}

/// What a browser sends to get the file.
#[derive(Deserialize)]
pub struct FileForm {
    #[serde(default)]
    codes: String,
}

/// Asks who it is.
pub async fn new(me: SignedIn) -> Result<Response> {
    html(&renewal(&me, FieldErrors::default()).await?)
}

/// Other codes, for whoever proved once more who they are: those from before are dead.
pub async fn create(me: SignedIn, Form(form): Form<AgainForm>) -> Result<Response> {
    if let Err(errors) = me.proves(&form).await? {
        return unprocessable(&renewal(&me, errors).await?);
    }
    let new = Codes::make(&me.people).await?;
    let tx = me.people.begin().await?;
    queries::replace_codes(&tx, me.people.now(), me.person.id, new.hashes).await?;
    let letter = letters::told(&me.people, &me.person, Told::CodesMade)?;
    me.done(tx, Act::RecoveryCodesMade, letter).await?;
    shown(&me, new.codes, false).await
}

/// The codes as a file, for whoever has just seen them: what is sealed in the page is all that is left of them.
pub async fn download(me: SignedIn, Form(form): Form<FileForm>) -> Result<Response> {
    let wrapped = BASE64_URL_SAFE_NO_PAD.decode(&form.codes).unwrap_or_default();
    let plain = me.people.sealer().await?.open(&context(me.person.id), &wrapped).map_err(|_| Error::Conflict("factor-page-too-old"))?;
    let codes = String::from_utf8_lossy(&plain);
    let place = letters::place(&me.people);
    let head = me.lang().t_args("factor-file", &[("place", place.as_str().into()), ("email", me.person.email.as_str().into())]);
    let mut response = format!("{head}\r\n\r\n{codes}\r\n").into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response.headers_mut().insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"hootis-codes.txt\""));
    Ok(response)
}

/// The page with codes that were made just now.
pub(super) async fn shown(me: &SignedIn, codes: Vec<String>, first: bool) -> Result<Response> {
    shown_on(me.page("factor-codes"), &me.people, me.person.id, codes, first).await
}

/// The same on a page of whoever has just come in.
pub(super) async fn shown_on(page: Page, people: &People, id: Uuid, codes: Vec<String>, first: bool) -> Result<Response> {
    let wrapped = people.sealer().await?.seal(&context(id), codes.join("\r\n").as_bytes());
    let base = format!("{}/securite", people.side.own_pages());
    html(&Shown { page, base, codes, wrapped: BASE64_URL_SAFE_NO_PAD.encode(wrapped), first })
}

fn context(id: Uuid) -> String {
    format!("recovery_code.shown:{id}")
}

async fn renewal(me: &SignedIn, errors: FieldErrors) -> Result<Renew> {
    Ok(Renew { page: me.page("factor-codes-renew"), base: me.path(""), email: me.person.email.clone(), asks: me.asks().await?, errors })
}

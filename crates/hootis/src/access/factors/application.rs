//! Setting an authenticator application up, and taking it away.

use askama::Template;
use axum::response::{IntoResponse as _, Redirect, Response};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hootis_policy::journal::Act;
use hootis_policy::limits;
use serde::Deserialize;

use super::again::{AgainForm, Asks};
use super::letters::{self, Told};
use super::totp::{Secret, squares};
use super::{SignedIn, codes, passkeys, queries};
use crate::error::{Error, Result};
use crate::web::form::Form;
use crate::web::page::{FieldErrors, Page};
use crate::web::reply::{html, unprocessable};

/// Who it is, before anything is shown.
#[derive(Template)]
#[template(path = "access/factors/password.html")]
struct Ask {
    page: Page,
    base: String,
    email: String,
    asks: Asks,
    errors: FieldErrors,
}

/// The secret, for the application to read.
#[derive(Template)]
#[template(path = "access/factors/application.html")]
struct Show {
    page: Page,
    base: String,
    /// The outline of the dark squares, and how many squares there are on a side.
    path: String,
    size: i32,
    text: String,
    uri: String,
    wrapped: String,
    errors: FieldErrors,
}

/// Taking it away.
#[derive(Template)]
#[template(path = "access/factors/removal.html")]
struct Remove {
    page: Page,
    base: String,
    email: String,
    asks: Asks,
    errors: FieldErrors,
}

/// What a browser sends when the application shows its first code.
#[derive(Deserialize)]
pub struct FirstForm {
    #[serde(default)]
    secret: String,
    #[serde(default)]
    code: String,
}

/// Asks who it is.
pub async fn new(me: SignedIn) -> Result<Response> {
    if queries::find_application(me.people.db(), me.person.id).await?.is_some() || !me.asks().await?.anything() {
        return Ok(Redirect::to(&me.path("/double-authentification")).into_response());
    }
    html(&ask(&me, FieldErrors::default()).await?)
}

async fn ask(me: &SignedIn, errors: FieldErrors) -> Result<Ask> {
    Ok(Ask { page: me.page("factor-title"), base: me.path(""), email: me.person.email.clone(), asks: me.asks().await?, errors })
}

/// Shows a new secret to whoever proved once more who they are.
pub async fn create(me: SignedIn, Form(form): Form<AgainForm>) -> Result<Response> {
    if queries::find_application(me.people.db(), me.person.id).await?.is_some() {
        return Err(Error::Conflict("factor-on-already"));
    }
    if let Err(errors) = me.proves(&form).await? {
        return unprocessable(&ask(&me, errors).await?);
    }
    let secret = Secret::new();
    let wrapped = secret.wrap(&*me.people.sealer().await?, me.person.id, me.people.now());
    html(&page(&me, &secret, &wrapped, FieldErrors::default())?)
}

/// Takes the application when its first code is right: other sessions end, and the recovery codes are shown.
pub async fn update(me: SignedIn, Form(form): Form<FirstForm>) -> Result<Response> {
    let (people, id) = (&me.people, me.person.id);
    let wrapped = BASE64_URL_SAFE_NO_PAD.decode(&form.secret).unwrap_or_default();
    let sealer = people.sealer().await?;
    let given = Secret::unwrap(&sealer, id, &wrapped);
    let Some((secret, at)) = given.filter(|(_, at)| people.now() < at.after(limits::PENDING_FACTOR)) else {
        return Err(Error::Conflict("factor-page-too-old"));
    };
    let who = format!("{id}\n{}", me.visit().network());
    people.count(&limits::SECOND_FACTOR_NETWORK, &who).await?;
    let code: String = form.code.chars().filter(|c| !c.is_whitespace()).collect();
    let Some(step) = secret.step_of(people.now(), &code) else {
        let mut errors = FieldErrors::default();
        errors.add("code", me.lang().t("factor-code-wrong"));
        return unprocessable(&page(&me, &secret, &secret.wrap(&sealer, id, at), errors)?);
    };
    let new = codes::Codes::make(people).await?;
    let tx = people.begin().await?;
    if queries::find_application(&tx, id).await?.is_some() {
        return Err(Error::Conflict("factor-on-already"));
    }
    queries::put_application(&tx, people.now(), id, secret.seal(&sealer, id), step).await?;
    queries::replace_codes(&tx, people.now(), id, new.hashes).await?;
    me.end_others(&tx).await?;
    let letter = letters::told(people, &me.person, Told::On)?;
    me.done(tx, Act::SecondFactorOn, letter).await?;
    people.forget(&limits::SECOND_FACTOR_NETWORK, &who).await?;
    codes::shown(&me, new.codes, true).await
}

/// Asks who it is.
pub async fn confirm(me: SignedIn) -> Result<Response> {
    html(&removal(&me, FieldErrors::default()).await?)
}

/// Takes it away, for whoever proved once more who they are.
pub async fn delete(me: SignedIn, Form(form): Form<AgainForm>) -> Result<Response> {
    // Said before a code is used up for nothing.
    let is_last = passkeys::queries::list(me.people.db(), me.person.id).await?.is_empty();
    if is_last && me.people.is_required().await? {
        return Err(me.kept_on());
    }
    if let Err(errors) = me.proves(&form).await? {
        return unprocessable(&removal(&me, errors).await?);
    }
    let tx = me.people.begin().await?;
    queries::delete_application(&tx, me.person.id).await?;
    // Whoever has a passkey still has a second factor, and the codes for it.
    if !queries::is_on(&tx, me.person.id).await? {
        queries::delete_all(&tx, me.person.id).await?;
    }
    let letter = letters::told(&me.people, &me.person, Told::Off)?;
    me.done(tx, Act::SecondFactorOff, letter).await?;
    Ok(Redirect::to(&me.path("/double-authentification?fait=non")).into_response())
}

async fn removal(me: &SignedIn, errors: FieldErrors) -> Result<Remove> {
    Ok(Remove { page: me.page("factor-turn-off"), base: me.path(""), email: me.person.email.clone(), asks: me.asks().await?, errors })
}

fn page(me: &SignedIn, secret: &Secret, wrapped: &[u8], errors: FieldErrors) -> Result<Show> {
    let uri = secret.uri(&letters::place(&me.people), &me.person.email);
    let (path, size) = squares(&uri)?;
    let wrapped = BASE64_URL_SAFE_NO_PAD.encode(wrapped);
    Ok(Show { page: me.page("factor-title"), base: me.path(""), path, size, text: secret.text(), uri, wrapped, errors })
}

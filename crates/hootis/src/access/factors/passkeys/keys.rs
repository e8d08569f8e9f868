//! Somebody's passkeys: one more, one less.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::journal::Act;
use hootis_policy::limits;
use hootis_vault::PasskeyKey;
use serde::Deserialize;
use uuid::Uuid;

use super::super::again::{AgainForm, Asks};
use super::super::letters::{self, Told};
use super::super::{SignedIn, codes, queries as factors};
use super::ceremony::Aim;
use super::{bytes, queries};
use crate::error::{Error, Result};
use crate::web::form::Form;
use crate::web::page::{FieldErrors, Page};
use crate::web::person::line;
use crate::web::reply::{html, unprocessable};

/// Passkeys that one person may have.
const MOST: usize = 20;

/// Who it is, before anything is added or goes.
#[derive(Template)]
#[template(path = "access/factors/passkeys/password.html")]
struct Ask {
    page: Page,
    base: String,
    email: String,
    /// The passkey that is to go.
    leaving: Option<(Uuid, String)>,
    asks: Asks,
    errors: FieldErrors,
}

/// The button that asks the browser for one.
#[derive(Template)]
#[template(path = "access/factors/passkeys/new.html")]
struct New {
    page: Page,
    base: String,
    wanted: String,
}

/// What a browser sends when it has one.
#[derive(Deserialize)]
pub struct NewForm {
    #[serde(default)]
    label: String,
    #[serde(default)]
    client: String,
    #[serde(default)]
    authenticator: String,
    #[serde(default)]
    key: String,
}

/// Asks who it is.
pub async fn new(me: SignedIn) -> Result<Response> {
    if !me.asks().await?.anything() {
        return Ok(Redirect::to(&me.path("/double-authentification")).into_response());
    }
    html(&ask(&me, "passkeys-add", None, FieldErrors::default()).await?)
}

/// Offers to add one to whoever proved once more who they are.
pub async fn create(me: SignedIn, Form(form): Form<AgainForm>) -> Result<Response> {
    if let Err(errors) = me.proves(&form).await? {
        return unprocessable(&ask(&me, "passkeys-add", None, errors).await?);
    }
    let wanted = me.people.wanted(&me.person).await?;
    html(&New { page: me.page("passkeys-add"), base: me.path(""), wanted })
}

/// Takes the one that the browser made. A wrong one leads back to the beginning: another challenge is given to nobody who has
/// a session and nothing else.
pub async fn update(me: SignedIn, Form(form): Form<NewForm>) -> Result<Response> {
    let (people, id, lang) = (&me.people, me.person.id, me.lang());
    let mut errors = FieldErrors::default();
    let label = line(&form.label, limits::TAG_CHARS).unwrap_or_else(|| lang.t("passkeys-label-none").to_owned());
    let (key, client, authenticator) = (bytes(&form.key), bytes(&form.client), bytes(&form.authenticator));
    let said = people.heard(Aim::Register(id), "webauthn.create", &client, &authenticator).await?;
    let credential = said.as_ref().and_then(|said| said.credential.clone()).filter(|_| PasskeyKey::parse(&key).is_some());
    let (Some(said), Some(credential)) = (said, credential) else {
        errors.add("password", lang.t("passkeys-refused"));
        return unprocessable(&ask(&me, "passkeys-add", None, errors).await?);
    };
    if queries::list(people.db(), id).await?.len() >= MOST {
        return Err(Error::Conflict("passkeys-too-many"));
    }
    let first = !factors::is_on(people.db(), id).await?;
    let new = if factors::count_codes(people.db(), id).await? == 0 { Some(codes::Codes::make(people).await?) } else { None };
    let tx = people.begin().await?;
    let new_key = queries::New { holder: id, credential_id: credential, public_key: key, count: said.count, label: &label };
    if !queries::insert(&tx, people.now(), new_key).await? {
        return Err(Error::Conflict("passkeys-known"));
    }
    let shown = match new {
        Some(new) => {
            factors::replace_codes(&tx, people.now(), id, new.hashes).await?;
            Some(new.codes)
        }
        None => None,
    };
    if first {
        me.end_others(&tx).await?;
    }
    let letter = letters::told(people, &me.person, if first { Told::On } else { Told::KeyAdded })?;
    me.done(tx, Act::PasskeyAdded, letter).await?;
    match shown {
        Some(shown) => codes::shown(&me, shown, first).await,
        None => Ok(Redirect::to(&me.path("/double-authentification?fait=cle")).into_response()),
    }
}

/// Asks who it is before one goes.
pub async fn confirm(me: SignedIn, Path(id): Path<Uuid>) -> Result<Response> {
    let label = queries::get_label(me.people.db(), me.person.id, id).await?;
    html(&ask(&me, "passkeys-remove", Some((id, label)), FieldErrors::default()).await?)
}

/// Takes one away. With the last of all factors, the recovery codes go too.
pub async fn delete(me: SignedIn, Path(id): Path<Uuid>, Form(form): Form<AgainForm>) -> Result<Response> {
    let (people, holder) = (&me.people, me.person.id);
    let label = queries::get_label(people.db(), holder, id).await?;
    if let Err(errors) = me.proves(&form).await? {
        return unprocessable(&ask(&me, "passkeys-remove", Some((id, label)), errors).await?);
    }
    let tx = people.begin().await?;
    queries::delete(&tx, holder, id).await?;
    let still_on = factors::is_on(&tx, holder).await?;
    if !still_on {
        if people.is_required().await? {
            return Err(me.kept_on());
        }
        factors::delete_all(&tx, holder).await?;
    }
    let letter = letters::told(people, &me.person, if still_on { Told::KeyRemoved } else { Told::Off })?;
    me.done(tx, Act::PasskeyRemoved, letter).await?;
    Ok(Redirect::to(&me.path("/double-authentification?fait=cle-retiree")).into_response())
}

async fn ask(me: &SignedIn, title: &str, leaving: Option<(Uuid, String)>, errors: FieldErrors) -> Result<Ask> {
    Ok(Ask { page: me.page(title), base: me.path(""), email: me.person.email.clone(), leaving, asks: me.asks().await?, errors })
}

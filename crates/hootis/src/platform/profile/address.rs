//! Another address: asked for in the console with the password and the second factor, agreed to in both mailboxes.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::journal::Act;
use hootis_policy::{limits, retention};
use hootis_space::OnUnique as _;
use serde::Deserialize;

use super::form::AddressForm;
use super::letters;
use super::pages::{self, Show};
use super::queries::{self, Change, Side};
use crate::access::credentials::holders::{FOLLOW_ADDRESS, ask_in_spaces};
use crate::access::factors::Again;
use crate::access::{AccountUser, Visitor};
use crate::error::{Error, Result};
use crate::mail;
use crate::platform::accounts::{self, Account};
use crate::platform::journal::{self, Entry};
use crate::platform::throttle;
use crate::web::form::{Form, Nothing};
use crate::web::page::{FieldErrors, Page};
use crate::web::person::Email;
use crate::web::reply::{html, no_referrer, unprocessable};

/// Takes the new address and writes to both. Whether it has an account already changes one letter only.
pub async fn create(user: AccountUser, Again(form, again): Again<AddressForm>) -> Result<Response> {
    let (app, account) = (&user.app, &user.account);
    let email = match form.parse(account.lang, &account.email) {
        Ok(email) => email,
        Err(errors) => return refuse(&user, form, errors).await,
    };
    if let Err(errors) = user.proves(&again).await? {
        return refuse(&user, form, errors).await;
    }
    let (db, key) = (app.platform(), app.platform_key());
    throttle::count(db, key, user.now, &limits::ADDRESS_CHANGE, &account.id.to_string()).await?;
    throttle::count(db, key, user.now, &limits::RESEND_ADDRESS, &email.key).await?;
    ask(&user, &email).await?;
    journal::note(app, Entry::new(Act::AddressChangeAsked).account(account.id).from(&user.visit)).await;
    app.wake();
    Ok(Redirect::to("/console/profil?fait=adresse#adresse").into_response())
}

async fn refuse(user: &AccountUser, form: AddressForm, errors: FieldErrors) -> Result<Response> {
    unprocessable(&Show { wanted: form.email, errors, ..pages::page(user).await? })
}

/// Writes the change with its two links, and the two letters, in one transaction.
async fn ask(user: &AccountUser, email: &Email) -> Result<()> {
    let (app, account, now) = (&user.app, &user.account, user.now);
    let (old, new) = (hootis_vault::random_token(), hootis_vault::random_token());
    let link = |token: &[u8; 32]| format!("{}?lien={}", app.site().page(account.lang, "/adresse"), hootis_vault::token_text(token));
    let until = now.after(retention::EMAIL_CHANGE).0;
    let known = accounts::find_by_email(app.platform(), email).await?;
    let to_new = match &known {
        Some(owner) => letters::taken(app.site(), owner)?,
        None => letters::ask_new(app.site(), account, &email.text, link(&new), until)?,
    };
    let tx = app.platform().begin().await?;
    queries::insert(&tx, now, account.id, email, &old, &new).await?;
    mail::post(&tx, now, letters::ask_old(app.site(), account, &email.text, link(&old), until)?).await?;
    mail::post(&tx, now, to_new).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes it back, from the console.
pub async fn delete(user: AccountUser, _: Form<Nothing>) -> Result<Response> {
    if queries::delete(user.platform(), user.account.id).await? {
        journal::note(&user.app, Entry::new(Act::AddressChangeStopped).account(user.account.id).from(&user.visit)).await;
    }
    Ok(Redirect::to("/console/profil?fait=adresse-arretee#adresse").into_response())
}

/// The page behind a mailed link.
#[derive(Template)]
#[template(path = "platform/profile/link.html")]
struct Link {
    page: Page,
    token: String,
    state: State,
}

/// What a link leads to.
enum State {
    /// Nothing: it is unknown, used or too old.
    Lost,
    /// It waits for this mailbox.
    Asks { side: Side, new: String },
    /// It waits for the other mailbox.
    Waits { until: i64 },
    /// The address is changed.
    Done { new: String },
    /// It was stopped.
    Stopped,
    /// The address got an account of its own in between.
    Taken,
}

/// The link's token.
#[derive(Deserialize)]
pub struct LinkQuery {
    #[serde(default)]
    lien: String,
}

/// Shows what the button would do. Nothing changes here.
pub async fn edit(visitor: Visitor, Query(query): Query<LinkQuery>) -> Result<Response> {
    let state = match of_link(&visitor, &query.lien).await? {
        None => State::Lost,
        Some((change, side)) if is_said(&change, side) => State::Waits { until: change.expires_at },
        Some((change, side)) => State::Asks { side, new: change.email },
    };
    Ok(no_referrer(html(&Link { page: visitor.page("address-title"), token: query.lien, state })?))
}

async fn of_link(visitor: &Visitor, token: &str) -> Result<Option<(Change, Side)>> {
    let Some(token) = hootis_vault::token_bytes(token) else { return Ok(None) };
    queries::find_by_link(visitor.platform(), visitor.now, &token).await
}

fn is_said(change: &Change, side: Side) -> bool {
    match side {
        Side::Old => change.old_confirmed_at.is_some(),
        Side::New => change.new_confirmed_at.is_some(),
    }
}

/// What the buttons behind the link send.
#[derive(Deserialize)]
pub struct LinkForm {
    #[serde(default)]
    lien: String,
    /// `oui` or `non`.
    #[serde(default)]
    reponse: String,
}

/// A mailbox agrees, or stops it.
pub async fn update(visitor: Visitor, Form(form): Form<LinkForm>) -> Result<Response> {
    let app = &visitor.app;
    throttle::count(app.platform(), app.platform_key(), visitor.now, &limits::LINK_NETWORK, &visitor.visit.network()).await?;
    let Some((change, side)) = of_link(&visitor, &form.lien).await? else {
        return unprocessable(&Link { page: visitor.page("address-title"), token: String::new(), state: State::Lost });
    };
    let account = accounts::get(app.platform(), change.account_id).await?;
    let state = match form.reponse.as_str() {
        "oui" => agree(&visitor, &account, &form.lien, side).await?,
        "non" => stop(&visitor, &account, &change).await?,
        _ => return Err(Error::Bad("yes or no".into())),
    };
    Ok(no_referrer(html(&Link { page: visitor.page("address-title"), token: form.lien, state })?))
}

async fn stop(visitor: &Visitor, account: &Account, change: &Change) -> Result<State> {
    let app = &visitor.app;
    let tx = app.platform().begin().await?;
    if queries::delete(&tx, account.id).await? {
        mail::post(&tx, visitor.now, letters::stopped(app.site(), account, &change.email)?).await?;
    }
    tx.commit().await?;
    journal::note(app, Entry::new(Act::AddressChangeStopped).account(account.id).from(&visitor.visit)).await;
    app.wake();
    Ok(State::Stopped)
}

/// Notes that a mailbox agrees. Once both have, the address changes, and both are told.
async fn agree(visitor: &Visitor, account: &Account, link: &str, side: Side) -> Result<State> {
    let (app, now) = (&visitor.app, visitor.now);
    let tx = app.platform().begin().await?;
    let token = hootis_vault::token_bytes(link).unwrap_or_default();
    let Some(change) = queries::confirm(&tx, now, &token, side).await? else { return Ok(State::Lost) };
    if change.old_confirmed_at.is_none() || change.new_confirmed_at.is_none() {
        tx.commit().await?;
        return Ok(State::Waits { until: change.expires_at });
    }
    let email = Email::parse(&change.email).ok_or_else(|| Error::internal("a change holds an address that is none"))?;
    match accounts::update_email(&tx, now, account.id, &email).await.on_unique("account_email_key", || Error::Conflict("address-taken")) {
        Err(Error::Conflict(_)) => {
            drop(tx);
            queries::delete(app.platform(), account.id).await?;
            return Ok(State::Taken);
        }
        other => other?,
    }
    queries::delete(&tx, account.id).await?;
    accounts::delete_password_links(&tx, account.id).await?;
    ask_in_spaces(&tx, now, FOLLOW_ADDRESS, account.id).await?;
    for to in [&account.email, &email.text] {
        mail::post(&tx, now, letters::changed(app.site(), account, &account.email, &email.text, to)?).await?;
    }
    tx.commit().await?;
    journal::note(app, Entry::new(Act::AddressChanged).account(account.id).from(&visitor.visit)).await;
    app.wake();
    Ok(State::Done { new: email.text })
}

//! Whoever has lost everything: the second factor goes after three days, unless somebody says no.
//!
//! It takes the password to ask. The address is written to, every session shows it, and any of them, the link in the mail
//! and a sign-in with the second factor end it.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse as _, Redirect, Response};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hootis_policy::journal::Act;
use hootis_policy::limits;
use hootis_space::Conn;
use serde::Deserialize;
use uuid::Uuid;

use super::letters::{self, Told};
use super::{Door, People, Person, Side, SignedIn, half, queries};
use crate::clock::Now;
use crate::error::Result;
use crate::platform::journal;
use crate::web::form::{Form, Nothing};
use crate::web::page::Page;
use crate::web::reply::{html, no_referrer, unprocessable};

#[derive(Template)]
#[template(path = "access/factors/recovery.html")]
struct Ask {
    page: Page,
    side: Side,
    /// When it would be, or will be: it has been asked for then.
    at: i64,
    asked: bool,
}

#[derive(Template)]
#[template(path = "access/factors/refusal.html")]
struct Refuse {
    page: Page,
    side: Side,
    token: String,
    alive: bool,
    done: bool,
}

/// The link in the mail.
#[derive(Deserialize)]
pub struct Link {
    #[serde(default)]
    lien: String,
}

/// Says what will happen, and when.
pub async fn new(door: Door) -> Result<Response> {
    let Some(person) = half::find(&door).await? else { return Ok(to_sign_in(&door)) };
    let asked = queries::find_recovery(door.people.db(), door.people.now(), person.id).await?;
    let at = asked.unwrap_or_else(|| door.people.now().after(limits::FACTOR_RECOVERY_WAIT).0);
    html(&Ask { page: door.page("recovery-title"), side: door.people.side, at, asked: asked.is_some() })
}

/// Asks for it. Asked twice, the first one counts.
pub async fn create(door: Door, _: Form<Nothing>) -> Result<Response> {
    let Some(person) = half::find(&door).await? else { return Ok(to_sign_in(&door)) };
    let (people, token) = (&door.people, hootis_vault::random_token());
    let due = people.now().after(limits::FACTOR_RECOVERY_WAIT);
    let tx = people.begin().await?;
    let hash = hootis_vault::digest(&token).to_vec();
    if queries::insert_recovery(&tx, people.now(), person.id, hash, due).await? {
        let no = people.address(person.lang, &format!("/connexion/recuperation/annulation?lien={}", BASE64_URL_SAFE_NO_PAD.encode(token)));
        let letter = letters::asked(people, &person, due, no)?;
        people.commit(tx, Some(letter)).await?;
        door.note(Act::FactorRecoveryAsked, Some(person.id), None).await;
    }
    Ok(Redirect::to(&door.link("/connexion/recuperation")).into_response())
}

/// The page behind the link. Nothing changes here.
pub async fn edit(door: Door, Query(link): Query<Link>) -> Result<Response> {
    let alive = queries::find_recovery_link(door.people.db(), hash(&link.lien)).await?.is_some();
    let page = Refuse { page: door.page("recovery-no-title"), side: door.people.side, token: link.lien, alive, done: false };
    Ok(no_referrer(html(&page)?))
}

/// Whoever has the mail says no.
pub async fn delete(door: Door, Form(link): Form<Link>) -> Result<Response> {
    let page = |alive, done| Refuse { page: door.page("recovery-no-title"), side: door.people.side, token: String::new(), alive, done };
    match queries::find_recovery_link(door.people.db(), hash(&link.lien)).await? {
        Some(id) if queries::delete_recovery(door.people.db(), id).await? => {
            door.note(Act::FactorRecoveryRefused, Some(id), None).await;
            html(&page(true, true))
        }
        _ => unprocessable(&page(false, false)),
    }
}

/// Whoever is signed in says no.
pub async fn delete_mine(me: SignedIn, _: Form<Nothing>) -> Result<Response> {
    if queries::delete_recovery(me.people.db(), me.person.id).await? {
        me.note(Act::FactorRecoveryRefused, None).await;
    }
    Ok(Redirect::to(&me.path("/double-authentification?fait=refus")).into_response())
}

impl People {
    /// Whether somebody who gave the right password has a second factor to give. Where they said that they had lost it,
    /// and three days have passed, it goes here.
    pub(in crate::access) async fn asks_more(&self, person: &Person) -> Result<bool> {
        if !self.has_factor(person.id).await? {
            return Ok(false);
        }
        let due = queries::find_recovery(self.db(), self.now(), person.id).await?;
        if due.is_none_or(|due| due > self.now().0) {
            return Ok(true);
        }
        let tx = self.begin().await?;
        // Somebody may have said no in this instant: the row decides.
        if !queries::delete_recovery(&tx, person.id).await? {
            return Ok(true);
        }
        queries::delete_all(&tx, person.id).await?;
        self.commit(tx, Some(letters::told(self, person, Told::Recovered)?)).await?;
        journal::note(self.app(), self.entry(Act::SecondFactorOff, Some(person.id)).detail("recovery")).await;
        Ok(false)
    }
}

fn to_sign_in(door: &Door) -> Response {
    Redirect::to(&door.link("/connexion")).into_response()
}

fn hash(token: &str) -> Vec<u8> {
    hootis_vault::digest(&BASE64_URL_SAFE_NO_PAD.decode(token).unwrap_or_default()).to_vec()
}

/// When somebody's second factor goes, if that was asked for: what every session of theirs shows.
///
/// # Errors
/// When the database refuses.
pub async fn pending(conn: &impl Conn, now: Now, holder: Uuid) -> Result<Option<i64>> {
    queries::find_recovery(conn, now, holder).await
}

//! The second step of signing in.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::journal::Act;
use serde::Deserialize;

use super::letters::{self, Told};
use super::proof::Proof;
use super::{Door, Person, Side, half, passkeys, queries};
use crate::error::{OrLog as _, Result};
use crate::web::form::Form;
use crate::web::page::Page;
use crate::web::reply::{html, unprocessable};

#[derive(Template)]
#[template(path = "access/factors/second.html")]
struct Second {
    page: Page,
    side: Side,
    next: String,
    refused: bool,
    refused_key: bool,
    has_application: bool,
    /// What a browser is asked for; empty for whoever has no passkey.
    asked: String,
}

/// Where to go afterwards.
#[derive(Deserialize)]
pub struct After {
    #[serde(default)]
    suite: String,
}

/// What a browser sends.
#[derive(Deserialize)]
pub struct CodeForm {
    #[serde(default)]
    code: String,
    #[serde(default)]
    suite: String,
}

/// Asks for the code. Whoever did not give a password first does that first.
pub async fn show(door: Door, Query(after): Query<After>) -> Result<Response> {
    match half::find(&door).await? {
        Some(person) => html(&page(&door, &person, &after.suite).await?),
        None => Ok(back(&door)),
    }
}

/// Signs in, or asks again.
pub async fn create(door: Door, Form(form): Form<CodeForm>) -> Result<Response> {
    let Some(person) = half::find(&door).await? else { return Ok(back(&door)) };
    let Some(proof) = door.people.prove(person.id, door.visit(), &form.code).await? else {
        door.note(Act::SignInRefused, Some(person.id), Some("second_factor")).await;
        return unprocessable(&Second { refused: true, ..page(&door, &person, &form.suite).await? });
    };
    if !half::end(&door).await? {
        return Ok(back(&door));
    }
    if let Proof::Recovery { left } = proof {
        door.note(Act::RecoveryCodeUsed, Some(person.id), None).await;
        // The code is used up: a mail that cannot be written must not shut its owner out.
        let letter = letters::told(&door.people, &person, Told::CodeUsed(left))?;
        door.people.post(letter).await.or_log("a notice about a recovery code was not written");
    }
    come_in(&door, &person, proof.word()).await?;
    let next = door.people.side.next(&form.suite);
    Ok(Redirect::to(if next.is_empty() { door.people.side.home() } else { &next }).into_response())
}

/// Lets in whoever proved a second factor: what was said to be lost is not.
pub(super) async fn come_in(door: &Door, person: &Person, word: &'static str) -> Result<()> {
    door.note(Act::SignedIn, Some(person.id), Some(word)).await;
    if queries::delete_recovery(door.people.db(), person.id).await? {
        door.note(Act::FactorRecoveryRefused, Some(person.id), None).await;
    }
    door.let_in(person, true).await
}

/// Half a sign-in lives for minutes: after that it begins anew.
fn back(door: &Door) -> Response {
    Redirect::to(&door.link("/connexion")).into_response()
}

/// The page again, for a passkey that was not the right one.
pub(super) async fn refused(door: &Door, person: &Person, next: &str) -> Result<Response> {
    unprocessable(&Second { refused_key: true, ..page(door, person, next).await? })
}

async fn page(door: &Door, person: &Person, next: &str) -> Result<Second> {
    let (side, people) = (door.people.side, &door.people);
    let has_keys = !passkeys::queries::list(people.db(), person.id).await?.is_empty();
    Ok(Second {
        page: door.page("factor-title"),
        side,
        next: side.next(next),
        refused: false,
        refused_key: false,
        has_application: queries::find_application(people.db(), person.id).await?.is_some(),
        asked: if has_keys { people.asked(Some(person.id)).await? } else { String::new() },
    })
}

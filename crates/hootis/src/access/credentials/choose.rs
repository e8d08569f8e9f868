//! A first password after an invitation, or another one after a mailed link.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::journal::Act;
use hootis_space::{Conn as _, Tx, args};
use serde::Deserialize;

use super::door::Door;
use super::letters;
use super::links::{LinkKind, find_link, use_link};
use super::people::{People, Person};
use super::side::Side;
use crate::error::{Error, OrLog as _, Result};
use crate::passwords;
use crate::web::form::{Form, SecretText};
use crate::web::page::{FieldErrors, Page};
use crate::web::reply::{html, no_referrer, unprocessable};

#[derive(Template)]
#[template(path = "access/credentials/choose.html")]
struct Choose {
    page: Page,
    side: Side,
    company: String,
    token: String,
    invitation: bool,
    errors: FieldErrors,
    /// False when the link is unknown, used or too old.
    alive: bool,
    done: bool,
    /// What a browser is asked for to make a passkey in the place of a password, by contacts who are invited; empty for others.
    wanted: String,
    /// A passkey could not be taken.
    refused_key: bool,
}

/// The link: an invitation has `invitation=oui`.
#[derive(Deserialize)]
pub struct Link {
    #[serde(default)]
    lien: String,
    #[serde(default)]
    invitation: String,
}

/// What a browser sends to choose a password.
#[derive(Deserialize)]
pub struct ChooseForm {
    #[serde(default)]
    lien: String,
    #[serde(default)]
    invitation: String,
    #[serde(default)]
    password: SecretText,
}

/// The page behind the link. Nothing changes here.
pub async fn edit(door: Door, Query(link): Query<Link>) -> Result<Response> {
    let kind = kind(&link.invitation);
    let person = person_of(&door, &link.lien, kind).await?;
    Ok(no_referrer(html(&page(&door, link.lien, kind, person.as_ref()).await?)?))
}

/// Sets the password, uses the link up, ends every session, and does not sign in.
pub async fn update(door: Door, Form(form): Form<ChooseForm>) -> Result<Response> {
    let (people, kind) = (&door.people, kind(&form.invitation));
    let Some(person) = person_of(&door, &form.lien, kind).await? else {
        return unprocessable(&page(&door, String::new(), kind, None).await?);
    };
    if let Err(key) = passwords::judge(form.password.expose(), &[&person.name, &person.email, &people.company, "hootis"]) {
        let mut again = page(&door, form.lien, kind, Some(&person)).await?;
        again.errors.add("password", door.lang().t(key));
        return Ok(no_referrer(unprocessable(&again)?));
    }
    let hash = people.app().passwords().hash(form.password.secret()).await?;
    let tx = people.begin().await?;
    if use_link(&tx, people.now(), people.side, &form.lien, kind).await? != Some(person.id) {
        return Err(Error::Conflict("password-link-used"));
    }
    people.update_password(&tx, people.now(), person.id, &hash).await?;
    // A first password is no change that somebody has to be warned of, but to the owner of a space, who comes by the console.
    let is_told = person.password_hash.is_some() || people.account_of(person.id).await?.is_some();
    let letter = is_told.then(|| letters::changed(people, &person)).transpose()?;
    people.commit(tx, letter).await?;
    people.remember(door.visit(), person.id).await.or_log("a browser was not noted");
    let act = if kind == LinkKind::Invitation { Act::InvitationAccepted } else { Act::PasswordReset };
    door.note(act, Some(person.id), None).await;
    html(&Choose { done: true, ..page(&door, String::new(), kind, Some(&person)).await? })
}

/// A contact who is invited comes in without a password: with a mailed code each time, as this link was one.
pub async fn create_without(door: Door, Form(link): Form<Link>) -> Result<Response> {
    let people = &door.people;
    let Some(person) = invited(&door, &link.lien).await? else { return edit_lost(&door).await };
    let tx = people.begin().await?;
    accepted(people, &tx, &person, &link.lien).await?;
    people.commit(tx, None).await?;
    door.note(Act::InvitationAccepted, Some(person.id), Some("mailed_code")).await;
    door.let_in(&person, false).await?;
    Ok(Redirect::to(people.side.home()).into_response())
}

/// The contact whose invitation a link is.
pub(in crate::access) async fn invited(door: &Door, token: &str) -> Result<Option<Person>> {
    if door.people.side == Side::Contact { person_of(door, token, LinkKind::Invitation).await } else { Ok(None) }
}

/// Uses a contact's invitation up, and lets them come in from now on.
pub(in crate::access) async fn accepted(people: &People, tx: &Tx, person: &Person, token: &str) -> Result<()> {
    if use_link(tx, people.now(), people.side, token, LinkKind::Invitation).await? != Some(person.id) {
        return Err(Error::Conflict("password-link-used"));
    }
    let sql = "UPDATE contact_access SET state = 'active', updated_at = $2 WHERE contact_id = $1 AND state = 'invited'";
    tx.execute(sql, args![person.id, people.now()]).await?;
    Ok(())
}

/// The page behind a link that opens nothing any more.
pub(in crate::access) async fn edit_lost(door: &Door) -> Result<Response> {
    unprocessable(&page(door, String::new(), LinkKind::Invitation, None).await?)
}

/// The page again, for a passkey that could not be taken.
pub(in crate::access) async fn refused_key(door: &Door, person: &Person, token: String) -> Result<Response> {
    let again = Choose { refused_key: true, ..page(door, token, LinkKind::Invitation, Some(person)).await? };
    Ok(no_referrer(unprocessable(&again)?))
}

async fn person_of(door: &Door, token: &str, kind: LinkKind) -> Result<Option<Person>> {
    let people = &door.people;
    match find_link(people.db(), people.now(), people.side, token, kind).await? {
        Some(id) => people.find_linked(id).await,
        None => Ok(None),
    }
}

fn kind(invitation: &str) -> LinkKind {
    if invitation == "oui" { LinkKind::Invitation } else { LinkKind::Password }
}

async fn page(door: &Door, token: String, kind: LinkKind, person: Option<&Person>) -> Result<Choose> {
    let offers_key = door.people.side == Side::Contact && kind == LinkKind::Invitation;
    let wanted = match person.filter(|_| offers_key) {
        Some(person) => door.people.wanted(person).await?,
        None => String::new(),
    };
    Ok(Choose {
        page: door.page("password-choose-title"),
        side: door.people.side,
        company: door.people.company.clone(),
        token,
        invitation: kind == LinkKind::Invitation,
        errors: FieldErrors::default(),
        alive: person.is_some(),
        done: false,
        wanted,
        refused_key: false,
    })
}

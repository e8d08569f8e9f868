//! A first password after an invitation, or another one after a mailed link.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use hootis_policy::journal::Act;
use serde::Deserialize;

use super::door::Door;
use super::letters;
use super::links::{LinkKind, find_link, use_link};
use super::people::{Person, Side};
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
    let alive = person_of(&door, &link.lien, kind).await?.is_some();
    Ok(no_referrer(html(&page(&door, link.lien, kind, alive))?))
}

/// Sets the password, uses the link up, ends every session, and does not sign in.
pub async fn update(door: Door, Form(form): Form<ChooseForm>) -> Result<Response> {
    let (people, kind) = (&door.people, kind(&form.invitation));
    let Some(person) = person_of(&door, &form.lien, kind).await? else {
        return unprocessable(&page(&door, String::new(), kind, false));
    };
    if let Err(key) = passwords::judge(form.password.expose(), &[&person.name, &person.email, &people.company, "hootis"]) {
        let mut again = page(&door, form.lien, kind, true);
        again.errors.add("password", door.lang().t(key));
        return Ok(no_referrer(unprocessable(&again)?));
    }
    let hash = people.app().passwords().hash(form.password.secret()).await?;
    let tx = people.begin().await?;
    if use_link(&tx, people.now(), people.side, &form.lien, kind).await? != Some(person.id) {
        return Err(Error::Conflict("password-link-used"));
    }
    people.update_password(&tx, people.now(), person.id, &hash).await?;
    // A first password is no change that somebody has to be warned of.
    let letter = person.password_hash.as_ref().map(|_| letters::changed(people, &person)).transpose()?;
    people.commit(tx, letter).await?;
    people.remember(door.visit(), person.id).await.or_log("a browser was not noted");
    let act = if kind == LinkKind::Invitation { Act::InvitationAccepted } else { Act::PasswordReset };
    door.note(act, Some(person.id), None).await;
    html(&Choose { done: true, ..page(&door, String::new(), kind, true) })
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

fn page(door: &Door, token: String, kind: LinkKind, alive: bool) -> Choose {
    Choose {
        page: door.page("password-choose-title"),
        side: door.people.side,
        company: door.people.company.clone(),
        token,
        invitation: kind == LinkKind::Invitation,
        errors: FieldErrors::default(),
        alive,
        done: false,
    }
}

//! Sign in, sign out.

use askama::Template;
use axum::extract::Query;
use axum::http::HeaderValue;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::journal::Act;
use hootis_policy::limits;
use serde::Deserialize;
use url::form_urlencoded;

use super::door::Door;
use super::guessed;
use super::people::Person;
use super::side::Side;
use crate::access::factors;
use crate::error::Result;
use crate::web::form::{Form, Nothing, SecretText};
use crate::web::page::Page;
use crate::web::person::Email;
use crate::web::reply::{html, unprocessable};

/// The sign-in page.
#[derive(Template)]
#[template(path = "access/credentials/signin.html")]
struct New {
    page: Page,
    side: Side,
    company: String,
    console: String,
    /// What the company says to its customers.
    welcome: String,
    email: String,
    next: String,
    refused: bool,
    /// A passkey was not the right one.
    refused_key: bool,
    /// What a browser is asked for that has a passkey.
    asked: String,
    /// The way in from the console was used or too old.
    lost_code: bool,
    /// The browser sends two sessions, of which neither is believed.
    two_sessions: bool,
    /// The password was right, and the account has a second factor that is asked for in the console.
    by_console: bool,
}

/// Where to go afterwards.
#[derive(Deserialize)]
pub struct After {
    #[serde(default)]
    suite: String,
    #[serde(default)]
    code: String,
}

/// What a browser sends.
#[derive(Deserialize)]
pub struct SigninForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: SecretText,
    #[serde(default)]
    suite: String,
}

/// Asks who it is.
pub async fn new(door: Door, Query(after): Query<After>) -> Result<Response> {
    if door.is_open().await? {
        return Ok(Redirect::to(door.people.side.home()).into_response());
    }
    html(&New { lost_code: after.code == "perdu", ..page(&door, String::new(), &after.suite).await? })
}

/// Signs in, or asks again without saying which of the two was wrong.
pub async fn create(door: Door, Form(form): Form<SigninForm>) -> Result<Response> {
    let (people, network) = (&door.people, door.visit().network());
    people.count_network(&limits::SIGN_IN_NETWORK, &network).await?;
    let email = Email::parse(&form.email);
    let key = email.as_ref().map_or_else(|| form.email.trim().to_lowercase(), |email| email.key.clone());
    // Counted for the address from this network, so that a stranger cannot lock its owner out.
    let who = format!("{key}\n{network}");
    people.count(&limits::SIGN_IN_ADDRESS, &who).await?;
    let everywhere = people.count(&limits::SIGN_IN_EVERYWHERE, &key).await;
    let found = match &email {
        Some(email) => people.find(email).await?,
        None => None,
    };
    let right = people.app().passwords().check(form.password.secret(), found.as_ref().and_then(|person| person.password_hash.clone())).await?;
    if let Err(slow) = everywhere {
        // Looked at last: the answer is the same, and takes as long, whoever has the address.
        let comes_back = match &found {
            Some(person) if right => people.has_met(door.visit(), person.id).await?,
            _ => false,
        };
        if !comes_back {
            // Counted and asked for whoever has the address; a job mails it to who has it.
            let is_first = people.count(&limits::SIGN_IN_NOTICE, &key).await.is_ok();
            if let Some(email) = email.as_ref().filter(|_| is_first) {
                guessed::ask(people, email).await?;
            }
            return Err(slow);
        }
    }
    if let Some(person) = found.as_ref().filter(|_| right)
        && people.must_come_by_the_console(person).await?
    {
        door.note(Act::SignInRefused, Some(person.id), Some("second_factor")).await;
        return unprocessable(&New { by_console: true, ..page(&door, form.email, &form.suite).await? });
    }
    let asks_more = match &found {
        Some(person) if right => people.asks_more(person).await?,
        _ => false,
    };
    // Written before the answer in all cases, and the same for an address that nobody has.
    let act = match (right && found.is_some(), asks_more) {
        (true, true) => Act::SecondFactorAsked,
        (true, false) => Act::SignedIn,
        (false, _) => Act::SignInRefused,
    };
    door.note(act, found.as_ref().map(|person| person.id), None).await;
    match found.filter(|_| right) {
        Some(person) => {
            people.forget(&limits::SIGN_IN_ADDRESS, &who).await?;
            people.give_back(&limits::SIGN_IN_EVERYWHERE, &key).await?;
            // Colleagues behind one address sign in together: only wrong passwords count against it.
            people.give_back_network(&limits::SIGN_IN_NETWORK, &network).await?;
            go_on(&door, &person, asks_more, &form.suite).await
        }
        None => unprocessable(&New { refused: true, ..page(&door, form.email, &form.suite).await? }),
    }
}

/// Lets in whoever proved the first half, or asks for the second.
pub(super) async fn go_on(door: &Door, person: &Person, asks_more: bool, suite: &str) -> Result<Response> {
    let side = door.people.side;
    let next = side.next(suite);
    if asks_more {
        factors::begin(door, person).await?;
        let query = form_urlencoded::Serializer::new(String::new()).append_pair("suite", &next).finish();
        return Ok(Redirect::to(&format!("{}?{query}", door.link("/connexion/code"))).into_response());
    }
    door.let_in(person, false).await?;
    Ok(Redirect::to(if next.is_empty() { side.home() } else { &next }).into_response())
}

/// Signs out. A member who looked as a contact does is led back to the contact's card.
pub async fn delete(door: Door, _: Form<Nothing>) -> Result<Response> {
    let previewed = door.previewed().await?;
    door.let_out().await?;
    let to = match (door.people.side, previewed) {
        (Side::Account, _) => "/".to_owned(),
        (Side::Operator, _) => "/operateur/connexion".to_owned(),
        (Side::Member, _) => "/admin/connexion".to_owned(),
        (Side::Contact, Some(contact)) => format!("/admin/contacts/{contact}/acces"),
        (Side::Contact, None) => "/connexion".to_owned(),
    };
    let mut response = Redirect::to(&to).into_response();
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(response)
}

/// The page again, for a passkey that was not the right one.
pub(in crate::access) async fn refused_key(door: &Door, next: &str) -> Result<Response> {
    unprocessable(&New { refused_key: true, ..page(door, String::new(), next).await? })
}

async fn page(door: &Door, email: String, next: &str) -> Result<New> {
    let side = door.people.side;
    let title = match side {
        Side::Account => "signin-title",
        Side::Operator => "operators-signin-title",
        Side::Member => "office-signin-title",
        Side::Contact => "signin-title",
    };
    Ok(New {
        page: door.page(title),
        side,
        company: door.people.company.clone(),
        console: door.console(),
        welcome: door.welcome().to_owned(),
        email,
        next: side.next(next),
        refused: false,
        refused_key: false,
        asked: door.people.asked(None).await?,
        lost_code: false,
        two_sessions: door.visit().has_two_sessions(),
        by_console: false,
    })
}

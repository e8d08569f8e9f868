//! Signing in to the back office, on the space's own host: members who were invited by mail.

pub mod password;

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::journal::Act;
use hootis_policy::limits;
use serde::Deserialize;

use crate::access::{SpaceGate, office};
use crate::error::Result;
use crate::space::members;
use crate::web::form::{Form, Nothing, SecretText};
use crate::web::page::Page;
use crate::web::paths;
use crate::web::person::Email;
use crate::web::reply::{html, unprocessable};

#[derive(Template)]
#[template(path = "space/signin/new.html")]
struct New {
    page: Page,
    company: String,
    console: String,
    email: String,
    next: String,
    refused: bool,
    /// The way in from the console was used or too old.
    lost_code: bool,
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
pub async fn new(gate: SpaceGate, Query(after): Query<After>) -> Result<Response> {
    let lost_code = after.code == "perdu";
    html(&New { lost_code, ..page(&gate, String::new(), &after.suite) })
}

/// Signs in, or asks again without saying which of the two was wrong.
pub async fn create(gate: SpaceGate, Form(form): Form<SigninForm>) -> Result<Response> {
    let (desk, network) = (gate.desk(), gate.visit.network());
    desk.count(&limits::SIGN_IN_NETWORK, &network).await?;
    let email = Email::parse(&form.email);
    let key = email.as_ref().map_or_else(|| form.email.trim().to_lowercase(), |email| email.key.clone());
    let who = format!("{key}\n{network}");
    desk.count(&limits::SIGN_IN_ADDRESS, &who).await?;
    let found = match &email {
        Some(email) => members::find_credentials(&gate.space, email).await?,
        None => None,
    };
    let right = desk.passwords().check(form.password.secret(), found.as_ref().and_then(|m| m.password_hash.clone())).await?;
    // Written before the answer in both cases, and the same for an address that nobody has.
    let act = if right && found.is_some() { Act::SignedIn } else { Act::SignInRefused };
    gate.note(act, found.as_ref().map(|member| member.id), None).await;
    match found.filter(|_| right) {
        Some(member) => {
            desk.forget(&limits::SIGN_IN_ADDRESS, &who).await?;
            office::start_session(&gate, member.id).await?;
            let next = paths::local(&form.suite);
            Ok(Redirect::to(if next.starts_with("/admin") { &next } else { "/admin" }).into_response())
        }
        None => unprocessable(&New { refused: true, ..page(&gate, form.email, &form.suite) }),
    }
}

/// Signs out.
pub async fn delete(gate: SpaceGate, _: Form<Nothing>) -> Result<Response> {
    office::end_session(&gate).await?;
    let mut response = Redirect::to("/admin/connexion").into_response();
    response.headers_mut().insert("clear-site-data", axum::http::HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(response)
}

fn page(gate: &SpaceGate, email: String, next: &str) -> New {
    New {
        page: gate.page("office-signin-title"),
        company: gate.company.clone(),
        console: format!("{}/console", gate.app.site().origin()),
        email,
        next: paths::local(next),
        refused: false,
        lost_code: false,
    }
}

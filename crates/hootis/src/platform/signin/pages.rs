//! Sign in, sign out.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::journal::Act;
use hootis_policy::limits;
use serde::Deserialize;

use crate::access::Visitor;
use crate::error::Result;
use crate::platform::journal::{self, Entry};
use crate::platform::sessions::{self, Holder};
use crate::platform::{accounts, marketing, throttle};
use crate::web::form::{Form, Nothing, SecretText};
use crate::web::page::Page;
use crate::web::paths;
use crate::web::person::Email;
use crate::web::reply::{html, unprocessable};

/// The sign-in page.
#[derive(Template)]
#[template(path = "platform/signin/new.html")]
struct New {
    page: Page,
    email: String,
    next: String,
    refused: bool,
}

/// Where to go afterwards.
#[derive(Deserialize)]
pub struct After {
    #[serde(default)]
    suite: String,
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
pub async fn new(visitor: Visitor, Query(after): Query<After>) -> Result<Response> {
    if visitor.account.is_some() {
        return Ok(Redirect::to("/console").into_response());
    }
    let page = visitor.page("signin-title");
    html(&New { page, email: String::new(), next: paths::local(&after.suite), refused: false })
}

/// Signs in, or asks again without saying which of the two was wrong.
pub async fn create(visitor: Visitor, Form(form): Form<SigninForm>) -> Result<Response> {
    let app = &visitor.app;
    let network = visitor.visit.network();
    throttle::count(app.platform(), app.platform_key(), visitor.now, &limits::SIGN_IN_NETWORK, &network).await?;
    let email = Email::parse(&form.email);
    let key = email.as_ref().map_or_else(|| form.email.trim().to_lowercase(), |email| email.key.clone());
    // Counted for the address from this network, so that a stranger cannot lock its owner out.
    let who = format!("{key}\n{network}");
    throttle::count(app.platform(), app.platform_key(), visitor.now, &limits::SIGN_IN_ADDRESS, &who).await?;
    let account = match &email {
        Some(email) => accounts::find_by_email(app.platform(), email).await?,
        None => None,
    };
    let right = app.passwords().check(form.password.secret(), account.as_ref().map(|a| a.password_hash.clone())).await?;
    // Written before the answer in both cases, and the same for an address that nobody has.
    let act = if right && account.is_some() { Act::SignedIn } else { Act::SignInRefused };
    journal::note(app, Entry::new(act).account(account.as_ref().map(|account| account.id)).from(&visitor.visit)).await;
    match account.filter(|_| right) {
        Some(account) => {
            throttle::forget(app.platform(), app.platform_key(), &limits::SIGN_IN_ADDRESS, &who).await?;
            sessions::start(app.platform(), &visitor.visit, Holder::Account(account.id)).await?;
            marketing::seen(app.platform(), visitor.now, account.id).await?;
            let next = paths::local(&form.suite);
            Ok(Redirect::to(if next.is_empty() { "/console" } else { &next }).into_response())
        }
        None => unprocessable(&New { page: visitor.page("signin-title"), email: form.email, next: paths::local(&form.suite), refused: true }),
    }
}

/// Signs out.
pub async fn delete(visitor: Visitor, _: Form<Nothing>) -> Result<Response> {
    sessions::end(visitor.app.platform(), &visitor.visit).await?;
    let mut response = Redirect::to("/").into_response();
    response.headers_mut().insert("clear-site-data", axum::http::HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(response)
}

//! An operator signs in and out.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::journal::Act;
use hootis_policy::limits;
use serde::Deserialize;

use super::queries;
use crate::access::Visitor;
use crate::error::Result;
use crate::platform::journal::{self, Entry};
use crate::platform::sessions::{self, Holder};
use crate::platform::throttle;
use crate::web::form::{Form, Nothing, SecretText};
use crate::web::page::Page;
use crate::web::paths;
use crate::web::person::Email;
use crate::web::reply::{html, unprocessable};

#[derive(Template)]
#[template(path = "platform/operators/signin.html")]
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

/// Only pages of operators: the public site's know nobody by this session.
fn next(path: &str) -> String {
    let path = paths::local(path);
    if path == "/operateur" || path.starts_with("/operateur/") { path } else { String::new() }
}

/// Asks who it is.
pub async fn new(visitor: Visitor, Query(after): Query<After>) -> Result<Response> {
    if let Some(Holder::Operator(_)) = sessions::holder(visitor.platform(), &visitor.visit).await? {
        return Ok(Redirect::to("/operateur").into_response());
    }
    html(&New { page: visitor.page("operators-signin-title"), email: String::new(), next: next(&after.suite), refused: false })
}

/// Signs in, or asks again without saying which of the two was wrong.
pub async fn create(visitor: Visitor, Form(form): Form<SigninForm>) -> Result<Response> {
    let app = &visitor.app;
    let network = visitor.visit.network();
    throttle::count(app.platform(), app.platform_key(), visitor.now, &limits::SIGN_IN_NETWORK, &network).await?;
    let email = Email::parse(&form.email);
    let key = email.as_ref().map_or_else(|| form.email.trim().to_lowercase(), |email| email.key.clone());
    // Apart from the tries of an account with the same address: signing in to one forgives nothing to the other.
    let who = format!("operator\n{key}\n{network}");
    throttle::count(app.platform(), app.platform_key(), visitor.now, &limits::SIGN_IN_ADDRESS, &who).await?;
    let operator = match &email {
        Some(email) => queries::find_by_email(app.platform(), email).await?.filter(|operator| operator.is_active),
        None => None,
    };
    let right = app.passwords().check(form.password.secret(), operator.as_ref().and_then(|operator| operator.password_hash.clone())).await?;
    let act = if right { Act::SignedIn } else { Act::SignInRefused };
    journal::note(app, Entry::new(act).operator(operator.as_ref().map(|operator| operator.id)).from(&visitor.visit)).await;
    let next = next(&form.suite);
    match operator.filter(|_| right) {
        Some(operator) => {
            throttle::forget(app.platform(), app.platform_key(), &limits::SIGN_IN_ADDRESS, &who).await?;
            sessions::start(app.platform(), &visitor.visit, Holder::Operator(operator.id)).await?;
            Ok(Redirect::to(if next.is_empty() { "/operateur" } else { &next }).into_response())
        }
        None => unprocessable(&New { page: visitor.page("operators-signin-title"), email: form.email, next, refused: true }),
    }
}

/// Signs out.
pub async fn delete(visitor: Visitor, _: Form<Nothing>) -> Result<Response> {
    sessions::end(visitor.app.platform(), &visitor.visit).await?;
    let mut response = Redirect::to("/operateur/connexion").into_response();
    response.headers_mut().insert("clear-site-data", axum::http::HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(response)
}

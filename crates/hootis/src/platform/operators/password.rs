//! An operator's password: chosen by a mailed link, the first time and every other.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hootis_policy::journal::Act;
use hootis_policy::limits;
use serde::{Deserialize, Serialize};

use super::{Operator, letters, queries};
use crate::access::Visitor;
use crate::app::App;
use crate::error::{Error, Result};
use crate::jobs;
use crate::mail;
use crate::passwords;
use crate::platform::journal::{self, Entry};
use crate::platform::throttle;
use crate::web::form::{Form, SecretText};
use crate::web::page::{FieldErrors, Page};
use crate::web::person::Email;
use crate::web::reply::{html, no_referrer, unprocessable};

/// The job that looks the address up and writes to it.
pub const JOB: &str = "operator_link";

#[derive(Template)]
#[template(path = "platform/operators/forgotten.html")]
struct Forgotten {
    page: Page,
    email: String,
    /// What is wrong with the address; empty when nothing is.
    error: String,
    sent: bool,
}

#[derive(Template)]
#[template(path = "platform/operators/password.html")]
struct Choose {
    page: Page,
    token: String,
    errors: FieldErrors,
    /// False when the link is unknown, used or too old.
    alive: bool,
    done: bool,
}

/// What a browser sends to ask for a link.
#[derive(Deserialize)]
pub struct AskForm {
    #[serde(default)]
    email: String,
}

/// The link's token.
#[derive(Deserialize)]
pub struct Link {
    #[serde(default)]
    lien: String,
}

/// What a browser sends to choose a password.
#[derive(Deserialize)]
pub struct ChooseForm {
    #[serde(default)]
    lien: String,
    #[serde(default)]
    password: SecretText,
}

/// What the job needs: the address, sealed, for jobs hold no personal data in clear.
#[derive(Serialize, Deserialize)]
struct Asked {
    sealed: String,
}

/// Asks for the address.
pub async fn new(visitor: Visitor) -> Result<Response> {
    html(&Forgotten { page: visitor.page("forgotten-title"), email: String::new(), error: String::new(), sent: false })
}

/// Answers the same for every address: whether it is an operator's is found out later.
pub async fn create(visitor: Visitor, Form(form): Form<AskForm>) -> Result<Response> {
    let (app, page) = (&visitor.app, visitor.page("forgotten-title"));
    let Some(email) = Email::parse(&form.email) else {
        return unprocessable(&Forgotten { error: page.t("email-invalid").to_owned(), page, email: form.email, sent: false });
    };
    throttle::count(app.platform(), app.platform_key(), visitor.now, &limits::RESET_NETWORK, &visitor.visit.network()).await?;
    throttle::count(app.platform(), app.platform_key(), visitor.now, &limits::RESET_ADDRESS, &format!("operator\n{}", email.key)).await?;
    let sealed = BASE64_URL_SAFE_NO_PAD.encode(app.platform_key().secrets().seal(JOB, email.text.as_bytes()));
    let payload = serde_json::to_string(&Asked { sealed }).map_err(Error::internal)?;
    jobs::ask(app.platform(), visitor.now, JOB, None, payload, None).await?;
    app.wake();
    html(&Forgotten { page, email: email.text, error: String::new(), sent: true })
}

/// The job: writes to the address if it is an operator's.
///
/// # Errors
/// When the database refuses.
pub async fn run(app: &App, payload: &str) -> Result<()> {
    let asked: Asked = serde_json::from_str(payload).map_err(Error::internal)?;
    let sealed = BASE64_URL_SAFE_NO_PAD.decode(asked.sealed).map_err(Error::internal)?;
    let text = app.platform_key().secrets().open(JOB, &sealed)?;
    let email = std::str::from_utf8(&text).ok().and_then(Email::parse).ok_or_else(|| Error::internal("an address that is none"))?;
    match queries::find_by_email(app.platform(), &email).await?.filter(|operator| operator.is_active) {
        Some(operator) => letters::write_link(app, &operator).await,
        None => Ok(()),
    }
}

/// The page behind the link. Nothing changes here.
pub async fn edit(visitor: Visitor, Query(link): Query<Link>) -> Result<Response> {
    let alive = operator_of(&visitor, &link.lien).await?.is_some();
    let page = visitor.page("password-choose-title");
    Ok(no_referrer(html(&Choose { page, token: link.lien, errors: FieldErrors::default(), alive, done: false })?))
}

/// Sets the password, uses the link up, ends every session, and does not sign in.
pub async fn update(visitor: Visitor, Form(form): Form<ChooseForm>) -> Result<Response> {
    let app = &visitor.app;
    let choose = |token, errors, alive, done| Choose { page: visitor.page("password-choose-title"), token, errors, alive, done };
    let Some(operator) = operator_of(&visitor, &form.lien).await? else {
        return unprocessable(&choose(String::new(), FieldErrors::default(), false, false));
    };
    if let Err(key) = passwords::judge(form.password.expose(), &[&operator.name, &operator.email, "hootis"]) {
        let mut errors = FieldErrors::default();
        errors.add("password", visitor.lang().t(key));
        return Ok(no_referrer(unprocessable(&choose(form.lien, errors, true, false))?));
    }
    let hash = app.passwords().hash(form.password.secret()).await?;
    let tx = app.platform().begin().await?;
    queries::update_password(&tx, visitor.now, operator.id, &hash).await?;
    if operator.password_hash.is_some() {
        mail::post(&tx, visitor.now, letters::changed(app, &operator)?).await?;
    }
    tx.commit().await?;
    journal::note(app, Entry::new(Act::PasswordReset).operator(operator.id).from(&visitor.visit)).await;
    app.wake();
    html(&choose(String::new(), FieldErrors::default(), true, true))
}

async fn operator_of(visitor: &Visitor, token: &str) -> Result<Option<Operator>> {
    let Ok(token) = BASE64_URL_SAFE_NO_PAD.decode(token) else { return Ok(None) };
    match queries::find_link(visitor.platform(), visitor.now, hootis_vault::digest(&token).to_vec()).await? {
        Some(id) => queries::find_active(visitor.platform(), id).await,
        None => Ok(None),
    }
}

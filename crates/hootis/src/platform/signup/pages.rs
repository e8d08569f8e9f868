//! Sign-up pages: the form, the wait for the confirmation, the space that is ready.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse as _, Redirect, Response};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hootis_policy::{limits, retention};
use serde::Deserialize;
use uuid::Uuid;

use super::form::SignupForm;
use super::row::{Secrets, Signup};
use super::{confirmation, letters, queries};
use crate::access::Visitor;
use crate::error::{Error, Result};
use crate::mail;
use crate::platform::sessions::{self, Holder};
use crate::platform::spaces::{Space, slug};
use crate::platform::{accounts, throttle, trials};
use crate::web::form::{Form, Nothing, SecretText};
use crate::web::page::FieldErrors;
use crate::web::page::Page;
use crate::web::person::Email;
use crate::web::reply::{html, no_referrer, unprocessable};

#[derive(Template)]
#[template(path = "platform/signup/new.html")]
struct New {
    page: Page,
    form: SignupForm,
    errors: FieldErrors,
    host: String,
}

impl New {
    /// How long a sign-up waits for its confirmation, in words.
    fn kept(&self) -> String {
        retention::SIGNUP.keep.words(self.page.lang.into())
    }
}

#[derive(Template)]
#[template(path = "platform/signup/wait.html")]
struct Wait {
    page: Page,
    signup: Signup,
    host: String,
    /// What went wrong, what is wrong with the address, what was done; empty when nothing.
    error: String,
    address_error: String,
    notice: String,
}

#[derive(Template)]
#[template(path = "platform/signup/link.html")]
struct Link {
    page: Page,
    signup: Option<Signup>,
    token: String,
    host: String,
    /// Another browser than the one that signed up: whoever reads this must know the password that the space will have.
    asks_password: bool,
    errors: FieldErrors,
}

#[derive(Template)]
#[template(path = "platform/signup/ready.html")]
struct Ready {
    page: Page,
    space: Space,
    link: String,
    host: String,
    /// The address that was asked for went to somebody else in between.
    renamed: bool,
}

/// The form.
pub async fn new(visitor: Visitor) -> Result<Response> {
    let page = visitor.page("signup-title");
    html(&New { page, form: SignupForm::default(), errors: FieldErrors::default(), host: visitor.app.site().host.clone() })
}

/// Takes the sign-up and writes to the address. Whether it has an account already changes the mail only.
pub async fn create(visitor: Visitor, Form(form): Form<SignupForm>) -> Result<Response> {
    let (app, lang) = (&visitor.app, visitor.lang());
    let (mut errors, new) = match form.parse(lang) {
        Ok(new) => (FieldErrors::default(), Some(new)),
        Err(errors) => (errors, None),
    };
    if let (Ok(slug), true) = (slug::parse(&form.slug), errors.of("slug").is_empty())
        && !slug::is_free(app.platform(), app.platform_key(), visitor.now, &slug).await?
    {
        errors.add("slug", lang.t(slug::Refusal::Taken.key()));
    }
    match new {
        Some(mut new) if errors.is_empty() => {
            if new.slug.is_empty() {
                // Nothing was chosen (no script ran): the first free one of the company's name.
                new.slug = slug::propose(app.platform(), app.platform_key(), visitor.now, &new.company).await?;
            }
            take(&visitor, new).await
        }
        _ => unprocessable(&New { page: visitor.page("signup-title"), form, errors, host: app.site().host.clone() }),
    }
}

async fn take(visitor: &Visitor, new: super::form::NewSignup) -> Result<Response> {
    let app = &visitor.app;
    count(visitor, &limits::SIGN_UP_NETWORK).await?;
    throttle::count(app.platform(), app.platform_key(), visitor.now, &limits::SIGN_UP_ADDRESS, &new.email.key).await?;
    let hash = app.passwords().hash(new.password.clone()).await?;
    let known = accounts::find_by_email(app.platform(), &new.email).await?;
    let (id, secrets, lang) = (Uuid::now_v7(), Secrets::generate(), visitor.lang());
    let letter = match &known {
        Some(account) => letters::has_account(app.site(), account.lang, &account.name, &new.email)?,
        None => letters::confirm(app.site(), lang, &new.name, &new.company, &new.email, &secrets)?,
    };
    trials::mark(&visitor.visit);
    let tx = app.platform().begin().await?;
    // For an address that has an account, the secrets go to nobody: the sign-up can only expire.
    queries::insert(&tx, app.platform_key(), visitor.now, id, &new, &hash, lang, &secrets).await?;
    mail::post(&tx, visitor.now, letter).await?;
    sessions::start(&tx, &visitor.visit, Holder::Signup(id)).await?;
    tx.commit().await?;
    app.wake();
    Ok(Redirect::to(&visitor.link("/inscription/confirmation")).into_response())
}

/// Counts one try of this network.
pub(super) async fn count(visitor: &Visitor, rate: &limits::Rate) -> Result<()> {
    let (app, network) = (&visitor.app, visitor.visit.network());
    throttle::count(app.platform(), app.platform_key(), visitor.now, rate, &network).await
}

/// The sign-up that this browser started.
async fn own(visitor: &Visitor) -> Result<Option<Signup>> {
    match sessions::holder(visitor.app.platform(), &visitor.visit).await? {
        Some(Holder::Signup(id)) => queries::find(visitor.app.platform(), id).await,
        _ => Ok(None),
    }
}

/// The link's token.
#[derive(Deserialize)]
pub struct LinkQuery {
    #[serde(default)]
    lien: String,
}

/// Waits for the code; or, with a link, shows the button that confirms. Nothing changes here.
pub async fn show(visitor: Visitor, Query(query): Query<LinkQuery>) -> Result<Response> {
    if query.lien.is_empty() {
        return match own(&visitor).await? {
            Some(signup) => html(&wait(&visitor, signup)),
            None => Ok(Redirect::to(&visitor.link("/inscription")).into_response()),
        };
    }
    let signup = match BASE64_URL_SAFE_NO_PAD.decode(&query.lien) {
        Ok(token) => queries::find_by_link(visitor.app.platform(), visitor.now, &token).await?,
        Err(_) => None,
    };
    let asks_password = is_elsewhere(&visitor, signup.as_ref()).await?;
    Ok(no_referrer(html(&Link { asks_password, ..link(&visitor, signup, query.lien) })?))
}

/// Whether a sign-up was begun in another browser. Anybody may type anybody's address and a password of their own: whoever
/// has the mailbox must not make that stranger's account by a click.
async fn is_elsewhere(visitor: &Visitor, signup: Option<&Signup>) -> Result<bool> {
    let Some(signup) = signup else { return Ok(false) };
    Ok(own(visitor).await?.is_none_or(|own| own.id != signup.id))
}

/// What the button sends.
#[derive(Deserialize)]
pub struct ConfirmForm {
    #[serde(default)]
    lien: String,
    /// The one that was chosen at the sign-up, from another browser.
    #[serde(default)]
    password: SecretText,
}

/// The button behind the mailed link: makes the space.
pub async fn confirm(visitor: Visitor, Form(form): Form<ConfirmForm>) -> Result<Response> {
    count(&visitor, &limits::LINK_NETWORK).await?;
    let token = BASE64_URL_SAFE_NO_PAD.decode(&form.lien).unwrap_or_default();
    let found = queries::find_by_link(visitor.app.platform(), visitor.now, &token).await?;
    if let Some(signup) = &found
        && is_elsewhere(&visitor, Some(signup)).await?
        && !visitor.app.passwords().check(form.password.secret(), Some(signup.password_hash.clone())).await?
    {
        let mut errors = FieldErrors::default();
        errors.add("password", visitor.lang().t("confirm-link-password-wrong"));
        return Ok(no_referrer(unprocessable(&Link { asks_password: true, errors, ..link(&visitor, found, form.lien) })?));
    }
    match found {
        Some(signup) => match open(&visitor, &signup, &queries::proof_by_link(&token)).await {
            // Another mail replaced this one in the same instant.
            Err(Error::Conflict("signup-code-spent")) => dead_link(&visitor),
            other => other,
        },
        None => dead_link(&visitor),
    }
}

fn dead_link(visitor: &Visitor) -> Result<Response> {
    unprocessable(&link(visitor, None, String::new()))
}

fn link(visitor: &Visitor, signup: Option<Signup>, token: String) -> Link {
    let (page, host) = (visitor.page("confirm-title"), visitor.app.site().host.clone());
    Link { page, signup, token, host, asks_password: false, errors: FieldErrors::default() }
}

/// What the six digits come in.
#[derive(Deserialize)]
pub struct CodeForm {
    #[serde(default)]
    code: String,
}

/// The six digits, typed in the browser that signed up: makes the space.
pub async fn code(visitor: Visitor, Form(form): Form<CodeForm>) -> Result<Response> {
    let Some(signup) = own(&visitor).await? else { return Ok(Redirect::to(&visitor.link("/inscription")).into_response()) };
    count(&visitor, &limits::CODE_NETWORK).await?;
    let digits: String = form.code.chars().filter(char::is_ascii_digit).take(7).collect();
    let app = &visitor.app;
    let opened = match queries::try_code(app.platform(), app.platform_key(), visitor.now, signup.id, &digits).await {
        Ok(Some(proof)) => open(&visitor, &signup, &proof).await,
        Ok(None) => Err(Error::Conflict("confirm-code-wrong")),
        Err(error) => Err(error),
    };
    match opened {
        Err(Error::Conflict(key @ ("confirm-code-wrong" | "signup-code-spent"))) => {
            unprocessable(&Wait { error: visitor.lang().t(key).to_owned(), ..wait(&visitor, signup) })
        }
        other => other,
    }
}

/// Makes the space, signs in, and shows the way in.
async fn open(visitor: &Visitor, signup: &Signup, proof: &queries::Proof) -> Result<Response> {
    if let Some(refusal) = trials::admit(visitor).await? {
        return refusal.page(visitor);
    }
    let app = &visitor.app;
    queries::confirm(app.platform(), visitor.now, signup.id, proof).await?;
    let space = confirmation::finish(app, signup.id).await?;
    sessions::start(app.platform(), &visitor.visit, Holder::Account(space.account_id)).await?;
    let link = app.entry_link(&space, space.account_id).await?;
    let renamed = space.slug != signup.slug;
    Ok(no_referrer(html(&Ready { page: visitor.page("ready-title"), host: app.site().host.clone(), space, link, renamed })?))
}

/// Sends the mail again, with new secrets.
pub async fn resend(visitor: Visitor, _: Form<Nothing>) -> Result<Response> {
    let Some(signup) = own(&visitor).await? else { return Ok(Redirect::to(&visitor.link("/inscription")).into_response()) };
    let email = Email::parse(&signup.email).ok_or_else(|| Error::internal("a sign-up holds an address that is none"))?;
    send_again(&visitor, signup, email).await
}

/// What a corrected address comes in.
#[derive(Deserialize)]
pub struct AddressForm {
    #[serde(default)]
    email: String,
}

/// Sends the mail to another address: the first was mistyped.
pub async fn change_address(visitor: Visitor, Form(form): Form<AddressForm>) -> Result<Response> {
    let Some(signup) = own(&visitor).await? else { return Ok(Redirect::to(&visitor.link("/inscription")).into_response()) };
    match Email::parse(&form.email) {
        Some(email) => send_again(&visitor, signup, email).await,
        None => unprocessable(&Wait { address_error: visitor.lang().t("email-invalid").to_owned(), ..wait(&visitor, signup) }),
    }
}

async fn send_again(visitor: &Visitor, signup: Signup, email: Email) -> Result<Response> {
    let app = &visitor.app;
    count(visitor, &limits::RESEND_NETWORK).await?;
    throttle::count(app.platform(), app.platform_key(), visitor.now, &limits::RESEND_ADDRESS, &email.key).await?;
    let known = accounts::find_by_email(app.platform(), &email).await?;
    let secrets = Secrets::generate();
    let letter = match &known {
        Some(account) => letters::has_account(app.site(), account.lang, &account.name, &email)?,
        None => letters::confirm(app.site(), signup.lang, &signup.name, &signup.company, &email, &secrets)?,
    };
    let tx = app.platform().begin().await?;
    if !queries::renew(&tx, app.platform_key(), visitor.now, signup.id, &email, &secrets).await? {
        return unprocessable(&Wait { error: visitor.lang().t("confirm-too-many-sends").to_owned(), ..wait(visitor, signup) });
    }
    mail::post(&tx, visitor.now, letter).await?;
    tx.commit().await?;
    app.wake();
    let signup = Signup { email: email.text, ..signup };
    html(&Wait { notice: visitor.lang().t("confirm-sent-again").to_owned(), ..wait(visitor, signup) })
}

fn wait(visitor: &Visitor, signup: Signup) -> Wait {
    let host = visitor.app.site().host.clone();
    Wait { page: visitor.page("confirm-title"), signup, host, error: String::new(), address_error: String::new(), notice: String::new() }
}

//! A forgotten password: a mailed link, a new password, every session ended.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hootis_policy::journal::Act;
use hootis_policy::{limits, retention};
use hootis_space::{Conn, args};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::access::Visitor;
use crate::app::App;
use crate::error::{Error, Result};
use crate::jobs;
use crate::mail::{self, Letter};
use crate::passwords;
use crate::platform::accounts::{self, Account};
use crate::platform::journal::{self, Entry};
use crate::platform::{sessions, throttle};
use crate::web::form::{Form, SecretText};
use crate::web::letter::Notice;
use crate::web::page::FieldErrors;
use crate::web::page::Page;
use crate::web::person::Email;
use crate::web::reply::{html, no_referrer, unprocessable};

/// The job that looks the address up and writes to it.
pub const JOB: &str = "password_link";

#[derive(Template)]
#[template(path = "platform/signin/forgotten.html")]
struct Forgotten {
    page: Page,
    email: String,
    /// What is wrong with the address; empty when nothing is.
    error: String,
    sent: bool,
}

#[derive(Template)]
#[template(path = "platform/signin/password.html")]
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

/// Answers the same for every address: whether there is an account is found out later.
pub async fn create(visitor: Visitor, Form(form): Form<AskForm>) -> Result<Response> {
    let app = &visitor.app;
    let lang = visitor.lang();
    let Some(email) = Email::parse(&form.email) else {
        return unprocessable(&Forgotten {
            page: visitor.page("forgotten-title"),
            email: form.email,
            error: lang.t("email-invalid").to_owned(),
            sent: false,
        });
    };
    throttle::count(app.platform(), app.platform_key(), visitor.now, &limits::RESET_NETWORK, &visitor.visit.network()).await?;
    throttle::count(app.platform(), app.platform_key(), visitor.now, &limits::RESET_ADDRESS, &email.key).await?;
    let sealed = BASE64_URL_SAFE_NO_PAD.encode(app.platform_key().secrets().seal(JOB, email.text.as_bytes()));
    let payload = serde_json::to_string(&Asked { sealed }).map_err(Error::internal)?;
    jobs::ask(app.platform(), visitor.now, JOB, None, payload, None).await?;
    app.wake();
    html(&Forgotten { page: visitor.page("forgotten-title"), email: email.text, error: String::new(), sent: true })
}

/// The job: writes to the address if it has an account.
///
/// # Errors
/// When the database refuses.
pub async fn run(app: &App, payload: &str) -> Result<()> {
    let asked: Asked = serde_json::from_str(payload).map_err(Error::internal)?;
    let sealed = BASE64_URL_SAFE_NO_PAD.decode(asked.sealed).map_err(Error::internal)?;
    let text = app.platform_key().secrets().open(JOB, &sealed)?;
    let email = std::str::from_utf8(&text).ok().and_then(Email::parse).ok_or_else(|| Error::internal("an address that is none"))?;
    let Some(account) = accounts::find_by_email(app.platform(), &email).await? else { return Ok(()) };
    let (token, now) = (hootis_vault::random_token(), app.now());
    let link = format!("{}?lien={}", app.site().page(account.lang, "/mot-de-passe/nouveau"), BASE64_URL_SAFE_NO_PAD.encode(token));
    let tx = app.platform().begin().await?;
    tx.execute("DELETE FROM password_link WHERE account_id = $1", args![account.id]).await?;
    tx.execute(
        "INSERT INTO password_link (token_hash, account_id, expires_at, created_at) VALUES ($1, $2, $3, $4)",
        args![hootis_vault::digest(&token).to_vec(), account.id, now.after(retention::PASSWORD_LINK), now],
    )
    .await?;
    let lang = account.lang;
    let letter = Notice {
        subject: lang.t("letter-password-subject").to_owned(),
        preview: lang.t("letter-password-preview").to_owned(),
        title: lang.t("letter-password-title").to_owned(),
        name: account.name.clone(),
        text: lang.t("letter-password-text").to_owned(),
        button: lang.t("letter-password-button").to_owned(),
        link,
        small: lang.t("letter-password-small").to_owned(),
        ..Notice::default()
    }
    .letter(app.site(), lang, &account.email)?;
    mail::post(&tx, now, letter).await?;
    tx.commit().await?;
    Ok(())
}

/// The page behind the link.
pub async fn edit(visitor: Visitor, Query(link): Query<Link>) -> Result<Response> {
    let alive = account_of(&visitor, &link.lien).await?.is_some();
    let page = visitor.page("password-choose-title");
    Ok(no_referrer(html(&Choose { page, token: link.lien, errors: FieldErrors::default(), alive, done: false })?))
}

/// Sets the password, uses the link up, ends every session, and does not sign in.
pub async fn update(visitor: Visitor, Form(form): Form<ChooseForm>) -> Result<Response> {
    let app = &visitor.app;
    let page = visitor.page("password-choose-title");
    let Some(id) = account_of(&visitor, &form.lien).await? else {
        return unprocessable(&Choose { page, token: String::new(), errors: FieldErrors::default(), alive: false, done: false });
    };
    let account = accounts::get(app.platform(), id).await?;
    if let Err(key) = passwords::judge(form.password.expose(), &[&account.name, &account.email, "hootis"]) {
        let mut errors = FieldErrors::default();
        errors.add("password", visitor.lang().t(key));
        return Ok(no_referrer(unprocessable(&Choose { page, token: form.lien, errors, alive: true, done: false })?));
    }
    let hash = app.passwords().hash(form.password.secret()).await?;
    let tx = app.platform().begin().await?;
    if tx.execute("DELETE FROM password_link WHERE account_id = $1", args![id]).await? == 0 {
        return Err(Error::Conflict("password-link-used"));
    }
    accounts::update_password(&tx, visitor.now, id, &hash).await?;
    sessions::end_all(&tx, id).await?;
    mail::post(&tx, visitor.now, changed(app, &account)?).await?;
    tx.commit().await?;
    journal::note(app, Entry::new(Act::PasswordReset).account(id).from(&visitor.visit)).await;
    app.wake();
    html(&Choose { page, token: String::new(), errors: FieldErrors::default(), alive: true, done: true })
}

/// Tells the holder that the password was changed, in case it was not them.
fn changed(app: &App, account: &Account) -> Result<Letter> {
    let lang = account.lang;
    Notice {
        subject: lang.t("letter-password-changed-subject").to_owned(),
        preview: lang.t("letter-password-changed-preview").to_owned(),
        title: lang.t("letter-password-changed-subject").to_owned(),
        name: account.name.clone(),
        text: lang.t("letter-password-changed-text").to_owned(),
        small: lang.t("letter-password-changed-small").to_owned(),
        ..Notice::default()
    }
    .letter(app.site(), lang, &account.email)
}

async fn account_of(visitor: &Visitor, token: &str) -> Result<Option<Uuid>> {
    let Ok(token) = BASE64_URL_SAFE_NO_PAD.decode(token) else { return Ok(None) };
    let sql = "SELECT account_id FROM password_link WHERE token_hash = $1 AND expires_at > $2";
    Ok(visitor.platform().find(sql, args![hootis_vault::digest(&token).to_vec(), visitor.now]).await?)
}

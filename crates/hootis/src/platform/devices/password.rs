//! Another password, with the present one and the second factor. Every other session ends, those in spaces too, and the holder is told by mail.

use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::journal::Act;
use serde::Deserialize;

use super::pages::{self, List};
use crate::access::AccountUser;
use crate::access::credentials::holders::{CLOSE_DOORS, ask_in_spaces};
use crate::access::factors::{Again, forget_halves};
use crate::error::Result;
use crate::mail;
use crate::passwords;
use crate::platform::accounts;
use crate::platform::journal::{self, Entry};
use crate::platform::sessions::{self, Holder};
use crate::web::form::SecretText;
use crate::web::letter::Notice;
use crate::web::page::FieldErrors;
use crate::web::reply::unprocessable;

/// What a browser sends.
#[derive(Deserialize)]
pub struct PasswordForm {
    #[serde(default)]
    current: SecretText,
    #[serde(default)]
    password: SecretText,
}

/// Sets the password.
pub async fn update(user: AccountUser, Again(form, again): Again<PasswordForm>) -> Result<Response> {
    let (app, account) = (&user.app, &user.account);
    let lang = account.lang;
    // First, so that no code is used up for a password that is refused.
    if let Err(key) = passwords::judge(form.password.expose(), &[&account.name, &account.email, "hootis"]) {
        return refuse(&user, FieldErrors::one("password", lang.t(key))).await;
    }
    if let Err(errors) = user.proves(&again.with_password(form.current)).await? {
        return refuse(&user, errors.renamed("password", "current")).await;
    }
    let hash = app.passwords().hash(form.password.secret()).await?;
    let letter = Notice {
        subject: lang.t("letter-devices-password-subject").to_owned(),
        preview: lang.t("letter-devices-password-preview").to_owned(),
        title: lang.t("letter-devices-password-subject").to_owned(),
        name: account.name.clone(),
        text: lang.t("letter-devices-password-text").to_owned(),
        small: lang.t("letter-devices-password-small").to_owned(),
        ..Notice::default()
    }
    .letter(app.site(), lang, &account.email)?;
    let tx = app.platform().begin().await?;
    accounts::update_password(&tx, user.now, account.id, &hash).await?;
    accounts::delete_password_links(&tx, account.id).await?;
    forget_halves(&tx, account.id).await?;
    sessions::end_others(&tx, &user.visit, Holder::Account(account.id)).await?;
    ask_in_spaces(&tx, user.now, CLOSE_DOORS, account.id).await?;
    mail::post(&tx, user.now, letter).await?;
    tx.commit().await?;
    journal::note(app, Entry::new(Act::PasswordChanged).account(account.id).from(&user.visit)).await;
    app.wake();
    Ok(Redirect::to("/console/sessions?fait=mot-de-passe").into_response())
}

async fn refuse(user: &AccountUser, errors: FieldErrors) -> Result<Response> {
    unprocessable(&List { errors, ..pages::page(user).await? })
}

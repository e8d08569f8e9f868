//! Choosing another password, knowing the present one and having the second factor.

use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::journal::Act;
use serde::Deserialize;

use super::pages;
use crate::access::factors::{Again, forget_halves};
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::passwords;
use crate::space::changes::{self, Actor};
use crate::space::members;
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

type Office = BackOffice<may::MembersRead>;

/// Sets the password, and ends the member's other sessions.
pub async fn update(office: Office, Again(form, again): Again<PasswordForm>) -> Result<Response> {
    let (lang, id) = (office.lang(), office.member.id);
    // An owner who comes from the console has none here: a mailed link makes the first one.
    let before = members::find_password_hash(&office.space, id).await?.ok_or(Error::Conflict("settings-no-password"))?;
    // First, so that no code is used up for a password that is refused.
    if let Err(key) = passwords::judge(form.password.expose(), &[&office.company, &office.member.name, "hootis"]) {
        return refuse(&office, FieldErrors::one("password", lang.t(key))).await;
    }
    if let Err(errors) = office.proves(&again.with_password(form.current)).await? {
        return refuse(&office, errors.renamed("password", "current")).await;
    }
    let hash = office.desk().passwords().hash(form.password.secret()).await?;
    let tx = office.space.begin().await?;
    if !members::update_own_password(&tx, office.now, id, &before, &hash).await? {
        return Err(Error::Conflict("settings-password-changed"));
    }
    members::end_other_sessions(&tx, id, &office.member.token_hash).await?;
    forget_halves(&tx, id).await?;
    changes::record(&tx, office.now, &Actor::from(&office), members::KIND, id, "password", &[]).await?;
    tx.commit().await?;
    office.note(Act::PasswordChanged, None, None).await;
    tell(&office).await?;
    Ok(Redirect::to("/admin/reglages?fait=mot-de-passe").into_response())
}

/// Tells the member by mail, in case it was not them.
async fn tell(office: &Office) -> Result<()> {
    let Some(email) = members::get(&office.space, office.member.id).await?.email else { return Ok(()) };
    let (lang, desk) = (office.lang(), office.desk());
    let notice = Notice {
        subject: lang.t("letter-password-changed-subject").to_owned(),
        preview: lang.t("settings-letter-preview").to_owned(),
        title: lang.t("letter-password-changed-subject").to_owned(),
        name: office.member.name.clone(),
        text: lang.t_args("settings-letter-text", &[("company", office.company.as_str().into())]),
        button: lang.t("letter-password-button").to_owned(),
        link: format!("{}/admin/mot-de-passe", office.space_origin()),
        small: lang.t("letter-password-changed-small").to_owned(),
        ..Notice::default()
    };
    desk.post(notice.letter(desk.site(), lang, &email)?).await
}

async fn refuse(office: &Office, errors: FieldErrors) -> Result<Response> {
    unprocessable(&pages::Show { errors, ..pages::page(office).await? })
}

//! The page of a holder's profile: each of its forms comes back on it when it is refused.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

use super::form::ProfileForm;
use super::queries::{self, Change};
use crate::access::AccountUser;
use crate::access::factors::Asks;
use crate::error::Result;
use crate::platform::{accounts, defaults};
use crate::web::form::Form;
use crate::web::i18n::Lang;
use crate::web::page::{FieldErrors, Page, Theme, Toast};
use crate::web::reply::{html, unprocessable};

/// The page, with what was typed in the form that came back.
#[derive(Template)]
#[template(path = "platform/profile/show.html")]
pub(super) struct Show {
    pub(super) page: Page,
    pub(super) name: String,
    /// The present address.
    pub(super) email: String,
    /// The other one, as it was typed.
    pub(super) wanted: String,
    pub(super) lang: Lang,
    pub(super) theme: Theme,
    pub(super) change: Option<Change>,
    /// This browser fills forms in.
    pub(super) fills_in: bool,
    /// What another address takes.
    pub(super) again: Asks,
    pub(super) errors: FieldErrors,
}

/// What was just done, in the address.
#[derive(Deserialize)]
pub struct Done {
    #[serde(default)]
    fait: String,
}

/// Shows the profile.
pub async fn show(user: AccountUser, Query(done): Query<Done>) -> Result<Response> {
    let mut show = page(&user).await?;
    let key = match done.fait.as_str() {
        "profil" => Some("profile-saved"),
        "formulaires" => Some("profile-forms-on"),
        "formulaires-non" => Some("profile-forms-off"),
        "adresse" => Some("profile-address-asked"),
        "adresse-arretee" => Some("profile-address-stopped"),
        _ => None,
    };
    show.page.toast = key.map(|key| Toast::new(user.account.lang.t(key)));
    html(&show)
}

/// The page as it is when nothing was typed yet.
pub(super) async fn page(user: &AccountUser) -> Result<Show> {
    let account = &user.account;
    Ok(Show {
        page: user.console_page("profile-title"),
        name: account.name.clone(),
        email: account.email.clone(),
        wanted: String::new(),
        lang: account.lang,
        theme: account.theme,
        change: queries::find_change(user.platform(), user.now, account.id).await?,
        fills_in: defaults::is_on(user).await?,
        again: user.asks_again().await?,
        errors: FieldErrors::default(),
    })
}

/// Writes name, language and theme.
pub async fn update(user: AccountUser, Form(form): Form<ProfileForm>) -> Result<Response> {
    let account = &user.account;
    match form.parse(account.lang, account.theme) {
        Ok(profile) => {
            accounts::update_profile(user.platform(), user.now, account.id, &profile.name, profile.lang, profile.theme).await?;
            Ok(Redirect::to("/console/profil?fait=profil").into_response())
        }
        Err(errors) => unprocessable(&Show { name: form.name, errors, ..page(&user).await? }),
    }
}

//! An operator's own settings: language and theme; the password changes by a mailed link.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

use super::queries;
use crate::access::OperatorUser;
use crate::error::Result;
use crate::web::form::Form;
use crate::web::i18n::Lang;
use crate::web::page::{Page, Theme, Toast};
use crate::web::paths;
use crate::web::reply::html;

#[derive(Template)]
#[template(path = "platform/operators/settings.html")]
struct Show {
    page: Page,
    name: String,
    email: String,
    lang: Lang,
    theme: Theme,
}

/// What has just been done, in the address.
#[derive(Deserialize)]
pub struct Done {
    #[serde(default)]
    fait: String,
}

/// Shows them.
pub async fn show(user: OperatorUser, Query(done): Query<Done>) -> Result<Response> {
    let mut page = user.operator_page("nav-settings");
    page.toast = (done.fait == "oui").then(|| Toast::new(page.t("operators-saved")));
    let operator = &user.operator;
    html(&Show { page, name: operator.name.clone(), email: operator.email.clone(), lang: operator.lang, theme: operator.theme })
}

/// What a browser sends to change the looks.
#[derive(Deserialize)]
pub struct LookForm {
    #[serde(default)]
    lang: String,
    #[serde(default)]
    theme: String,
}

/// Sets language and theme.
pub async fn update(user: OperatorUser, Form(form): Form<LookForm>) -> Result<Response> {
    let lang = Lang::from_code(&form.lang).unwrap_or(user.operator.lang);
    queries::update_look(user.platform(), user.now, user.operator.id, lang, Theme::from_code(&form.theme)).await?;
    Ok(Redirect::to("/operateur/reglages?fait=oui").into_response())
}

/// What the theme menu sends.
#[derive(Deserialize)]
pub struct ThemeForm {
    #[serde(default)]
    theme: String,
    /// The page to come back to.
    #[serde(default)]
    back: String,
}

/// Sets the theme, from the menu of any page of operators.
pub async fn theme(user: OperatorUser, Form(form): Form<ThemeForm>) -> Result<Response> {
    queries::update_look(user.platform(), user.now, user.operator.id, user.operator.lang, Theme::from_code(&form.theme)).await?;
    let back = paths::local(&form.back);
    Ok(Redirect::to(if back.is_empty() { "/operateur" } else { &back }).into_response())
}

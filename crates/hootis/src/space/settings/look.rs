//! Language and theme.

use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

use crate::access::{BackOffice, may};
use crate::error::Result;
use crate::space::members;
use crate::web::form::Form;
use crate::web::i18n::Lang;
use crate::web::page::Theme;
use crate::web::paths;

/// What a browser sends.
#[derive(Deserialize)]
pub struct LookForm {
    #[serde(default)]
    lang: String,
    #[serde(default)]
    theme: String,
    /// The page to come back to, for the menu that is on every page.
    #[serde(default)]
    back: String,
}

/// Sets language and theme; what was not sent stays.
pub async fn update(office: BackOffice<may::MembersRead>, Form(form): Form<LookForm>) -> Result<Response> {
    let lang = Lang::from_code(&form.lang).unwrap_or(office.member.lang);
    let theme = if form.theme.is_empty() { office.member.theme } else { Theme::from_code(&form.theme) };
    members::update_look(&office.space, office.now, office.member.id, lang, theme).await?;
    let back = paths::local(&form.back);
    Ok(Redirect::to(if back.starts_with("/admin") { &back } else { "/admin/reglages?fait=apparence" }).into_response())
}

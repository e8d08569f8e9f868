//! One more space.

use askama::Template;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

use super::found::{Wanted, found};
use crate::access::AccountUser;
use crate::error::{Error, Result};
use crate::platform::spaces::slug;
use crate::platform::trials;
use crate::web::form::Form;
use crate::web::i18n::Lang;
use crate::web::page::{FieldErrors, Page};
use crate::web::person::line;
use crate::web::reply::{html, unprocessable};

#[derive(Template)]
#[template(path = "platform/console/new.html")]
struct New {
    page: Page,
    form: SpaceForm,
    errors: FieldErrors,
    host: String,
}

impl New {
    fn of(user: &AccountUser, form: SpaceForm, errors: FieldErrors) -> Self {
        Self { page: user.console_page("console-new"), form, errors, host: user.app.site().host.clone() }
    }
}

/// What a browser sends to ask for another space.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct SpaceForm {
    company: String,
    slug: String,
    /// Not empty once the person has typed the address themselves.
    own: String,
}

impl SpaceForm {
    fn parse(&self, lang: Lang) -> Result<Wanted, FieldErrors> {
        let mut errors = FieldErrors::default();
        let company = line(&self.company, 120);
        if company.is_none() {
            errors.add("company", lang.t("signup-company-missing"));
        }
        let slug = if self.slug.trim().is_empty() { Ok(None) } else { slug::parse(&self.slug).map(Some) };
        if let Err(refusal) = &slug {
            errors.add("slug", lang.t(refusal.key()));
        }
        match (company, slug) {
            (Some(company), Ok(slug)) => Ok(Wanted { company, slug }),
            _ => Err(errors),
        }
    }
}

/// The form.
pub async fn new(user: AccountUser) -> Result<Response> {
    html(&New::of(&user, SpaceForm::default(), FieldErrors::default()))
}

/// Makes another space. Nobody but its account is told of it.
pub async fn create(user: AccountUser, Form(form): Form<SpaceForm>) -> Result<Response> {
    let lang = user.account.lang;
    let mut errors = match form.parse(lang) {
        Ok(wanted) => {
            if let Some(refusal) = trials::admit(&user).await? {
                return refusal.page(&user);
            }
            match found(&user.app, &user.account, &wanted).await {
                Ok(space) => return Ok(Redirect::to(&format!("/console?nouveau={}", space.id)).into_response()),
                Err(Error::Conflict(_)) => FieldErrors::default(),
                Err(other) => return Err(other),
            }
        }
        Err(errors) => errors,
    };
    if errors.is_empty() {
        errors.add("slug", lang.t(slug::Refusal::Taken.key()));
    }
    unprocessable(&New::of(&user, form, errors))
}

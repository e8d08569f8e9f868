//! The sign-up form.

use secrecy::SecretString;
use serde::Deserialize;

use crate::passwords;
use crate::platform::spaces::slug;
use crate::web::form::SecretText;
use crate::web::i18n::Lang;
use crate::web::page::FieldErrors;
use crate::web::person::{Email, line};

/// What a browser sends.
#[derive(Deserialize, Clone, Default)]
#[serde(default)]
pub struct SignupForm {
    pub company: String,
    pub activity: String,
    pub name: String,
    pub email: String,
    pub slug: String,
    /// Not empty once the person has typed the address themselves.
    pub own: String,
    pub password: SecretText,
    /// Not empty when the box for news was ticked.
    pub news: String,
}

/// A sign-up that can be taken.
pub(super) struct NewSignup {
    pub company: String,
    pub activity: Option<String>,
    pub name: String,
    pub email: Email,
    /// Empty when none was chosen: then one is made from the company's name.
    pub slug: String,
    pub password: SecretString,
    /// The person asked for news.
    pub news: bool,
}

impl SignupForm {
    /// Parses it, or says what is wrong, field by field.
    pub(super) fn parse(&self, lang: Lang) -> Result<NewSignup, FieldErrors> {
        let mut errors = FieldErrors::default();
        let company = line(&self.company, 120);
        if company.is_none() {
            errors.add("company", lang.t("signup-company-missing"));
        }
        let name = line(&self.name, 120);
        if name.is_none() {
            errors.add("name", lang.t("signup-name-missing"));
        }
        let email = Email::parse(&self.email);
        if email.is_none() {
            errors.add("email", lang.t("email-invalid"));
        }
        let parsed_slug = if self.slug.trim().is_empty() { Ok(String::new()) } else { slug::parse(&self.slug) };
        if let Err(refusal) = &parsed_slug {
            errors.add("slug", lang.t(refusal.key()));
        }
        let own = [self.company.as_str(), self.name.as_str(), self.email.as_str(), "hootis"];
        if let Err(key) = passwords::judge(self.password.expose(), &own) {
            errors.add("password", lang.t(key));
        }
        match (company, name, email, parsed_slug) {
            (Some(company), Some(name), Some(email), Ok(slug)) if errors.is_empty() => Ok(NewSignup {
                company,
                activity: line(&self.activity, 80),
                name,
                email,
                slug,
                password: self.password.secret(),
                news: !self.news.is_empty(),
            }),
            _ => Err(errors),
        }
    }
}

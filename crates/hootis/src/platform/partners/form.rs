//! The two forms: where the visitor is, and what the partner may have.

use hootis_policy::limits;
use serde::Deserialize;

use crate::web::i18n::Lang;
use crate::web::page::FieldErrors;
use crate::web::person::{Email, line};
use crate::web::values::{optional, phone};

/// Where the visitor is.
#[derive(Deserialize, Clone, Default)]
#[serde(default)]
pub struct PlaceForm {
    pub pays: String,
    pub region: String,
    /// What was just done.
    pub fait: String,
}

/// What the partner may have.
#[derive(Deserialize, Clone, Default)]
#[serde(default)]
pub struct RequestForm {
    pub pays: String,
    pub region: String,
    /// The partner's name, as it was shown.
    pub partner: String,
    pub name: String,
    pub email: String,
    pub phone: String,
    pub company: String,
    /// Not empty when the box was ticked.
    pub agree: String,
}

/// A request that may be passed on.
pub(super) struct Request {
    pub name: String,
    pub email: Email,
    pub phone: String,
    pub company: String,
}

impl RequestForm {
    /// Parses it, or says what is wrong, field by field. Without the tick there is no request.
    pub(super) fn parse(&self, lang: Lang) -> Result<Request, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = line(&self.name, limits::NAME_CHARS);
        if name.is_none() {
            errors.add("name", lang.t("contact-name-missing"));
        }
        let email = Email::parse(&self.email);
        if email.is_none() {
            errors.add("email", lang.t("email-invalid"));
        }
        let phone = optional(&self.phone, "phone", lang, &mut errors, |text| phone(text, &self.pays));
        if self.agree.is_empty() {
            errors.add("agree", lang.t("partners-agree-missing"));
        }
        match (name, email) {
            (Some(name), Some(email)) if errors.is_empty() => {
                let company = line(&self.company, limits::NAME_CHARS).unwrap_or_default();
                Ok(Request { name, email, phone: phone.unwrap_or_default(), company })
            }
            _ => Err(errors),
        }
    }
}

//! What a contact types of themselves.

use hootis_policy::limits;
use serde::Deserialize;

use crate::space::contacts::Words;
use crate::web::i18n::Lang;
use crate::web::page::FieldErrors;
use crate::web::person::{line, lines};
use crate::web::values::{self, country, optional, phone, postal_code};

/// What a browser sends.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct OwnForm {
    pub(super) first_name: String,
    pub(super) last_name: String,
    pub(super) position: String,
    pub(super) email: String,
    pub(super) phone: String,
    pub(super) mobile: String,
    pub(super) address: String,
    pub(super) postal_code: String,
    pub(super) town: String,
    pub(super) country: String,
    /// Of the card that the form was made of.
    pub(super) version: String,
}

impl OwnForm {
    /// The form of what is held.
    pub(super) fn of(words: &Words, version: i64) -> Self {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        Self {
            first_name: text(&words.first_name),
            last_name: words.last_name.clone(),
            position: text(&words.position),
            email: text(&words.email),
            phone: text(&words.phone),
            mobile: text(&words.mobile),
            address: text(&words.address),
            postal_code: text(&words.postal_code),
            town: text(&words.town),
            country: text(&words.country),
            version: version.to_string(),
        }
    }

    /// What is wanted instead of what is held. What was not touched is not judged: nobody mends what they did not write.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub(super) fn parse(&self, lang: Lang, held: &Words) -> Result<Words, FieldErrors> {
        let mut errors = FieldErrors::default();
        let of = self.country.trim();
        let mut checked = |name: &'static str, text: &str, before: &Option<String>, check: &dyn Fn(&str) -> Result<String, values::Refused>| {
            if before.as_deref() == Some(text) { before.clone() } else { optional(text, name, lang, &mut errors, check) }
        };
        let dial = |text: &str| phone(text, of);
        let wanted = Words {
            email: checked("email", &self.email, &held.email, &values::email),
            phone: checked("phone", &self.phone, &held.phone, &dial),
            mobile: checked("mobile", &self.mobile, &held.mobile, &dial),
            postal_code: checked("postal_code", &self.postal_code, &held.postal_code, &|text| postal_code(text, of)),
            first_name: line(&self.first_name, limits::NAME_CHARS),
            last_name: line(&self.last_name, limits::NAME_CHARS).unwrap_or_default(),
            position: line(&self.position, limits::LINE_CHARS),
            address: lines(&self.address, limits::ADDRESS_CHARS),
            town: line(&self.town, limits::NAME_CHARS),
            country: if held.country.as_deref() == Some(of) { held.country.clone() } else { country(of).map(|country| country.code.to_owned()) },
            ..held.clone()
        };
        if wanted.last_name.is_empty() {
            errors.add("last_name", lang.t("contacts-last-name-missing"));
        }
        if errors.is_empty() { Ok(wanted) } else { Err(errors) }
    }
}

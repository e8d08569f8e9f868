//! What people type about themselves, parsed.

use hootis_policy::limits;
use serde::Deserialize;

use crate::web::i18n::Lang;
use crate::web::page::{FieldErrors, Theme};
use crate::web::person::{Email, line};

/// What a browser sends to change a profile.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct ProfileForm {
    pub(super) name: String,
    lang: String,
    theme: String,
}

/// A profile that can be written.
pub(super) struct Profile {
    pub name: String,
    pub lang: Lang,
    pub theme: Theme,
}

impl ProfileForm {
    /// Reads it; what was not sent stays as it was.
    pub(super) fn parse(&self, lang: Lang, theme: Theme) -> Result<Profile, FieldErrors> {
        let Some(name) = line(&self.name, limits::NAME_CHARS) else {
            let mut errors = FieldErrors::default();
            errors.add("name", lang.t("profile-name-missing"));
            return Err(errors);
        };
        let theme = if self.theme.is_empty() { theme } else { Theme::from_code(&self.theme) };
        Ok(Profile { name, lang: Lang::from_code(&self.lang).unwrap_or(lang), theme })
    }
}

/// What a browser sends to ask for another address.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct AddressForm {
    pub(super) email: String,
}

impl AddressForm {
    /// Reads the address, which must be another than the present one.
    pub(super) fn parse(&self, lang: Lang, present: &str) -> Result<Email, FieldErrors> {
        let mut errors = FieldErrors::default();
        match Email::parse(&self.email) {
            Some(email) if email.key != present.to_lowercase() => return Ok(email),
            Some(_) => errors.add("email", lang.t("profile-address-same")),
            None => errors.add("email", lang.t("email-invalid")),
        }
        Err(errors)
    }
}

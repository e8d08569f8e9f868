//! What is typed of an access, and what it becomes.

use hootis_policy::permissions::{Application, Reach};
use serde::Deserialize;

use super::row::Reaches;
use crate::web::i18n::Lang;
use crate::web::page::FieldErrors;
use crate::web::person::Email;

/// What a browser sends to give access, or to say how far it goes.
#[derive(Deserialize, Clone, Default)]
#[serde(default)]
pub struct AccessForm {
    pub(super) email: String,
    pub(super) lang: String,
    pub(super) data: String,
    pub(super) messages: String,
    pub(super) files: String,
}

/// An access that is given.
pub(super) struct NewAccess {
    pub email: Email,
    pub lang: Lang,
    pub reaches: Reaches,
}

impl AccessForm {
    /// The form as it is before anybody touched it.
    pub(super) fn new(email: Option<String>, lang: Lang) -> Self {
        let own = Reach::Own.as_str().to_owned();
        Self { email: email.unwrap_or_default(), lang: lang.code().to_owned(), data: own.clone(), messages: own.clone(), files: own }
    }

    /// What is typed for an application.
    pub(super) fn of(&self, application: &Application) -> &str {
        match application {
            Application::Data => &self.data,
            Application::Messages => &self.messages,
            Application::Files => &self.files,
        }
    }

    /// How far the contact is to see. What is not one of the choices is the least of them.
    pub(super) fn reaches(&self) -> Reaches {
        let reach = |text: &str| Reach::parse(text).unwrap_or(Reach::Own);
        Reaches { data: reach(&self.data), messages: reach(&self.messages), files: reach(&self.files) }
    }

    /// Reads it.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub(super) fn parse(&self, lang: Lang) -> Result<NewAccess, FieldErrors> {
        let Some(email) = Email::parse(&self.email) else {
            let mut errors = FieldErrors::default();
            errors.add("email", lang.t("email-invalid"));
            return Err(errors);
        };
        Ok(NewAccess { email, lang: Lang::from_code(&self.lang).unwrap_or_default(), reaches: self.reaches() })
    }
}

//! The contact form.

use hootis_policy::limits;
use serde::Deserialize;

use crate::web::i18n::Lang;
use crate::web::page::FieldErrors;
use crate::web::person::{Email, line, lines};
use crate::web::values::{optional, phone};

/// What a browser sends.
#[derive(Deserialize, Clone, Default)]
#[serde(default)]
pub struct ContactForm {
    pub name: String,
    pub email: String,
    pub phone: String,
    pub company: String,
    pub subject: String,
    pub message: String,
}

/// A message that can be handed over.
pub(super) struct Message {
    pub name: String,
    pub email: Email,
    pub phone: String,
    pub company: String,
    pub subject: String,
    pub text: String,
}

impl ContactForm {
    /// Parses it, or says what is wrong, field by field.
    pub(super) fn parse(&self, lang: Lang) -> Result<Message, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = line(&self.name, limits::NAME_CHARS);
        if name.is_none() {
            errors.add("name", lang.t("contact-name-missing"));
        }
        let email = Email::parse(&self.email);
        if email.is_none() {
            errors.add("email", lang.t("email-invalid"));
        }
        let phone = optional(&self.phone, "phone", lang, &mut errors, |text| phone(text, ""));
        let subject = line(&self.subject, limits::LINE_CHARS);
        if subject.is_none() {
            errors.add("subject", lang.t("contact-subject-missing"));
        }
        // Cut off without a word, a message would say something else.
        let text = lines(&self.message, usize::MAX);
        match &text {
            None => errors.add("message", lang.t("contact-message-missing")),
            Some(text) if text.chars().count() > limits::MESSAGE_CHARS => {
                errors.add("message", lang.t_args("contact-message-long", &[("n", limits::MESSAGE_CHARS.into())]));
            }
            Some(_) => {}
        }
        match (name, email, subject, text) {
            (Some(name), Some(email), Some(subject), Some(text)) if errors.is_empty() => {
                let company = line(&self.company, limits::NAME_CHARS).unwrap_or_default();
                Ok(Message { name, email, phone: phone.unwrap_or_default(), company, subject, text })
            }
            _ => Err(errors),
        }
    }
}

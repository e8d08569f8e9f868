//! What is typed of a contact, and what it becomes.

use hootis_policy::limits;
use serde::Deserialize;
use uuid::Uuid;

use super::contact::{Contact, Words};
use crate::web::i18n::Lang;
use crate::web::merge::{Clash, is_typed, kept, over};
use crate::web::page::FieldErrors;
use crate::web::person::{line, lines};
use crate::web::values::{self, country, optional, phone, postal_code};

/// The earliest birthday that is one.
const EARLIEST: &str = "1900-01-01";

macro_rules! contact_form {
    ($($field:ident),* $(,)?) => {
        /// What a browser sends.
        #[derive(Deserialize, Default, Clone)]
        #[serde(default)]
        pub struct ContactForm {
            /// The new contact's id, so that a button pressed twice makes one contact.
            pub(super) id: String,
            /// The version that was changed.
            pub(super) version: String,
            /// What the form held when it was shown, JSON: tells what was typed from what was there.
            pub(super) base: String,
            /// Ticked: only its author is to see it.
            pub(super) is_private: Option<String>,
            /// What parties are searched for.
            pub(super) party: String,
            /// The button that searches for parties without a script.
            pub(super) look: Option<String>,
            /// The button that saves in spite of somebody alike.
            pub(super) anyway: Option<String>,
            $(pub(super) $field: String,)*
        }

        impl ContactForm {
            /// The fields that are typed, in their order.
            fn texts(&self) -> Vec<(&'static str, &str)> {
                vec![$((stringify!($field), self.$field.as_str()),)* ("is_private", if self.is_private() { "1" } else { "" })]
            }

            fn set(&mut self, field: &str, value: &str) {
                match field {
                    $(stringify!($field) => self.$field = value.to_owned(),)*
                    "is_private" => self.is_private = (!value.is_empty()).then(|| value.to_owned()),
                    _ => {}
                }
            }
        }
    };
}
contact_form!(
    civility,
    first_name,
    last_name,
    position,
    email,
    phone,
    mobile,
    phone_personal,
    fax,
    address,
    postal_code,
    town,
    country,
    birthday,
    note,
    party_id,
);

impl ContactForm {
    /// An empty form for a new contact.
    #[must_use]
    pub fn new(party: Option<Uuid>) -> Self {
        Self { id: Uuid::now_v7().to_string(), party_id: party.map(|id| id.to_string()).unwrap_or_default(), ..Self::default() }
    }

    /// The form of a contact that is there.
    #[must_use]
    pub fn of(contact: &Contact) -> Self {
        let w = contact.words.clone();
        let text = Option::unwrap_or_default;
        let form = Self {
            id: contact.id.to_string(),
            version: contact.version.to_string(),
            civility: text(w.civility),
            first_name: text(w.first_name),
            last_name: w.last_name,
            position: text(w.position),
            email: text(w.email),
            phone: text(w.phone),
            mobile: text(w.mobile),
            phone_personal: text(w.phone_personal),
            fax: text(w.fax),
            address: text(w.address),
            postal_code: text(w.postal_code),
            town: text(w.town),
            country: text(w.country),
            birthday: text(w.birthday),
            note: text(w.note),
            is_private: contact.is_private.then(|| "1".to_owned()),
            party_id: contact.party.as_ref().map(|party| party.id.to_string()).unwrap_or_default(),
            ..Self::default()
        };
        Self { base: kept(&form.texts()), ..form }
    }

    /// The same form with the party that was meant, chosen or named.
    pub(super) fn with_party(self, party: Option<Uuid>) -> Self {
        Self { party: String::new(), party_id: party.map(|id| id.to_string()).unwrap_or_default(), ..self }
    }

    /// Whether a field holds something else than when the form was shown. Everything is new in a new form.
    pub(super) fn is_typed(&self, field: &str) -> bool {
        is_typed(&self.base, field, &self.texts())
    }

    /// The same form over what somebody else saved meanwhile: what was typed stays, what was not takes the new value, and
    /// what both changed is told.
    pub(super) fn over(self, current: &Contact) -> (Self, Vec<Clash>) {
        let mut merged = Self::of(current);
        let (typed, clashes) = over(&self.base, &self.texts(), &merged.texts());
        for (field, value) in typed {
            merged.set(field, &value);
        }
        (merged, clashes)
    }

    /// Whether the contact is to be seen by its author alone.
    #[must_use]
    pub fn is_private(&self) -> bool {
        self.is_private.is_some()
    }

    /// Reads the words. `old` is what the contact holds: a value that was never touched is not judged
    /// again, for nobody should have to mend what they did not write.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn parse(&self, lang: Lang, old: Option<&Words>) -> Result<Words, FieldErrors> {
        let mut errors = FieldErrors::default();
        let before = |name: &str| old.and_then(|old| old.fields().into_iter().find(|(field, _)| *field == name)?.1);
        let mut checked = |name: &'static str, text: &str, check: &dyn Fn(&str) -> Result<String, values::Refused>| match before(name) {
            Some(before) if before == text => Some(before.to_owned()),
            _ => optional(text, name, lang, &mut errors, check),
        };
        let of = self.country.trim();
        let dial = |text: &str| phone(text, of);
        let words = Words {
            email: checked("email", &self.email, &values::email),
            phone: checked("phone", &self.phone, &dial),
            mobile: checked("mobile", &self.mobile, &dial),
            phone_personal: checked("phone_personal", &self.phone_personal, &dial),
            fax: checked("fax", &self.fax, &dial),
            postal_code: checked("postal_code", &self.postal_code, &|text| postal_code(text, of)),
            civility: line(&self.civility, 30),
            first_name: line(&self.first_name, limits::NAME_CHARS),
            last_name: line(&self.last_name, limits::NAME_CHARS).unwrap_or_default(),
            position: line(&self.position, limits::LINE_CHARS),
            address: lines(&self.address, limits::ADDRESS_CHARS),
            town: line(&self.town, limits::NAME_CHARS),
            country: if before("country") == Some(of) { Some(of.to_owned()) } else { country(of).map(|country| country.code.to_owned()) },
            birthday: birthday(&self.birthday, lang, &mut errors),
            note: lines(&self.note, limits::NOTE_CHARS),
        };
        if words.last_name.is_empty() {
            errors.add("last_name", lang.t("contacts-last-name-missing"));
        }
        if errors.is_empty() { Ok(words) } else { Err(errors) }
    }
}

/// A day on which somebody who lives was born.
fn birthday(text: &str, lang: Lang, errors: &mut FieldErrors) -> Option<String> {
    if text.trim().is_empty() {
        return None;
    }
    let day = values::day(text).filter(|day| day.as_str() >= EARLIEST);
    if day.is_none() {
        errors.add("birthday", lang.t("contacts-birthday-wrong"));
    }
    day
}

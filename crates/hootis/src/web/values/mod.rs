//! What companies and people are known and reached by: numbers of registers, telephones, postal codes, countries.
//!
//! Each is a small pure function from what was typed to what is kept, or to a [`Refused`] that helps. They accept
//! blanks, dots and dashes wherever people put them, and never guess at what is missing.

mod company;
mod country;
mod phone;
mod place;

#[cfg(test)]
mod tests;

pub use company::{Siren, Siret, show_siren, show_siret, show_vat, vat, vat_of_siren};
pub use country::{COUNTRIES, Country, country, country_name};
pub use phone::{phone, phone_link};
pub use place::{postal_code, website};

use crate::web::i18n::{Lang, Value};
use crate::web::page::{FieldErrors, Text};
use crate::web::person::Email;

/// The earliest day that people mean: a year typed with two digits is none.
const EARLIEST: i16 = 1000;

/// Why a value was refused, for the person who typed it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refused {
    /// A key of the catalogue.
    key: &'static str,
    /// How many are missing or too many; the message's `$n`.
    n: Option<usize>,
    /// What was expected instead; the message's `$expected`.
    expected: Option<String>,
}

impl Refused {
    const fn new(key: &'static str) -> Self {
        Self { key, n: None, expected: None }
    }

    const fn counted(key: &'static str, n: usize) -> Self {
        Self { key, n: Some(n), expected: None }
    }

    const fn expecting(key: &'static str, expected: String) -> Self {
        Self { key, n: None, expected: Some(expected) }
    }

    /// The key of the message.
    #[must_use]
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// The message.
    #[must_use]
    pub fn say(&self, lang: Lang) -> Text {
        let mut args: Vec<(&str, Value<'_>)> = Vec::new();
        if let Some(n) = self.n {
            args.push(("n", n.into()));
        }
        if let Some(expected) = &self.expected {
            args.push(("expected", expected.as_str().into()));
        }
        if args.is_empty() { lang.t(self.key).into() } else { lang.t_args(self.key, &args).into() }
    }
}

/// An optional field: `None` when nothing was typed, or when it was refused and `errors` says why.
pub fn optional<T>(
    text: &str,
    field: &'static str,
    lang: Lang,
    errors: &mut FieldErrors,
    parse: impl FnOnce(&str) -> Result<T, Refused>,
) -> Option<T> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    parse(text).map_err(|refused| errors.add(field, refused.say(lang))).ok()
}

/// An e-mail address, as it is kept.
///
/// # Errors
/// When no mail can be sent to it.
pub fn email(text: &str) -> Result<String, Refused> {
    Email::parse(text).map(|email| email.text).ok_or(Refused::new("value-email"))
}

/// A day as browsers send it, or as French people write it, as `2026-11-23`.
#[must_use]
pub fn day(text: &str) -> Option<String> {
    let text = text.trim();
    let day: Option<jiff::civil::Date> = text.parse().ok().or_else(|| {
        let mut parts = text.split(['/', '.', '-']).map(|part| part.trim().parse::<i16>().ok());
        let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
        let day = jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
        day.filter(|_| parts.next().is_none())
    });
    // Years of two digits mean something else to everybody.
    day.filter(|day| day.year() >= EARLIEST).map(|day| day.to_string())
}

/// The digits and letters of what was typed; blanks, dots, dashes and slashes are only there for the eye.
fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '/' | '\u{2010}'..='\u{2015}' | '\u{200b}'..='\u{200f}')).collect()
}

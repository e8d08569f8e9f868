//! A field, and what a value of it must be.

use std::borrow::Borrow;

use hootis_policy::limits;
use hootis_space::{DbError, FromRow, Row};
use uuid::Uuid;

use crate::web::format;
use crate::web::i18n::Lang;
use crate::web::page::Text;
use crate::web::person::{line, lines};
use crate::web::values;

/// What a field is added to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Subject {
    /// Parties.
    #[default]
    Party,
    /// Contacts.
    Contact,
}

impl Subject {
    /// Every subject.
    pub const ALL: [Self; 2] = [Self::Party, Self::Contact];

    /// Its word in the database and in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Party => "party",
            Self::Contact => "contact",
        }
    }

    /// The subject of a word; parties for anything else.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        if code == "contact" { Self::Contact } else { Self::Party }
    }
}

/// What a field holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Text,
    LongText,
    /// A number, decimals included.
    Number,
    Integer,
    /// `YYYY-MM-DD`.
    Date,
    /// One of the options.
    Choice,
    /// `1` or `0`.
    YesNo,
    Email,
    Phone,
    Url,
    /// What only Dolibarr fills in: prices, links, several choices, durations, instants.
    Theirs,
}

impl Kind {
    /// Those that a company can add, in the order of the form.
    pub const OFFERED: [Self; 6] = [Self::Text, Self::LongText, Self::Number, Self::Date, Self::Choice, Self::YesNo];

    /// Its word in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::LongText => "long_text",
            Self::Number => "decimal",
            Self::Integer => "integer",
            Self::Date => "date",
            Self::Choice => "choice",
            Self::YesNo => "boolean",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Url => "url",
            Self::Theirs => "",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        let more = [Self::Integer, Self::Email, Self::Phone, Self::Url];
        Self::OFFERED.into_iter().chain(more).find(|kind| kind.code() == code).unwrap_or(Self::Theirs)
    }

    /// Its name, for people.
    #[must_use]
    pub fn title(self, lang: impl Borrow<Lang>) -> &'static str {
        lang.borrow().t(match self {
            Self::Text => "fields-kind-text",
            Self::LongText => "fields-kind-long",
            Self::Number => "fields-kind-number",
            Self::Integer => "fields-kind-integer",
            Self::Date => "fields-kind-date",
            Self::Choice => "fields-kind-choice",
            Self::YesNo => "fields-kind-yes-no",
            Self::Email => "fields-kind-email",
            Self::Phone => "fields-kind-phone",
            Self::Url => "fields-kind-url",
            Self::Theirs => "fields-kind-theirs",
        })
    }
}

/// A field.
#[derive(Clone, Debug)]
pub struct Field {
    pub id: Uuid,
    pub subject: Subject,
    pub label: String,
    pub kind: Kind,
    /// Key and label of each choice.
    pub options: Vec<(String, String)>,
    pub position: i64,
    pub version: i64,
    pub retired_at: Option<i64>,
    /// Defined in Dolibarr.
    pub is_imported: bool,
}

/// The columns of a [`Field`], of `custom_field f`.
pub(super) const COLUMNS: &str = "f.id, f.subject, f.label, f.type, f.options, f.position, f.version, f.retired_at, \
                                  EXISTS (SELECT 1 FROM origin o WHERE o.local_id = f.id)";

impl FromRow for Field {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            subject: Subject::from_code(&row.take::<String>()?),
            label: row.take()?,
            kind: Kind::from_code(&row.take::<String>()?),
            options: row.take::<Option<String>>()?.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default(),
            position: row.take()?,
            version: row.take()?,
            retired_at: row.take()?,
            is_imported: row.take()?,
        })
    }
}

/// A value as it is kept: for people, and itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Kept {
    pub(super) value: String,
    pub(super) raw: String,
}

impl Field {
    /// The name of its input.
    #[must_use]
    pub fn input(&self) -> String {
        format!("champ-{}", self.id.simple())
    }

    /// A value as people read it. `value` is what was kept for people, in French: dates, numbers and yes or no are
    /// said in the language of whoever reads.
    pub(super) fn say(&self, lang: Lang, value: &str, raw: &str) -> String {
        match self.kind {
            Kind::Date => format::plain_date(lang, raw),
            Kind::YesNo => lang.t(if raw == "1" { "fields-yes" } else { "fields-no" }).to_owned(),
            Kind::Choice => self.options.iter().find(|(key, _)| key == raw).map_or(value, |(_, label)| label).to_owned(),
            Kind::Number | Kind::Integer => number(lang, raw),
            _ => value.to_owned(),
        }
    }

    /// What the input holds for a value.
    pub(super) fn typed(&self, lang: Lang, value: &str, raw: &str) -> String {
        match self.kind {
            Kind::Number | Kind::Integer => number(lang, raw),
            Kind::LongText => value.to_owned(),
            _ => raw.to_owned(),
        }
    }

    /// Reads what was typed: nothing, or a value.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn parse(&self, lang: Lang, text: &str) -> Result<Option<Kept>, Text> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let same = |text: String| Kept { value: text.clone(), raw: text };
        let said = |refused: values::Refused| refused.say(lang);
        let kept = match self.kind {
            Kind::Text | Kind::Theirs => line(text, limits::LINE_CHARS).map(same),
            Kind::LongText => lines(text, limits::CUSTOM_VALUE_CHARS).map(same),
            Kind::Number => Some(same(decimal(text).ok_or_else(|| lang.t("fields-number-wrong"))?)),
            Kind::Integer => Some(same(decimal(text).filter(|text| !text.contains('.')).ok_or_else(|| lang.t("fields-integer-wrong"))?)),
            Kind::Date => Some(same(values::day(text).ok_or_else(|| lang.t("fields-date-wrong"))?)),
            Kind::YesNo => Some(match text {
                "1" => Kept { value: "Oui".to_owned(), raw: "1".to_owned() },
                _ => Kept { value: "Non".to_owned(), raw: "0".to_owned() },
            }),
            Kind::Choice => {
                let (key, label) = self.options.iter().find(|(key, _)| key == text).ok_or_else(|| lang.t("fields-choice-wrong"))?;
                Some(Kept { value: label.clone(), raw: key.clone() })
            }
            Kind::Email => Some(same(values::email(text).map_err(said)?)),
            Kind::Phone => Some(same(values::phone(text, "FR").map_err(said)?)),
            Kind::Url => Some(same(values::website(text).map_err(said)?)),
        };
        Ok(kept)
    }
}

/// A number as people of either language write it, as `-1234.5`.
fn decimal(text: &str) -> Option<String> {
    // The minus that we write ourselves comes back as the one on keyboards.
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| if c == '−' { '-' } else { c }).collect();
    let plain = match (compact.rfind(','), compact.rfind('.')) {
        // 1,234.5 and 1.234,5: the last of both is the decimal one.
        (Some(comma), Some(point)) if comma < point => compact.replace(',', ""),
        (Some(_), Some(_)) => compact.replace('.', "").replace(',', "."),
        _ => compact.replace(',', "."),
    };
    let digits = plain.strip_prefix('-').unwrap_or(&plain);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let right = !whole.is_empty() && whole.len() + part.len() <= 18 && are_digits(whole) && are_digits(part) && !digits.ends_with('.');
    right.then(|| plain.clone())
}

/// `-1234.5` as people of a language write it; what is no number comes back as it is.
fn number(lang: Lang, raw: &str) -> String {
    let (whole, part) = raw.split_once('.').unwrap_or((raw, ""));
    let Ok(n) = whole.parse::<i64>() else { return raw.to_owned() };
    let sign = if n == 0 && whole.starts_with('-') { "−" } else { "" };
    let whole = format!("{sign}{}", format::number(lang, n));
    match (part.is_empty(), lang) {
        (true, _) => whole,
        (false, Lang::Fr) => format!("{whole},{part}"),
        (false, Lang::En) => format!("{whole}.{part}"),
    }
}

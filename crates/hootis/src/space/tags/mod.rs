//! Tags: labels that people put on parties, contacts and members. Dolibarr calls them categories.
//!
//! A tag belongs to one kind of row ([`Subject`]). A tag that Dolibarr put on a row (`source_id`) stays until
//! Dolibarr takes it off; those that members put on can be taken off by members. A tag that Dolibarr made is
//! named and coloured there; our own are kept in order on a page of theirs.

mod form;
pub mod pages;
mod queries;
#[cfg(test)]
mod tests;

pub use queries::{Tag, TagOn, add, find, find_named, list, named, of, remove};

/// What a tag is put on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Subject {
    /// A party.
    Party,
    /// A contact.
    Contact,
    /// A member.
    Member,
}

impl Subject {
    /// Those whose tags people keep in order here.
    pub const KEPT: [Self; 2] = [Self::Party, Self::Contact];

    /// The subject of a word; parties for anything else.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        Self::KEPT.into_iter().find(|subject| subject.code() == code).unwrap_or(Self::Party)
    }

    /// Its word in the database and in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Party => "party",
            Self::Contact => "contact",
            Self::Member => "member",
        }
    }

    /// The table that says which rows have which tags, and its column.
    const fn table(self) -> (&'static str, &'static str) {
        match self {
            Self::Party => ("party_tag", "party_id"),
            Self::Contact => ("contact_tag", "contact_id"),
            Self::Member => ("member_tag", "member_id"),
        }
    }
}

/// Longest name of a tag, in characters.
pub const NAME_MAX: usize = 60;

/// Colours that a tag may be given, with the key of each one's name. Any other came from Dolibarr.
pub const COLORS: [(&str, &str); 8] = [
    ("#4250d8", "tags-indigo"),
    ("#0a7ea4", "tags-blue"),
    ("#1b8a5a", "tags-green"),
    ("#c58a00", "tags-amber"),
    ("#c8501e", "tags-orange"),
    ("#b3261e", "tags-red"),
    ("#8a3ab9", "tags-violet"),
    ("#6b7080", "tags-grey"),
];

/// The name of a colour, for people; a colour that came from Dolibarr as it is written.
#[must_use]
pub fn color_name(lang: crate::web::i18n::Lang, color: &str) -> std::borrow::Cow<'static, str> {
    match COLORS.iter().find(|(own, _)| *own == color) {
        Some((_, key)) => lang.t(key).into(),
        None => color.to_owned().into(),
    }
}

/// The word for tags in changes.
pub const KIND: &str = "tag";

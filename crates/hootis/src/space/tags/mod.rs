//! Tags: labels that people put on parties, contacts and members. Dolibarr calls them categories.
//!
//! A tag belongs to one kind of row ([`Subject`]). A tag that Dolibarr put on a row (`source_id`) stays until
//! Dolibarr takes it off; those that members put on can be taken off by members.

mod queries;

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

//! What a Dolibarr holds, in neutral words: no dictionary number, no HTML that is not safe.

mod fields;
mod fingerprint;
mod people;

use serde::Serialize;

pub use fields::{CustomField, CustomValue, CustomValues, FieldKind};
pub use people::{Contact, ThirdParty, User};

/// One thing read from a Dolibarr.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "record", rename_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "users are few; what is numerous and large is boxed")]
pub enum Record {
    /// The definition of a custom field.
    CustomField(CustomField),
    /// A category; a parent comes before its children.
    Category(Category),
    /// An employee or other person who signs in to Dolibarr.
    User(User),
    /// A company or person that is dealt with; a parent comes before its subsidiaries.
    ThirdParty(Box<ThirdParty>),
    /// A person, mostly of a third party.
    Contact(Box<Contact>),
    /// A category put on something.
    CategoryLink(CategoryLink),
    /// A user who looks after a third party.
    SalesRepresentative(SalesRepresentative),
    /// The values of the custom fields of one row.
    CustomValues(CustomValues),
}

impl Record {
    /// Dolibarr's `rowid`; for links and values, the row of the object they belong to.
    #[must_use]
    pub fn row(&self) -> i64 {
        match self {
            Self::CustomField(field) => field.row,
            Self::Category(category) => category.row,
            Self::User(user) => user.row,
            Self::ThirdParty(third_party) => third_party.row,
            Self::Contact(contact) => contact.row,
            Self::CategoryLink(link) => link.row,
            Self::SalesRepresentative(link) => link.third_party_row,
            Self::CustomValues(values) => values.row,
        }
    }

    /// See [`ThirdParty::fingerprint`].
    #[must_use]
    pub fn fingerprint(&self) -> [u8; 32] {
        match self {
            Self::CustomField(field) => field.fingerprint(),
            Self::Category(category) => category.fingerprint(),
            Self::User(user) => user.fingerprint(),
            Self::ThirdParty(third_party) => third_party.fingerprint(),
            Self::Contact(contact) => contact.fingerprint(),
            Self::CategoryLink(link) => link.fingerprint(),
            Self::SalesRepresentative(link) => link.fingerprint(),
            Self::CustomValues(values) => values.fingerprint(),
        }
    }
}

/// What categories and custom fields are put on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// `societe`.
    ThirdParty,
    /// `socpeople`.
    Contact,
    /// `user`.
    User,
}

/// A code of a dictionary with the label that this very base gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coded {
    /// The code, as `TE_PRIVATE`, `54`, `MME`; a code absent from the dictionary is kept.
    pub code: String,
    /// The label in the base's own language; `None` when the dictionary lacks the code.
    pub label: Option<String>,
}

/// A note for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// The text, entities decoded.
    pub text: String,
    /// Safe HTML, when the note was HTML: known tags without attributes, and links to
    /// `http`, `https`, `mailto` and `tel`.
    pub html: Option<String>,
}

/// A postal address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Address {
    /// Street lines, separated by `\n`.
    pub street: Option<String>,
    /// Postal code as written.
    pub zip: Option<String>,
    /// Town.
    pub town: Option<String>,
    /// Department, province or state: code and name.
    pub department: Option<Coded>,
    /// Country, ISO 3166-1 alpha-2 code in capitals.
    pub country: Option<String>,
}

/// An account on a social network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SocialNetwork {
    /// The network as Dolibarr names it, as `linkedin`.
    pub network: String,
    /// Identifier or address there.
    pub account: String,
}

/// What a category sorts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CategoryKind {
    /// Suppliers.
    Supplier,
    /// Customers and prospects.
    Customer,
    /// Contacts.
    Contact,
    /// Users.
    User,
}

/// A category of third parties, contacts or users.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Category {
    /// `rowid`.
    pub row: i64,
    /// The name.
    pub label: String,
    /// Six hexadecimal digits in lower case, without `#`.
    pub color: Option<String>,
    /// The category that holds this one.
    pub parent_row: Option<i64>,
    /// What it sorts.
    pub kind: CategoryKind,
}

/// A category put on something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CategoryLink {
    /// The category.
    pub category_row: i64,
    /// The table of `row`.
    pub target: Target,
    /// The object.
    pub row: i64,
}

/// A user who looks after a third party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SalesRepresentative {
    /// The third party.
    pub third_party_row: i64,
    /// The user.
    pub user_row: i64,
}

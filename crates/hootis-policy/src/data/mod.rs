//! Every table and every column of all databases: what it is, why it is there, how it goes.
//!
//! A column that no line here names does not pass the tests, and neither does a line that names no
//! column. Exports, erasure and the public register read these lines, so they are what happens, not
//! a description of it.
//!
//! On SQLCipher the whole database is encrypted, whatever a column says; on PostgreSQL the rows are
//! as [`Protection`] says, on the operator's disks.

use crate::retention::{Ground, Rule};
use crate::text::Text;

mod factors;
mod journal;
mod kinds;
mod platform;
mod platform_account;
mod platform_life;
mod platform_operators;
mod platform_outreach;
mod platform_retention;
mod space_documents;
mod space_imports;
mod space_media;
mod space_members;
mod space_parties;
mod space_portal;
mod space_talk;
mod space_work;

pub use kinds::{Erasure, Kind, Protection, Purpose, Responsible};

/// One of the kinds of databases.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Database {
    /// Hootis's own.
    Platform,
    /// A company's own.
    Space,
    /// The security journal, apart from everything else.
    Journal,
}

impl Database {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Platform, Self::Space, Self::Journal];

    /// Its name in programs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Platform => "platform",
            Self::Space => "space",
            Self::Journal => "journal",
        }
    }

    /// For people.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::Platform => Text::new("La plateforme", "The platform"),
            Self::Space => Text::new("Un espace", "A space"),
            Self::Journal => Text::new("Le journal de sécurité", "The security journal"),
        }
    }

    /// Who answers for what is in it: the operator for what is its own, the customer for its space.
    #[must_use]
    pub const fn responsible(self) -> Responsible {
        match self {
            Self::Platform | Self::Journal => Responsible::Controller,
            Self::Space => Responsible::Processor,
        }
    }
}

/// A column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Column {
    /// As in the database.
    pub name: &'static str,
    /// What it tells.
    pub kind: Kind,
    /// In which form it is kept.
    pub protection: Protection,
    /// Whether exports hand it out.
    pub exported: bool,
    /// What becomes of it when the person or thing it tells of is erased.
    pub erasure: Erasure,
    /// A period of its own, shorter than the row's.
    pub rule: Option<&'static Rule>,
    /// Only on SQLCipher: PostgreSQL does without.
    pub is_cipher_only: bool,
}

impl Column {
    /// Tells nothing about anybody: ids, counts, states, dates of rows.
    #[must_use]
    pub const fn plain(name: &'static str) -> Self {
        Self::personal(name, Kind::Technical)
    }

    /// Tells something about a person or a company. In clear, exported, gone with its row, unless the
    /// line goes on to say otherwise.
    #[must_use]
    pub const fn personal(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, protection: Protection::Clear, exported: true, erasure: Erasure::WithRow, rule: None, is_cipher_only: false }
    }

    /// Proves who somebody is, or opens something. Never in clear, never exported.
    #[must_use]
    pub const fn credential(name: &'static str, protection: Protection) -> Self {
        Self { protection, exported: false, ..Self::personal(name, Kind::Credential) }
    }

    /// Emptied when its person is erased, and the row stays.
    #[must_use]
    pub const fn erased_as_null(self) -> Self {
        Self { erasure: Erasure::Null, ..self }
    }

    /// Replaced when its person is erased, and the row stays.
    #[must_use]
    pub const fn erased_as(self, text: &'static str) -> Self {
        Self { erasure: Erasure::Placeholder(text), ..self }
    }

    /// Erased first of all, which makes everything under that key unreadable.
    #[must_use]
    pub const fn erased_with_key(self) -> Self {
        Self { erasure: Erasure::KeyDestroyed, ..self }
    }

    /// Kept in another form than in clear.
    #[must_use]
    pub const fn held(self, protection: Protection) -> Self {
        Self { protection, ..self }
    }

    /// Under a period of its own.
    #[must_use]
    pub const fn under(self, rule: &'static Rule) -> Self {
        Self { rule: Some(rule), ..self }
    }

    /// Not in exports: made from other columns, or of no use elsewhere.
    #[must_use]
    pub const fn not_exported(self) -> Self {
        Self { exported: false, ..self }
    }

    /// Only on SQLCipher.
    #[must_use]
    pub const fn cipher_only(self) -> Self {
        Self { is_cipher_only: true, ..self }
    }
}

/// How the rows of a table are found that are about one account.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OfAccount {
    /// The row is the account: `id`.
    Itself,
    /// The row names it: `account_id`.
    Named,
    /// The row names it, or an operator: `holder_id`.
    Held,
    /// The row names a space of it: `space_id`.
    OfItsSpaces,
}

/// A table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Table {
    /// As in the database.
    pub name: &'static str,
    /// Which database it is in.
    pub database: Database,
    /// What it holds.
    pub about: Text,
    /// What it is for.
    pub purpose: Purpose,
    /// How long a row is kept: until the first of these comes due.
    pub rules: &'static [&'static Rule],
    /// Where one table holds things of several lives: the rule for each value of its column `kind`.
    pub kinds: &'static [(&'static str, &'static Rule)],
    /// Every column.
    pub columns: &'static [Column],
}

impl Table {
    /// A table of the platform.
    #[must_use]
    pub const fn platform(name: &'static str, purpose: Purpose, rules: &'static [&'static Rule], about: Text, columns: &'static [Column]) -> Self {
        Self { name, database: Database::Platform, about, purpose, rules, kinds: &[], columns }
    }

    /// A table of a space.
    #[must_use]
    pub const fn space(name: &'static str, purpose: Purpose, rules: &'static [&'static Rule], about: Text, columns: &'static [Column]) -> Self {
        Self { name, database: Database::Space, about, purpose, rules, kinds: &[], columns }
    }

    /// A table of the security journal.
    #[must_use]
    pub const fn journal(name: &'static str, purpose: Purpose, rules: &'static [&'static Rule], about: Text, columns: &'static [Column]) -> Self {
        Self { name, database: Database::Journal, about, purpose, rules, kinds: &[], columns }
    }

    /// Under a rule of its own for each value of its column `kind`.
    #[must_use]
    pub const fn by_kind(self, kinds: &'static [(&'static str, &'static Rule)]) -> Self {
        Self { kinds, ..self }
    }

    /// Every rule that any row or column of it is under.
    pub fn all_rules(&self) -> impl Iterator<Item = &'static Rule> {
        let columns = self.columns.iter().filter_map(|column| column.rule);
        self.rules.iter().copied().chain(self.kinds.iter().map(|(_, rule)| *rule)).chain(columns)
    }

    /// How its rows are found that are about one account. None: they are about no account, or about nobody.
    #[must_use]
    pub fn of_account(&self) -> Option<OfAccount> {
        let has = |name: &str| self.column(name).is_some();
        match self.database {
            Database::Space => None,
            Database::Platform if self.name == "account" => Some(OfAccount::Itself),
            Database::Platform | Database::Journal if has("account_id") => Some(OfAccount::Named),
            Database::Platform if has("holder_id") => Some(OfAccount::Held),
            Database::Platform if has("space_id") => Some(OfAccount::OfItsSpaces),
            Database::Platform | Database::Journal => None,
        }
    }

    /// The columns that exports hand out.
    pub fn exported(&self) -> impl Iterator<Item = &'static Column> {
        self.columns.iter().filter(|column| column.exported)
    }

    /// Why the law lets Hootis hold it.
    #[must_use]
    pub const fn ground(&self) -> Ground {
        match self.database {
            Database::Platform | Database::Journal => self.purpose.ground(),
            Database::Space => Ground::Instructions,
        }
    }

    /// The column of that name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// Whether any column tells something about somebody.
    #[must_use]
    pub fn is_personal(&self) -> bool {
        self.columns.iter().any(|column| column.kind != Kind::Technical)
    }
}

/// What a sealed value is bound to: moved to another row or column, it does not open.
#[must_use]
pub fn place(table: &str, column: &str, row: &str) -> String {
    format!("{table}.{column}:{row}")
}

/// Every table of a database.
#[must_use]
pub const fn tables(database: Database) -> &'static [Table] {
    match database {
        Database::Platform => PLATFORM,
        Database::Space => SPACE,
        Database::Journal => journal::TABLES,
    }
}

const PLATFORM_LENGTH: usize = platform::TABLES.len()
    + factors::PLATFORM.len()
    + platform_account::TABLES.len()
    + platform_life::TABLES.len()
    + platform_operators::TABLES.len()
    + platform_outreach::TABLES.len()
    + platform_retention::TABLES.len();
const PLATFORM: &[Table] = &joined::<PLATFORM_LENGTH>(&[
    platform::TABLES,
    factors::PLATFORM,
    platform_account::TABLES,
    platform_life::TABLES,
    platform_operators::TABLES,
    platform_outreach::TABLES,
    platform_retention::TABLES,
]);

const SPACE_LENGTH: usize = space_members::TABLES.len()
    + factors::SPACE.len()
    + space_documents::TABLES.len()
    + space_parties::TABLES.len()
    + space_portal::TABLES.len()
    + space_talk::TABLES.len()
    + space_imports::TABLES.len()
    + space_media::TABLES.len()
    + space_work::TABLES.len();
const SPACE: &[Table] = &joined::<SPACE_LENGTH>(&[
    space_members::TABLES,
    factors::SPACE,
    space_documents::TABLES,
    space_parties::TABLES,
    space_portal::TABLES,
    space_talk::TABLES,
    space_imports::TABLES,
    space_media::TABLES,
    space_work::TABLES,
]);

/// The lists one after the other; `N` is the sum of their lengths.
const fn joined<const N: usize>(parts: &[&[Table]]) -> [Table; N] {
    let mut all = [parts[0][0]; N];
    let (mut part, mut at) = (0, 0);
    while part < parts.len() {
        let mut i = 0;
        while i < parts[part].len() {
            all[at] = parts[part][i];
            at += 1;
            i += 1;
        }
        part += 1;
    }
    all
}

/// The table of that name.
#[must_use]
pub fn table(database: Database, name: &str) -> Option<&'static Table> {
    tables(database).iter().find(|table| table.name == name)
}

/// Whether a table is the engine's own and follows a declared one without being written to: the
/// trigram index that SQLCipher builds over `search_entry` holds the same words and no other.
#[must_use]
pub fn is_engine_internal(name: &str) -> bool {
    name == "search_index" || name.starts_with("search_index_") || name.starts_with("sqlite_")
}

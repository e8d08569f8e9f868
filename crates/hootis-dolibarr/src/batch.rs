//! What is asked of a reading, and how its records arrive.

use serde::{Deserialize, Serialize};

use crate::{columns::Table, record::Record, warning::Warning};

/// Records of a batch at most.
pub(crate) const BATCH_RECORDS: usize = 500;
/// Source bytes of a batch, about: a batch of long notes is cut shorter.
pub(crate) const BATCH_BYTES: usize = 1 << 20;

/// The order in which things are read: what others refer to comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Definitions of custom fields.
    CustomFields,
    /// Categories.
    Categories,
    /// Users.
    Users,
    /// Third parties.
    ThirdParties,
    /// Sales representatives of third parties.
    SalesRepresentatives,
    /// Custom values of third parties.
    ThirdPartyValues,
    /// Contacts.
    Contacts,
    /// Custom values of contacts.
    ContactValues,
    /// Custom values of users.
    UserValues,
    /// Categories of contacts.
    ContactCategories,
    /// Categories of suppliers (third parties).
    SupplierCategories,
    /// Categories of customers (third parties).
    ThirdPartyCategories,
    /// Categories of users.
    UserCategories,
}

impl Phase {
    /// Phases whose records were found by the first look.
    pub(crate) const SMALL: [Phase; 3] = [Phase::CustomFields, Phase::Categories, Phase::Users];

    /// Phases that read a table, in order.
    pub(crate) const STREAMED: [(Phase, Table); 10] = [
        (Phase::ThirdParties, Table::ThirdParty),
        (Phase::SalesRepresentatives, Table::SalesRepresentative),
        (Phase::ThirdPartyValues, Table::ThirdPartyValues),
        (Phase::Contacts, Table::Contact),
        (Phase::ContactValues, Table::ContactValues),
        (Phase::UserValues, Table::UserValues),
        (Phase::ContactCategories, Table::ContactCategories),
        (Phase::SupplierCategories, Table::SupplierCategories),
        (Phase::ThirdPartyCategories, Table::ThirdPartyCategories),
        (Phase::UserCategories, Table::UserCategories),
    ];
}

/// How far a reading is: after `index` records of `phase`.
///
/// The order is the same for every reading of an unchanged source with the same options, so a
/// reading that was interrupted goes on from the last position that was applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Position {
    /// The phase.
    pub phase: Phase,
    /// Records of the phase so far.
    pub index: u64,
}

/// What to take. What is not taken is not read, nor the links to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Take {
    /// Contacts.
    pub contacts: bool,
    /// Users.
    pub users: bool,
    /// Categories and their links.
    pub categories: bool,
    /// Custom fields and their values.
    pub custom_fields: bool,
    /// Public and private notes.
    pub notes: bool,
    /// Sales representatives (only with users).
    pub sales_representatives: bool,
    /// What is sold: left to whoever asks for a reading of everything. What was stored before there was a choice took none.
    #[serde(default)]
    pub sales: bool,
    /// What is planned, done and asked: agenda, projects, tickets. Left to the same, and stored the same.
    #[serde(default)]
    pub work: bool,
}

impl Default for Take {
    fn default() -> Self {
        Self { contacts: true, users: true, categories: true, custom_fields: true, notes: true, sales_representatives: true, sales: true, work: true }
    }
}

impl Take {
    /// Whether a phase is read.
    pub(crate) fn takes(&self, phase: Phase) -> bool {
        match phase {
            Phase::ThirdParties => true,
            Phase::CustomFields | Phase::ThirdPartyValues => self.custom_fields,
            Phase::Categories | Phase::SupplierCategories | Phase::ThirdPartyCategories => self.categories,
            Phase::Users => self.users,
            Phase::SalesRepresentatives => self.users && self.sales_representatives,
            Phase::Contacts => self.contacts,
            Phase::ContactValues => self.contacts && self.custom_fields,
            Phase::UserValues => self.users && self.custom_fields,
            Phase::ContactCategories => self.contacts && self.categories,
            Phase::UserCategories => self.users && self.categories,
        }
    }
}

/// What is asked of a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadOptions {
    /// The company of the Multicompany module; 1 where there is only one.
    pub entity: i64,
    /// What to take.
    pub take: Take,
    /// Go on after this position: what comes before was applied already.
    pub skip_to: Option<Position>,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self { entity: 1, take: Take::default(), skip_to: None }
    }
}

/// Some records of one kind, 500 at most; none when there is only something to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Where the reading is once these records are applied.
    pub position: Position,
    /// The records, parents before children.
    pub records: Vec<Record>,
    /// What was odd about them, or about rows that gave none.
    pub warnings: Vec<Warning>,
}

//! What a check tells before anything is imported.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Base;
use crate::{columns::Table, warning::Warning};

/// A company of the Multicompany module; every base has at least number 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entity {
    /// Its number.
    pub id: i64,
    /// Its name, if the base says it.
    pub name: Option<String>,
}

/// A table of a Dolibarr that holds rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct SeenTable {
    /// Its name without prefix, as `facture_fourn`.
    pub name: String,
    /// About how many rows, of all companies.
    pub rows: u64,
    /// Whether it is one of those that may be read.
    pub is_read: bool,
    /// Of a table that is read, the columns that are there and are never read.
    pub unread_columns: Vec<String>,
}

impl SeenTable {
    fn all(base: &Base) -> Vec<Self> {
        let table = |(name, rows): (&String, &u64)| {
            let ours = Table::named(name);
            let unread = |table: Table| {
                let read = base.wanted(table).columns;
                let columns = base.schema.get(&table).into_iter().flatten();
                columns.filter(|column| !read.iter().any(|(known, _)| known == *column)).cloned().collect()
            };
            Self { name: name.clone(), rows: *rows, is_read: ours.is_some(), unread_columns: ours.map(unread).unwrap_or_default() }
        };
        base.seen.iter().filter(|(_, rows)| **rows > 0).map(table).collect()
    }
}

/// What was found in a Dolibarr by looking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// Version, as `22.0.4`.
    pub version: Option<String>,
    /// Prefix of the tables, as `llx_`.
    pub prefix: String,
    /// Character set of the third parties' table, as `utf8mb4`.
    pub charset: Option<String>,
    /// The companies of the base, by number.
    pub entities: Vec<Entity>,
    /// Numbers of rows: `third_parties`, `contacts`, `users`, `categories`, `custom_fields`,
    /// `sales_representatives`, `category_links`, `custom_values`; of one company if one was asked
    /// for (links and values are always those of all). [`crate::check_whole`] adds `products`, `quotes`, `orders`,
    /// `invoices`, `payments`, `events`, `projects`, `tasks`, `tickets`, `ticket_messages`, `files`.
    pub counts: BTreeMap<&'static str, u64>,
    /// The tables that hold rows, read or not, by name.
    pub tables: Vec<SeenTable>,
    /// What is odd about the base, its custom fields, categories and users.
    pub warnings: Vec<Warning>,
}

impl From<Base> for Check {
    fn from(base: Base) -> Self {
        let tables = SeenTable::all(&base);
        let warnings = [base.general, base.about_fields, base.about_categories, base.about_users].concat();
        Self {
            version: base.version,
            prefix: base.prefix,
            charset: base.charset,
            entities: base.entities.into_iter().map(|(id, name)| Entity { id, name }).collect(),
            counts: base.counts,
            tables,
            warnings,
        }
    }
}

//! What a check tells before anything is imported.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Base;
use crate::warning::Warning;

/// A company of the Multicompany module; every base has at least number 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entity {
    /// Its number.
    pub id: i64,
    /// Its name, if the base says it.
    pub name: Option<String>,
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
    /// What is odd about the base, its custom fields, categories and users.
    pub warnings: Vec<Warning>,
}

impl From<Base> for Check {
    fn from(base: Base) -> Self {
        let warnings = [base.general, base.about_fields, base.about_categories, base.about_users].concat();
        Self {
            version: base.version,
            prefix: base.prefix,
            charset: base.charset,
            entities: base.entities.into_iter().map(|(id, name)| Entity { id, name }).collect(),
            counts: base.counts,
            warnings,
        }
    }
}

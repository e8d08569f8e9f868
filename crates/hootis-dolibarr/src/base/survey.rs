//! The first look, row by row.

use std::collections::HashMap;

use super::{Base, FieldPlan, business, custom, small};
use crate::{
    columns::{self, OPTIONAL, RENAMED, SETTINGS, Table, company, setting},
    error::DolibarrError,
    row::{Row, Wanted},
    text,
    warning::{Book, Warning},
    whole::Look,
};

/// What dictionaries, definitions, categories and users may weigh together.
const BUDGET_BYTES: u64 = 64 << 20;
/// First and last major versions tried with Hootis.
const TRIED: std::ops::RangeInclusive<u32> = 14..=22;

/// Builds a [`Base`] from the rows of its small tables and the keys of its large ones.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    pub(super) entity: Option<i64>,
    pub(super) base: Base,
    pub(super) book: Book,
    pub(super) fields: Vec<(Option<i64>, FieldPlan)>,
    /// Warnings taken from the book that belong elsewhere.
    pub(super) rest: Vec<Warning>,
    settings: HashMap<(String, i64), String>,
    companies: HashMap<i64, String>,
    kept_bytes: u64,
}

impl Survey {
    /// A survey of the tables with this prefix.
    pub(crate) fn new(prefix: String, look: Look) -> Self {
        let base = Base { prefix, business: business::Business::new(look), ..Base::default() };
        Self { entity: look.entity, base, ..Self::default() }
    }

    /// Tells which columns a table has.
    pub(crate) fn columns(&mut self, table: Table, columns: Vec<String>) {
        self.base.schema.entry(table).or_insert(columns);
    }

    /// Tells the character set of the third parties.
    pub(crate) fn charset(&mut self, charset: &str) {
        self.base.charset = Some(charset.to_owned());
    }

    /// Tells something odd about the whole base.
    pub(crate) fn odd(&mut self, warning: Warning) {
        if !self.base.general.contains(&warning) {
            self.base.general.push(warning);
        }
    }

    /// The columns to read from `table` in this first look.
    pub(crate) fn wanted(table: Table) -> Wanted {
        use columns::{contact, third_party, third_party_values};
        match table {
            Table::ThirdParty => Wanted::some(table, &[third_party::ROW, third_party::ENTITY]),
            Table::Contact => Wanted::some(table, &[contact::ROW, contact::ENTITY]),
            Table::ThirdPartyValues | Table::ContactValues | Table::UserValues => Wanted::some(table, &[third_party_values::OBJECT]),
            _ if table.is_business() => business::wanted(table),
            _ => Wanted::all(table),
        }
    }

    /// Whether this look reads anything of `table`.
    pub(crate) fn reads(&self, table: Table) -> bool {
        self.base.business.reads(table) && !Self::wanted(table).columns.is_empty()
    }

    /// Counts rows of a table, read or not.
    pub(crate) fn seen(&mut self, table: &str, rows: u64) {
        match self.base.seen.get_mut(table) {
            Some(count) => *count += rows,
            None => {
                self.base.seen.insert(table.to_owned(), rows);
            }
        }
    }

    /// Takes one row.
    pub(crate) fn row(&mut self, table: Table, row: &Row) -> Result<(), DolibarrError> {
        use columns::{category, contact, field, third_party, user};
        match table {
            Table::ThirdParty => {
                let (id, taken) = self.key(row, third_party::ROW, third_party::ENTITY, false);
                self.base.third_party_rows.insert(id, taken);
            }
            Table::Contact => {
                let (id, taken) = self.key(row, contact::ROW, contact::ENTITY, false);
                self.base.contact_rows.insert(id, taken);
            }
            Table::User => {
                let (id, taken) = self.key(row, user::ROW, user::ENTITY, true);
                self.base.user_rows.insert(id, taken);
                if taken && let Some(user) = small::user(row, &mut self.book) {
                    self.base.users.push(user);
                    self.weigh(row)?;
                }
            }
            Table::Category => {
                let (id, taken) = self.key(row, category::ROW, category::ENTITY, true);
                let found = small::category(row, &mut self.book);
                self.base.category_rows.insert(id, taken && found.is_some());
                if taken && let Some(category) = found {
                    self.base.categories.push(category);
                    self.weigh(row)?;
                }
            }
            Table::Field => {
                let entity = row.int(field::ENTITY);
                if self.takes(entity, true)
                    && let Some(plan) = custom::definition(row, &mut self.book)
                {
                    custom::keep(&mut self.fields, entity, plan);
                    self.weigh(row)?;
                }
            }
            Table::Setting => self.setting(row),
            Table::Company => {
                if let (Some(id), Some(label)) = (row.int(company::ROW), row.bytes(company::LABEL)) {
                    self.companies.insert(id, text::one_line(&text::decode(label).0));
                    self.weigh(row)?;
                }
            }
            Table::SalesRepresentative => self.count("sales_representatives"),
            Table::ThirdPartyValues | Table::ContactValues | Table::UserValues => self.count("custom_values"),
            Table::ContactCategories | Table::SupplierCategories | Table::ThirdPartyCategories | Table::UserCategories => {
                self.count("category_links")
            }
            _ if table.is_business() => self.business(table, row)?,
            _ => {
                self.base.dictionaries.row(table, row);
                self.weigh(row)?;
            }
        }
        Ok(())
    }

    pub(super) fn count(&mut self, name: &'static str) {
        *self.base.counts.entry(name).or_default() += 1;
    }

    /// The row's key, and whether the row is of the company that is read.
    fn key(&mut self, row: &Row, key: usize, entity: usize, shared: bool) -> (Option<i64>, bool) {
        let entity = row.int(entity);
        if let Some(id) = entity.filter(|id| *id > 0)
            && self.base.entities.len() < 1_000
        {
            self.base.entities.entry(id).or_default();
        }
        (row.int(key), self.takes(entity, shared))
    }

    fn takes(&self, entity: Option<i64>, shared: bool) -> bool {
        takes(self.entity, entity, shared)
    }

    /// Keeps a setting of the few that are read; the others are forgotten at once.
    fn setting(&mut self, row: &Row) {
        let name = row.bytes(setting::NAME).and_then(|name| std::str::from_utf8(name).ok());
        let Some(name) = name.filter(|name| SETTINGS.contains(name)) else { return };
        let Some(value) = row.bytes(setting::VALUE) else { return };
        let value: String = text::one_line(&text::decode(value).0).chars().take(200).collect();
        if !value.is_empty() && !text::is_encrypted(&value) && self.settings.len() < 10_000 {
            self.settings.insert((name.to_owned(), row.int(setting::ENTITY).unwrap_or(1)), value);
        }
    }

    pub(super) fn weigh(&mut self, row: &Row) -> Result<(), DolibarrError> {
        self.kept_bytes += 200 + u64::try_from(row.size()).unwrap_or(u64::MAX / 2);
        if self.kept_bytes > BUDGET_BYTES {
            return Err(DolibarrError::TooBig { what: "the dictionaries, categories and users together, in bytes", limit: BUDGET_BYTES });
        }
        Ok(())
    }

    /// Concludes.
    ///
    /// # Errors
    /// [`DolibarrError::NotADolibarr`] without third parties.
    pub(crate) fn finish(mut self) -> Result<Base, DolibarrError> {
        let key = Table::ThirdParty.columns()[columns::third_party::ROW];
        if !self.base.schema.get(&Table::ThirdParty).is_some_and(|columns| columns.iter().any(|column| column == key)) {
            return Err(DolibarrError::NotADolibarr);
        }
        self.finish_version();
        self.finish_schema();
        self.finish_entities();
        self.finish_business()?;
        let fields = self.finish_fields();
        let (categories, about_categories) = self.finish_categories();
        let (users, about_users) = self.finish_users();
        self.rest.extend(self.book.take());
        let mut base = self.base;
        base.about_fields = self.rest;
        (base.about_categories, base.about_users) = (about_categories, about_users);
        let size = |len: usize| u64::try_from(len).unwrap_or(u64::MAX);
        for name in ["sales_representatives", "category_links", "custom_values"] {
            base.counts.entry(name).or_default();
        }
        base.counts.insert("third_parties", base.third_party_rows.taken.count());
        base.counts.insert("contacts", base.contact_rows.taken.count());
        base.counts.insert("users", size(users.len()));
        base.counts.insert("categories", size(categories.len()));
        base.counts.insert("custom_fields", size(fields.len()));
        (base.fields, base.categories, base.users) = (fields, categories, users);
        Ok(base)
    }

    fn finish_version(&mut self) {
        // After an upgrade only the first of these is right; a fresh installation lacks it.
        let version = SETTINGS[..3].iter().find_map(|name| {
            let mut found: Vec<_> = self.settings.iter().filter(|((known, _), _)| known == name).collect();
            found.sort();
            found.first().map(|(_, value)| (*value).clone())
        });
        let shaped = |version: &String| version.len() <= 30 && version.starts_with(|c: char| c.is_ascii_digit());
        self.base.version = version.filter(shaped);
        match &self.base.version {
            None => self.odd(Warning::new("const", None, "version-unknown", &[])),
            Some(version) => {
                let major = version.split('.').next().and_then(|major| major.parse::<u32>().ok());
                if !major.is_some_and(|major| TRIED.contains(&major)) {
                    let warning = Warning::new("const", None, "version-untested", &[("version", version)]);
                    self.odd(warning);
                }
            }
        }
    }

    fn finish_schema(&mut self) {
        // Time spent stands in one of two tables, as old as the installation is.
        let times = [Table::ElementTime, Table::TaskTime];
        if self.base.business.reads(times[0]) && !times.iter().any(|table| self.base.schema.contains_key(table)) {
            self.odd(Warning::new(times[0].name(), None, "missing-table", &[("table", times[0].name())]));
        }
        for table in Table::ALL {
            if !self.base.business.reads(*table) {
                continue;
            }
            let Some(columns) = self.base.schema.get(table) else {
                if !table.is_optional() {
                    self.odd(Warning::new(table.name(), None, "missing-table", &[("table", table.name())]));
                }
                continue;
            };
            let has = |name: &str| columns.iter().any(|known| known == name);
            let renamed = |name: &str| RENAMED.iter().any(|(renamed, new, old)| renamed == table && *new == name && has(old));
            let missing = |column: &&&str| !OPTIONAL.contains(column) && !has(column) && !renamed(column);
            let missing: Vec<&str> = table.columns().iter().filter(missing).copied().collect();
            for column in missing {
                self.odd(Warning::new(table.name(), None, "missing-column", &[("column", column)]));
            }
        }
    }

    /// A setting of the company that is looked at, or of all.
    pub(super) fn setting_of(&self, name: &str) -> Option<&str> {
        let of = |entity| self.settings.get(&(name.to_owned(), entity)).map(String::as_str);
        of(self.entity.unwrap_or(1)).or_else(|| of(0))
    }

    fn finish_entities(&mut self) {
        if self.base.entities.is_empty() {
            self.base.entities.insert(1, None);
        }
        for (id, name) in &mut self.base.entities {
            let own = self.settings.get(&("MAIN_INFO_SOCIETE_NOM".to_owned(), *id));
            *name = own.or_else(|| self.companies.get(id)).cloned();
        }
    }
}

/// Whether a row of company `entity` is read when `wanted` is asked for (`None`: all).
///
/// Company 0 means "of all" for users, categories and definitions; a table without the column
/// belongs to the only company there is.
pub(crate) fn takes(wanted: Option<i64>, entity: Option<i64>, shared: bool) -> bool {
    match (wanted, entity) {
        (None, _) | (_, None) => true,
        (Some(_), Some(0)) => shared,
        (Some(wanted), Some(entity)) => wanted == entity,
    }
}

//! The first look at a base: what it is, and the small tables that all the rest needs.
//!
//! Both sources feed the same [`Survey`], row by row; [`Base`] is what it found.

mod business;
mod check;
mod custom;
mod dictionaries;
mod row_set;
mod small;
mod survey;
mod tree;

use std::collections::{BTreeMap, HashMap};

pub(crate) use business::{Business, Settled, is_currency, is_message};
pub use check::{Check, Entity, SeenTable};
pub(crate) use custom::FieldPlan;
pub(crate) use dictionaries::Dictionaries;
pub(crate) use row_set::RowSet;
pub(crate) use survey::{Survey, takes};
pub(crate) use tree::Node;

use crate::{
    business::ElementKind,
    columns::Table,
    record::{Category, Target, User},
    row::Wanted,
    warning::Warning,
};

/// Where in a dump the rows of a table begin and end, in statements.
pub(crate) type Span = (u64, u64);

/// The rows of a table: those that exist, and those of the company that is read.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    pub(crate) known: RowSet,
    pub(crate) taken: RowSet,
}

impl Rows {
    /// Adds a row, if it has a number.
    pub(crate) fn insert(&mut self, row: Option<i64>, taken: bool) {
        let Some(row) = row else { return };
        self.known.insert(row);
        if taken {
            self.taken.insert(row);
        }
    }
}

/// What the first look found.
#[derive(Debug, Default)]
pub(crate) struct Base {
    pub(crate) prefix: String,
    pub(crate) version: Option<String>,
    pub(crate) charset: Option<String>,
    pub(crate) entities: BTreeMap<i64, Option<String>>,
    pub(crate) counts: BTreeMap<&'static str, u64>,
    /// Rows of every table that was seen, by its name without prefix: of all companies, and about as many.
    pub(crate) seen: BTreeMap<String, u64>,
    pub(crate) dictionaries: Dictionaries,
    pub(crate) fields: Vec<FieldPlan>,
    pub(crate) categories: Vec<Category>,
    pub(crate) users: Vec<User>,
    pub(crate) third_party_rows: Rows,
    pub(crate) contact_rows: Rows,
    pub(crate) user_rows: Rows,
    pub(crate) category_rows: Rows,
    pub(crate) business: Business,
    /// Columns by table, in lower case.
    pub(crate) schema: HashMap<Table, Vec<String>>,
    /// Warnings about the whole base.
    pub(crate) general: Vec<Warning>,
    /// Warnings about custom fields, categories and users.
    pub(crate) about_fields: Vec<Warning>,
    pub(crate) about_categories: Vec<Warning>,
    pub(crate) about_users: Vec<Warning>,
}

impl Base {
    /// The custom fields of `target` that can be read, in order.
    pub(crate) fn fields_of(&self, target: Target) -> impl Iterator<Item = &FieldPlan> {
        self.fields.iter().filter(move |plan| plan.field.target == target)
    }

    /// The columns to read from `table` when its records are made.
    pub(crate) fn wanted(&self, table: Table) -> Wanted {
        let mut wanted = Wanted::all(table);
        let target = match table {
            Table::ThirdPartyValues => Target::ThirdParty,
            Table::ContactValues => Target::Contact,
            Table::UserValues => Target::User,
            _ => return wanted,
        };
        for plan in self.fields_of(target) {
            if plan.readable {
                wanted.columns.push((plan.field.name.clone(), wanted.cells));
            }
            wanted.cells += 1;
        }
        wanted
    }

    /// The rows that exist of what business points at; `None` where there is none of it.
    pub(crate) fn elements(&self, kind: ElementKind) -> Option<&Rows> {
        match kind {
            ElementKind::ThirdParty => Some(&self.third_party_rows),
            ElementKind::Contact => Some(&self.contact_rows),
            ElementKind::User => Some(&self.user_rows),
            other => self.business.rows(other),
        }
    }

    /// The rows that exist of what `target` names.
    pub(crate) fn rows(&self, target: Target) -> &Rows {
        match target {
            Target::ThirdParty => &self.third_party_rows,
            Target::Contact => &self.contact_rows,
            Target::User => &self.user_rows,
        }
    }
}

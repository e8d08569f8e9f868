//! The base's own dictionaries: what its numbers and codes mean there.

use std::collections::HashMap;

use crate::{
    columns::{self, Table},
    record::Coded,
    row::Row,
    text,
};

/// Countries, departments, legal forms, types, sizes, civilities and prospecting, as in this base.
#[derive(Debug, Default)]
pub(crate) struct Dictionaries {
    countries: HashMap<i64, String>,
    departments: HashMap<i64, Coded>,
    legal_forms: HashMap<String, Coded>,
    kinds: HashMap<i64, Coded>,
    sizes: HashMap<i64, Coded>,
    civilities: HashMap<String, Coded>,
    prospect_statuses: HashMap<i64, Coded>,
    prospect_levels: HashMap<String, Coded>,
}

impl Dictionaries {
    /// Takes a row of a dictionary; rows of other tables are ignored.
    pub(crate) fn row(&mut self, table: Table, row: &Row) {
        use columns::{civility, country, department, kind, legal_form, prospect_level, prospect_status, size};
        match table {
            Table::Country => {
                if let (Some(id), Some(code)) = (row.int(country::ROW), line(row, country::CODE)) {
                    self.countries.insert(id, code.to_ascii_uppercase());
                }
            }
            Table::Department => by_id(&mut self.departments, row, department::ROW, department::CODE, department::NAME),
            Table::Kind => by_id(&mut self.kinds, row, kind::ID, kind::CODE, kind::LABEL),
            Table::Size => by_id(&mut self.sizes, row, size::ID, size::CODE, size::LABEL),
            Table::ProspectStatus => {
                let entries = &mut self.prospect_statuses;
                by_id(entries, row, prospect_status::ID, prospect_status::CODE, prospect_status::LABEL);
            }
            Table::LegalForm => by_code(&mut self.legal_forms, row, legal_form::CODE, legal_form::LABEL),
            Table::Civility => by_code(&mut self.civilities, row, civility::CODE, civility::LABEL),
            Table::ProspectLevel => by_code(&mut self.prospect_levels, row, prospect_level::CODE, prospect_level::LABEL),
            _ => {}
        }
    }

    /// ISO code of a country.
    pub(crate) fn country(&self, id: i64) -> Option<&str> {
        self.countries.get(&id).map(String::as_str)
    }

    /// Code and name of a department. Codes alone are not unique: only ids are followed.
    pub(crate) fn department(&self, id: i64) -> Option<&Coded> {
        self.departments.get(&id)
    }

    /// Legal form of a code: codes change meaning between versions, so only this base's label is right.
    pub(crate) fn legal_form(&self, code: &str) -> Option<&Coded> {
        self.legal_forms.get(code)
    }

    /// Type of third party.
    pub(crate) fn kind(&self, id: i64) -> Option<&Coded> {
        self.kinds.get(&id)
    }

    /// Range of staff.
    pub(crate) fn size(&self, id: i64) -> Option<&Coded> {
        self.sizes.get(&id)
    }

    /// Civility of a code.
    pub(crate) fn civility(&self, code: &str) -> Option<&Coded> {
        self.civilities.get(code)
    }

    /// How far the prospecting is.
    pub(crate) fn prospect_status(&self, id: i64) -> Option<&Coded> {
        self.prospect_statuses.get(&id)
    }

    /// Potential of a prospect.
    pub(crate) fn prospect_level(&self, code: &str) -> Option<&Coded> {
        self.prospect_levels.get(code)
    }
}

fn line(row: &Row, cell: usize) -> Option<String> {
    let line = text::one_line(&text::decode(row.bytes(cell)?).0);
    (!line.is_empty()).then_some(line)
}

fn by_id(entries: &mut HashMap<i64, Coded>, row: &Row, id: usize, code: usize, label: usize) {
    if let (Some(id), Some(code)) = (row.int(id), line(row, code)) {
        entries.insert(id, Coded { code, label: line(row, label) });
    }
}

fn by_code(entries: &mut HashMap<String, Coded>, row: &Row, code: usize, label: usize) {
    if let Some(code) = line(row, code) {
        entries.insert(code.clone(), Coded { code, label: line(row, label) });
    }
}

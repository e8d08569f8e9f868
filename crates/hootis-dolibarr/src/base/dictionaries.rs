//! The base's own dictionaries: what its numbers and codes mean there.

use std::collections::HashMap;

use crate::{
    columns::{self, Table},
    record::Coded,
    row::Row,
    text,
};

/// Countries, departments, legal forms, types, sizes, civilities, prospecting, means and terms of payment, units, types
/// of events and tickets, as in this base.
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
    payment_methods: HashMap<i64, Coded>,
    payment_terms: HashMap<i64, Coded>,
    units: HashMap<i64, Coded>,
    event_kinds: HashMap<i64, Coded>,
    stages: HashMap<i64, Coded>,
    ticket_kinds: HashMap<String, Coded>,
    ticket_groups: HashMap<String, Coded>,
    ticket_severities: HashMap<String, Coded>,
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
            _ => self.business(table, row),
        }
    }

    fn business(&mut self, table: Table, row: &Row) {
        use columns::{event_kind, payment_method, payment_term, stage, ticket_group, ticket_kind, ticket_severity, unit};
        match table {
            Table::PaymentMethod => by_id(&mut self.payment_methods, row, payment_method::ID, payment_method::CODE, payment_method::LABEL),
            Table::PaymentTerm => by_id(&mut self.payment_terms, row, payment_term::ROW, payment_term::CODE, payment_term::LABEL),
            Table::Unit => {
                by_id(&mut self.units, row, unit::ROW, unit::CODE, if line(row, unit::SHORT).is_some() { unit::SHORT } else { unit::LABEL })
            }
            Table::EventKind => by_id(&mut self.event_kinds, row, event_kind::ID, event_kind::CODE, event_kind::LABEL),
            Table::Stage => by_id(&mut self.stages, row, stage::ROW, stage::CODE, stage::LABEL),
            Table::TicketKind => by_code(&mut self.ticket_kinds, row, ticket_kind::CODE, ticket_kind::LABEL),
            Table::TicketGroup => by_code(&mut self.ticket_groups, row, ticket_group::CODE, ticket_group::LABEL),
            Table::TicketSeverity => by_code(&mut self.ticket_severities, row, ticket_severity::CODE, ticket_severity::LABEL),
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

    /// Means of payment.
    pub(crate) fn payment_method(&self, id: i64) -> Option<&Coded> {
        self.payment_methods.get(&id)
    }

    /// Terms of payment.
    pub(crate) fn payment_term(&self, id: i64) -> Option<&Coded> {
        self.payment_terms.get(&id)
    }

    /// Unit of a quantity; its label is the short one where there is one.
    pub(crate) fn unit(&self, id: i64) -> Option<&Coded> {
        self.units.get(&id)
    }

    /// Type of event.
    pub(crate) fn event_kind(&self, id: i64) -> Option<&Coded> {
        self.event_kinds.get(&id)
    }

    /// Stage of an opportunity.
    pub(crate) fn stage(&self, id: i64) -> Option<&Coded> {
        self.stages.get(&id)
    }

    /// Type of ticket.
    pub(crate) fn ticket_kind(&self, code: &str) -> Option<&Coded> {
        self.ticket_kinds.get(code)
    }

    /// Group of tickets.
    pub(crate) fn ticket_group(&self, code: &str) -> Option<&Coded> {
        self.ticket_groups.get(code)
    }

    /// Severity of a ticket.
    pub(crate) fn ticket_severity(&self, code: &str) -> Option<&Coded> {
        self.ticket_severities.get(code)
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

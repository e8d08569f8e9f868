//! From rows to records, the same for a server and a dump.

mod business;
mod contact;
mod desk;
mod family;
mod links;
mod outbox;
mod shared;
mod third_party;
mod values;

use std::sync::Arc;

pub(crate) use desk::Desk;
use family::Family;
use outbox::{Lot, Outbox};
pub(crate) use shared::file_name;

use crate::{
    base::Base,
    batch::{Batch, Phase, Position},
    columns::Table,
    record::{Record, ThirdParty},
    row::Row,
    whole::{Step, WholeOptions},
};

/// Turns rows of parties into batches, one phase after the other.
struct Mapper {
    base: Arc<Base>,
    options: WholeOptions,
    phase: Phase,
    out: Outbox<Record>,
    third_parties: Family<Box<ThirdParty>>,
}

impl Mapper {
    fn new(base: Arc<Base>, options: WholeOptions) -> Self {
        Self { base, options, phase: Phase::CustomFields, out: Outbox::new(), third_parties: Family::new() }
    }

    /// The batches of the phases that the first look already found.
    fn small(&mut self) -> Vec<Batch> {
        let base = Arc::clone(&self.base);
        let mut batches = Vec::new();
        let mut warnings = if self.options.skip_to.is_none() { base.general.clone() } else { Vec::new() };
        let options = self.options;
        for phase in Phase::SMALL.into_iter().filter(|phase| options.reads(Step::Parties(*phase))) {
            self.begin(phase);
            let (records, told): (Vec<Record>, _) = match phase {
                Phase::CustomFields => {
                    let fields = base.fields.iter().map(|plan| Record::CustomField(plan.field.clone()));
                    (fields.collect(), &base.about_fields)
                }
                Phase::Categories => (base.categories.iter().cloned().map(Record::Category).collect(), &base.about_categories),
                _ => (base.users.iter().cloned().map(Record::User).collect(), &base.about_users),
            };
            if self.out.skip == 0 {
                warnings.extend(told.iter().cloned());
            }
            for record in records {
                self.out.push(record, 200);
                batches.extend(self.full());
            }
            batches.extend(self.end());
            if let Some(first) = batches.first_mut() {
                first.warnings.append(&mut warnings);
            }
        }
        if !warnings.is_empty() {
            let position = Position { phase: Phase::CustomFields, index: 0 };
            batches.insert(0, Batch { position, records: Vec::new(), warnings });
        }
        batches
    }

    /// Begins a phase.
    fn begin(&mut self, phase: Phase) {
        self.phase = phase;
        self.out.begin(self.options.skips(Step::Parties(phase)));
    }

    /// Takes one row of the phase's table.
    fn row(&mut self, table: Table, row: &Row) {
        let mark = self.out.mark();
        match table {
            Table::ThirdParty => self.third_party(row),
            Table::Contact => self.contact(row),
            Table::SalesRepresentative => self.sales_representative(row),
            Table::ThirdPartyValues | Table::ContactValues | Table::UserValues => self.values(table, row),
            _ => self.category_link(table, row),
        }
        self.out.forget(mark);
    }

    /// A batch, if one is full.
    fn full(&mut self) -> Option<Batch> {
        self.out.full().map(|lot| self.batch(lot))
    }

    /// Ends the phase: what was left, if anything. To be called until it gives nothing.
    fn end(&mut self) -> Option<Batch> {
        self.release_the_rest();
        self.out.end().map(|lot| self.batch(lot))
    }

    fn batch(&self, lot: Lot<Record>) -> Batch {
        Batch { position: Position { phase: self.phase, index: lot.index }, records: lot.records, warnings: lot.warnings }
    }
}

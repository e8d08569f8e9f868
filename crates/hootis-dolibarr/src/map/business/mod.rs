//! From rows of business to records.

mod agenda;
mod documents;
mod files;
mod lines;
mod money;
mod projects;
mod shared;
mod tickets;

use std::sync::Arc;

use super::{Family, Lot, Outbox};
use crate::{
    base::Base,
    business::{Batch, DocumentKind, Phase, Position, Project, Record, Task},
    columns::Table,
    row::Row,
    text::Fields,
    whole::{Step, WholeOptions},
};

/// Turns rows of business into batches, one phase after the other.
pub(super) struct BusinessMapper {
    base: Arc<Base>,
    options: WholeOptions,
    phase: Phase,
    out: Outbox<Record>,
    projects: Family<Box<Project>>,
    tasks: Family<Box<Task>>,
}

impl BusinessMapper {
    pub(super) fn new(base: Arc<Base>, options: WholeOptions) -> Self {
        Self { base, options, phase: Phase::Products, out: Outbox::new(), projects: Family::new(), tasks: Family::new() }
    }

    /// Begins a phase.
    pub(super) fn begin(&mut self, phase: Phase) {
        self.phase = phase;
        self.out.begin(self.options.skips(Step::Business(phase)));
    }

    /// Takes one row of the phase's table.
    pub(super) fn row(&mut self, table: Table, row: &Row) {
        let mark = self.out.mark();
        match table {
            Table::Product => self.product(row),
            Table::Project => self.project(row),
            Table::ProjectTask => self.task(row),
            Table::Quote => self.quote(row),
            Table::QuoteLine => self.line(DocumentKind::Quote, table, row),
            Table::Ticket => self.ticket(row),
            Table::Order => self.order(row),
            Table::OrderLine => self.line(DocumentKind::Order, table, row),
            Table::ElementTime | Table::TaskTime => self.time(table, row),
            Table::Invoice => self.invoice(row),
            Table::InvoiceLine => self.line(DocumentKind::Invoice, table, row),
            Table::Payment => self.payment(row),
            Table::PaymentShare => self.payment_share(row),
            Table::Discount => self.discount(row),
            Table::Event => self.event(row),
            Table::Attendee => self.attendee(row),
            Table::File => self.file(row),
            Table::ElementLink => self.link(row),
            // Parties and dictionaries are no phase of business.
            _ => {}
        }
        self.out.forget(mark);
    }

    /// Tells of a row that could not be taken apart.
    pub(super) fn odd(&mut self, table: Table) {
        self.out.book.note(table.name(), None, "bad-row", &[]);
    }

    /// A batch, if one is full.
    pub(super) fn full(&mut self) -> Option<Batch> {
        self.out.full().map(|lot| self.batch(lot))
    }

    /// Ends the phase: what was left, if anything. To be called until it gives nothing.
    pub(super) fn end(&mut self) -> Option<Batch> {
        self.release_the_rest();
        self.out.end().map(|lot| self.batch(lot))
    }

    fn batch(&self, lot: Lot<Record>) -> Batch {
        Batch { position: Position { phase: self.phase, index: lot.index }, records: lot.records, warnings: lot.warnings }
    }

    /// The fields of a row of this company that is new, with what is known of the base; `None` for the others.
    fn fields<'a>(&'a mut self, table: Table, row: &'a Row, [key, entity]: [usize; 2]) -> Option<(Fields<'a>, Arc<Base>)> {
        if !crate::base::takes(Some(self.options.entity), row.int(entity), false) {
            return None;
        }
        self.part(table, row, key)
    }

    /// The fields of a row of a table whose rows belong to those of another.
    fn part<'a>(&'a mut self, table: Table, row: &'a Row, key: usize) -> Option<(Fields<'a>, Arc<Base>)> {
        let Some(id) = row.int(key) else {
            self.odd(table);
            return None;
        };
        if !self.out.is_new(table, id) {
            return None;
        }
        Some((Fields { row, table, id, book: &mut self.out.book }, Arc::clone(&self.base)))
    }
}

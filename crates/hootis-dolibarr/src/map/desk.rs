//! Both halves of a reading behind one desk: rows in, parts out.

use std::sync::Arc;

use super::{Mapper, business::BusinessMapper};
use crate::{
    base::Base,
    columns::Table,
    row::Row,
    whole::{Part, Step, WholeOptions},
};

/// Turns rows into parts, one step after the other.
pub(crate) struct Desk {
    parties: Mapper,
    business: BusinessMapper,
    step: Option<Step>,
}

impl Desk {
    pub(crate) fn new(base: &Arc<Base>, options: WholeOptions) -> Self {
        Self { parties: Mapper::new(Arc::clone(base), options), business: BusinessMapper::new(Arc::clone(base), options), step: None }
    }

    /// The parts that the first look already found.
    pub(crate) fn small(&mut self) -> Vec<Part> {
        self.parties.small().into_iter().map(Part::Parties).collect()
    }

    /// Begins a step.
    pub(crate) fn begin(&mut self, step: Step) {
        self.step = Some(step);
        match step {
            Step::Parties(phase) => self.parties.begin(phase),
            Step::Business(phase) => self.business.begin(phase),
        }
    }

    /// Takes one row of the step's table.
    pub(crate) fn row(&mut self, table: Table, row: &Row) {
        if table.is_business() {
            self.business.row(table, row);
        } else {
            self.parties.row(table, row);
        }
    }

    /// Tells of a row that could not be taken apart, in a table that the first look did not read.
    pub(crate) fn odd(&mut self, table: Table) {
        if table.is_business() {
            self.business.odd(table);
        }
    }

    /// A part, if one is full.
    pub(crate) fn full(&mut self) -> Option<Part> {
        match self.step? {
            Step::Parties(_) => self.parties.full().map(Part::Parties),
            Step::Business(_) => self.business.full().map(Part::Business),
        }
    }

    /// Ends the step: what was left, if anything. To be called until it gives nothing.
    pub(crate) fn end(&mut self) -> Option<Part> {
        match self.step? {
            Step::Parties(_) => self.parties.end().map(Part::Parties),
            Step::Business(_) => self.business.end().map(Part::Business),
        }
    }
}

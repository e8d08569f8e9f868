//! From rows to records, the same for a server and a dump.

mod contact;
mod links;
mod shared;
mod third_party;
mod values;

use std::{collections::HashMap, sync::Arc};

pub(crate) use shared::file_name;

use crate::{
    base::{Base, RowSet},
    batch::{BATCH_BYTES, BATCH_RECORDS, Batch, Phase, Position, ReadOptions},
    columns::Table,
    record::{Record, ThirdParty},
    row::Row,
    warning::Book,
};

/// What third parties that wait for their parent may weigh together.
const WAITING_BYTES: usize = 32 << 20;
/// Warnings of a batch at most: a table of broken rows makes several batches without records.
const BATCH_WARNINGS: usize = 500;

/// Turns rows into batches, one phase after the other.
pub(crate) struct Mapper {
    base: Arc<Base>,
    options: ReadOptions,
    phase: Phase,
    emitted: u64,
    skip: u64,
    records: Vec<Record>,
    bytes: usize,
    book: Book,
    /// Rows of the phase so far.
    seen: RowSet,
    /// Third parties that were emitted.
    placed: RowSet,
    waiting: HashMap<i64, Vec<(Box<ThirdParty>, usize)>>,
    waiting_bytes: usize,
}

impl Mapper {
    pub(crate) fn new(base: Arc<Base>, options: ReadOptions) -> Self {
        Self {
            base,
            options,
            phase: Phase::CustomFields,
            emitted: 0,
            skip: 0,
            records: Vec::new(),
            bytes: 0,
            book: Book::default(),
            seen: RowSet::default(),
            placed: RowSet::default(),
            waiting: HashMap::new(),
            waiting_bytes: 0,
        }
    }

    /// The batches of the phases that the first look already found.
    pub(crate) fn small(&mut self) -> Vec<Batch> {
        let base = Arc::clone(&self.base);
        let mut batches = Vec::new();
        let mut warnings = if self.options.skip_to.is_none() { base.general.clone() } else { Vec::new() };
        let options = self.options;
        for phase in Phase::SMALL.into_iter().filter(|phase| options.reads(*phase)) {
            self.begin(phase);
            let (records, told): (Vec<Record>, _) = match phase {
                Phase::CustomFields => {
                    let fields = base.fields.iter().map(|plan| Record::CustomField(plan.field.clone()));
                    (fields.collect(), &base.about_fields)
                }
                Phase::Categories => (base.categories.iter().cloned().map(Record::Category).collect(), &base.about_categories),
                _ => (base.users.iter().cloned().map(Record::User).collect(), &base.about_users),
            };
            if self.skip == 0 {
                warnings.extend(told.iter().cloned());
            }
            for record in records {
                self.push(record, 200);
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
    pub(crate) fn begin(&mut self, phase: Phase) {
        self.phase = phase;
        self.emitted = 0;
        self.skip = match self.options.skip_to {
            Some(position) if position.phase == phase => position.index,
            _ => 0,
        };
        self.seen = RowSet::default();
    }

    /// Takes one row of the phase's table.
    pub(crate) fn row(&mut self, table: Table, row: &Row) {
        let noted = self.book.len();
        let before = self.emitted;
        match table {
            Table::ThirdParty => self.third_party(row),
            Table::Contact => self.contact(row),
            Table::SalesRepresentative => self.sales_representative(row),
            Table::ThirdPartyValues | Table::ContactValues | Table::UserValues => self.values(table, row),
            _ => self.category_link(table, row),
        }
        // Odd rows before the position to go on from were told the first time.
        if self.skip > 0 && self.emitted <= self.skip && (self.emitted > before || self.emitted < self.skip) {
            self.book.forget_after(noted);
        }
    }

    /// A batch, if one is full.
    pub(crate) fn full(&mut self) -> Option<Batch> {
        let full = self.records.len() >= BATCH_RECORDS || self.bytes >= BATCH_BYTES || self.book.len() >= BATCH_WARNINGS;
        full.then(|| self.batch())
    }

    /// Ends the phase: what was left, if anything. To be called until it gives nothing.
    pub(crate) fn end(&mut self) -> Option<Batch> {
        self.release_the_rest();
        self.book.close();
        (!self.records.is_empty() || self.book.len() > 0).then(|| self.batch())
    }

    fn batch(&mut self) -> Batch {
        self.bytes = 0;
        // After the ends of chains of third parties there may be more than a batch holds.
        let rest = self.records.split_off(self.records.len().min(BATCH_RECORDS));
        let records = std::mem::replace(&mut self.records, rest);
        let waiting = u64::try_from(self.records.len()).unwrap_or_default();
        let index = self.emitted.max(self.skip) - waiting;
        Batch { position: Position { phase: self.phase, index }, records, warnings: self.book.take() }
    }

    /// Adds a record, unless it comes before the position to go on from.
    fn push(&mut self, record: Record, bytes: usize) {
        self.emitted += 1;
        if self.emitted > self.skip {
            self.records.push(record);
            self.bytes += bytes;
        }
    }

    /// Whether a row is new in this phase; a row that comes twice is told and left.
    fn is_new(&mut self, table: Table, row: i64) -> bool {
        let new = self.seen.insert(row);
        if !new {
            self.book.note(table.name(), Some(row), "duplicate-row", &[]);
        }
        new
    }
}

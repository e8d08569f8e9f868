//! Records on their way to a batch, and what was odd about them.

use crate::{
    base::RowSet,
    batch::{BATCH_BYTES, BATCH_RECORDS},
    columns::Table,
    warning::{Book, Warning},
};

/// Warnings of a batch at most: a table of broken rows makes several batches without records.
const BATCH_WARNINGS: usize = 500;

/// What makes a batch.
pub(super) struct Lot<R> {
    /// Records of the phase once these are applied.
    pub(super) index: u64,
    pub(super) records: Vec<R>,
    pub(super) warnings: Vec<Warning>,
}

/// The records of one phase after the other.
pub(super) struct Outbox<R> {
    pub(super) book: Book,
    /// Records of the phase so far, those before the position to go on from too.
    pub(super) emitted: u64,
    /// Records of the phase that were applied already.
    pub(super) skip: u64,
    records: Vec<R>,
    bytes: usize,
    /// Rows of the phase so far.
    seen: RowSet,
}

impl<R> Outbox<R> {
    pub(super) fn new() -> Self {
        Self { book: Book::default(), emitted: 0, skip: 0, records: Vec::new(), bytes: 0, seen: RowSet::default() }
    }

    /// Begins a phase of which the first `skip` records were applied already.
    pub(super) fn begin(&mut self, skip: u64) {
        self.emitted = 0;
        self.skip = skip;
        self.seen = RowSet::default();
    }

    /// Where the phase and its warnings are before a row.
    pub(super) fn mark(&self) -> (usize, u64) {
        (self.book.len(), self.emitted)
    }

    /// Forgets what was told of a row before the position to go on from: it was told the first time.
    pub(super) fn forget(&mut self, (noted, before): (usize, u64)) {
        if self.skip > 0 && self.emitted <= self.skip && (self.emitted > before || self.emitted < self.skip) {
            self.book.forget_after(noted);
        }
    }

    /// Adds a record, unless it comes before the position to go on from.
    pub(super) fn push(&mut self, record: R, bytes: usize) {
        self.emitted += 1;
        if self.emitted > self.skip {
            self.records.push(record);
            self.bytes += bytes;
        }
    }

    /// Whether a row is new in this phase; a row that comes twice is told and left.
    pub(super) fn is_new(&mut self, table: Table, row: i64) -> bool {
        let new = self.seen.insert(row);
        if !new {
            self.book.note(table.name(), Some(row), "duplicate-row", &[]);
        }
        new
    }

    /// A batch, if one is full.
    pub(super) fn full(&mut self) -> Option<Lot<R>> {
        let full = self.records.len() >= BATCH_RECORDS || self.bytes >= BATCH_BYTES || self.book.len() >= BATCH_WARNINGS;
        full.then(|| self.lot())
    }

    /// What is left at the end of the phase. To be called until it gives nothing.
    pub(super) fn end(&mut self) -> Option<Lot<R>> {
        self.book.close();
        (!self.records.is_empty() || self.book.len() > 0).then(|| self.lot())
    }

    fn lot(&mut self) -> Lot<R> {
        self.bytes = 0;
        // After the ends of chains of parents there may be more than a batch holds.
        let rest = self.records.split_off(self.records.len().min(BATCH_RECORDS));
        let records = std::mem::replace(&mut self.records, rest);
        let waiting = u64::try_from(self.records.len()).unwrap_or_default();
        let index = self.emitted.max(self.skip) - waiting;
        Lot { index, records, warnings: self.book.take() }
    }
}

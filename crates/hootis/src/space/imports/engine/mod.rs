//! The import itself: batches of records in, one transaction each, until the source has no more.
//!
//! A transaction writes a batch's rows together with how far the run is, so a run that was cut off at
//! any point goes on as if nothing had happened. Phases whose links are compared as a set are read
//! again from their start then: rows that were applied already are found unchanged and counted once.

mod before;
mod gone;
mod links;
mod merged;
mod origins;
mod rows;
mod sales;
mod sweep;
mod undo;
mod values;
mod work;

use std::collections::HashSet;
use std::time::Instant;

use hootis_dolibarr::record::Record;
use hootis_dolibarr::{DolibarrError, Part, Phase, Position, Source, Take, Warning, WholeOptions, WholePosition, business};
use hootis_space::{SpaceDb, Tx};
use uuid::Uuid;

use super::queries;
use super::run::{Progress, Run, RunKind, RunState, table_named, table_of};
use crate::clock::Now;
use crate::error::Result;

pub use before::forget_images;
pub(super) use sales::untaken_tables;
pub(super) use undo::undo;

/// How a sitting ended.
pub(super) enum Ending {
    /// Everything was read.
    Done,
    /// Somebody asked to stop.
    Cancelled,
    /// The source could not be read to its end. What was applied stays.
    Failed(DolibarrError),
}

/// One sitting of a run: from its start, or from where it was cut off.
pub(super) struct Sitting<'a> {
    space: &'a SpaceDb,
    clock: &'a (dyn Fn() -> Now + Send + Sync),
    run: Uuid,
    asked_by: String,
    source: Uuid,
    take: Take,
    entity: i64,
    dry: bool,
    progress: Progress,
    started: Instant,
    elapsed_before: u64,
    group: Option<u8>,
    seen: Seen,
    /// The batch was applied before the run was cut off: what it warns of was told.
    replaying: bool,
    befores: before::Befores,
    #[cfg(test)]
    pub(super) fuse: Option<u64>,
}

/// What was met in the phases that are compared as a set.
#[derive(Default)]
pub(super) struct Seen {
    links: HashSet<(Uuid, Uuid)>,
    subjects: HashSet<Uuid>,
    /// Rows of Dolibarr, by its table.
    rows: HashSet<(&'static str, i64)>,
}

/// Which phases are resumed together: the small ones, and the two tables of parties' tags.
const fn group(phase: Phase) -> u8 {
    match phase {
        Phase::CustomFields | Phase::Categories | Phase::Users => 0,
        Phase::ThirdParties => 1,
        Phase::SalesRepresentatives => 2,
        Phase::ThirdPartyValues => 3,
        Phase::Contacts => 4,
        Phase::ContactValues => 5,
        Phase::UserValues => 6,
        Phase::ContactCategories => 7,
        Phase::SupplierCategories | Phase::ThirdPartyCategories => 8,
        Phase::UserCategories => 9,
    }
}

/// The groups of what is sold come after; payments and what they bring are one.
const fn business_group(phase: business::Phase) -> u8 {
    match phase {
        business::Phase::PaymentShares => 10 + business::Phase::Payments as u8,
        other => 10 + other as u8,
    }
}

fn group_of(position: WholePosition) -> u8 {
    match position {
        WholePosition::Parties(position) => group(position.phase),
        WholePosition::Business(position) => business_group(position.phase),
    }
}

/// Past every group.
const THE_END: u8 = 40;

/// Where the group that a run is in began; none is the very start.
fn anchor_of(progress: &Progress) -> Option<WholePosition> {
    match progress.sales_phase {
        Some(business::Phase::PaymentShares) => business_start(business::Phase::Payments),
        Some(phase) => business_start(phase),
        None => progress.phase.and_then(anchor).map(WholePosition::Parties),
    }
}

fn business_start(phase: business::Phase) -> Option<WholePosition> {
    Some(WholePosition::Business(business::Position { phase, index: 0 }))
}

/// Where the group of a phase begins; none is the very start.
fn anchor(phase: Phase) -> Option<Position> {
    let phase = match phase {
        Phase::CustomFields | Phase::Categories | Phase::Users => return None,
        Phase::ThirdPartyCategories => Phase::SupplierCategories,
        other => other,
    };
    Some(Position { phase, index: 0 })
}

impl<'a> Sitting<'a> {
    /// Sits down to a run that is a dry run or an import.
    pub(super) fn new(space: &'a SpaceDb, clock: &'a (dyn Fn() -> Now + Send + Sync), run: Run) -> Self {
        Self {
            space,
            clock,
            run: run.id,
            asked_by: run.requested_name,
            // Without a source nothing was imported from it yet.
            source: run.source_id.unwrap_or(Uuid::nil()),
            take: run.take,
            entity: run.entity,
            dry: run.kind == RunKind::Dry,
            elapsed_before: run.progress.elapsed_ms,
            progress: run.progress,
            started: Instant::now(),
            group: None,
            seen: Seen::default(),
            replaying: false,
            befores: before::Befores::default(),
            #[cfg(test)]
            fuse: None,
        }
    }

    /// Reads the source to its end and applies it.
    ///
    /// # Errors
    /// When the space's database refuses: the run can go on later.
    pub(super) async fn run(mut self, source: Source) -> Result<(Ending, Progress)> {
        queries::start_run(self.space, self.now(), self.run, &self.progress).await?;
        let mut replay = self.progress.phase.map_or(0, |_| self.progress.batches);
        self.group = self.progress.sales_phase.map(business_group).or_else(|| self.progress.phase.map(group));
        let options = WholeOptions { entity: self.entity, take: self.take, business: sales::taken(self.take), skip_to: anchor_of(&self.progress) };
        let session = source.clone();
        let mut batches = hootis_dolibarr::read_whole(source, options);
        while let Some(batch) = batches.recv().await {
            let batch = match batch {
                Ok(batch) => batch,
                Err(error) => return self.end(RunState::Failed, Ending::Failed(error)).await,
            };
            self.progress.read_only = session.is_read_only();
            let next = group_of(batch.position());
            if self.group != Some(next) {
                self.leave(next).await?;
                replay = 0;
            }
            let replayed = replay > 0;
            replay = replay.saturating_sub(1);
            if self.apply(batch, replayed).await? {
                return self.end(RunState::Cancelled, Ending::Cancelled).await;
            }
            #[cfg(test)]
            if let Some(fuse) = &mut self.fuse {
                *fuse = fuse.saturating_sub(1);
                if *fuse == 0 {
                    return Err(crate::error::Error::internal("cut off"));
                }
            }
        }
        self.leave(THE_END).await?;
        self.follow_merges().await?;
        self.end(RunState::Done, Ending::Done).await
    }

    fn now(&self) -> Now {
        (self.clock)()
    }

    async fn end(mut self, state: RunState, ending: Ending) -> Result<(Ending, Progress)> {
        self.tick();
        let error = match &ending {
            Ending::Failed(error) => Some(format!("{}\n{error}", error.code())),
            Ending::Done | Ending::Cancelled => None,
        };
        queries::end_run(self.space, self.now(), self.run, state, &self.progress, error.as_deref()).await?;
        Ok((ending, self.progress))
    }

    fn tick(&mut self) {
        let sat = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.progress.elapsed_ms = self.elapsed_before.saturating_add(sat);
    }

    /// Leaves a group of phases for another: what Dolibarr has no more goes.
    async fn leave(&mut self, next: u8) -> Result<()> {
        let from = self.group.unwrap_or(0);
        for sweep in sweep::SWEEPS {
            let at = group(sweep.phase);
            if at >= from && at < next && sweep.is_taken(self.take) {
                self.sweep(sweep).await?;
                self.seen.links.clear();
                self.seen.subjects.clear();
            }
        }
        for sweep in &gone::ROW_SWEEPS {
            if sweep.is_taken(self.take) && sweep.group >= from && sweep.group < next {
                self.sweep_rows(sweep).await?;
            }
        }
        self.seen = Seen::default();
        self.group = Some(next);
        self.progress.batches = 0;
        Ok(())
    }

    /// Applies a batch in one transaction. True when somebody asked to stop.
    async fn apply(&mut self, part: Part, replayed: bool) -> Result<bool> {
        let now = self.now();
        self.replaying = replayed;
        let earlier = replayed.then(|| self.progress.tables.clone());
        let tx = self.space.begin().await?;
        if queries::is_cancel_asked(&tx, self.run).await? {
            return Ok(true);
        }
        let position = part.position();
        let (rows, warnings) = match part {
            Part::Parties(batch) => {
                let rows = batch.records.len() as u64;
                for record in &batch.records {
                    self.progress.of(table_of(record)).read += 1;
                }
                self.records(&tx, now, batch.records).await?;
                (rows, batch.warnings)
            }
            Part::Business(batch) => {
                let phase = batch.position.phase;
                let rows = self.count_read(&batch.records, phase);
                self.business(&tx, now, phase, batch.records).await?;
                (rows, batch.warnings)
            }
        };
        self.see_unreadable(&warnings);
        self.progress
            .missing
            .extend(warnings.iter().filter(|warning| warning.code == "missing-table").map(|warning| warning.arg("table").to_owned()));
        if let Some(earlier) = earlier {
            self.count_once(earlier);
        } else {
            self.progress.rows += rows;
            self.progress.batches += 1;
            self.warn(&tx, now, &warnings).await?;
        }
        self.replaying = false;
        match position {
            WholePosition::Parties(position) => self.progress.phase = self.progress.phase.max(Some(position.phase)),
            WholePosition::Business(position) => self.progress.sales_phase = self.progress.sales_phase.max(Some(position.phase)),
        }
        self.flush(&tx, now).await?;
        tx.commit().await?;
        Ok(false)
    }

    /// Writes before-images and progress.
    async fn flush(&mut self, tx: &Tx, now: Now) -> Result<()> {
        self.tick();
        let befores = std::mem::take(&mut self.befores);
        if !self.dry {
            befores.write(tx, now, self.run, &mut self.progress.befores).await?;
        }
        queries::update_progress(tx, self.run, &self.progress).await
    }

    async fn records(&mut self, tx: &Tx, now: Now, records: Vec<Record>) -> Result<()> {
        match records.first() {
            Some(Record::SalesRepresentative(_) | Record::CategoryLink(_)) => self.links(tx, now, &records).await,
            Some(Record::CustomValues(_)) => self.custom_values(tx, now, records).await,
            Some(_) => self.rows(tx, now, records).await,
            None => Ok(()),
        }
    }

    /// A batch that was applied before the run was cut off: only what changed since counts.
    fn count_once(&mut self, earlier: std::collections::BTreeMap<String, super::run::Counts>) {
        for (table, counts) in &mut self.progress.tables {
            let before = earlier.get(table).copied().unwrap_or_default();
            counts.read = before.read;
            counts.unchanged = before.unchanged;
            counts.skipped = before.skipped;
        }
    }

    /// Keeps warnings, and counts the rows that the reader skipped.
    async fn warn(&mut self, tx: &Tx, now: Now, warnings: &[Warning]) -> Result<()> {
        if self.replaying {
            return Ok(());
        }
        for warning in warnings {
            self.count_skipped(warning);
        }
        queries::insert_warnings(tx, now, self.run, warnings, &mut self.progress.warnings).await
    }

    /// A row that cannot be read is there all the same.
    fn see_unreadable(&mut self, warnings: &[Warning]) {
        for warning in warnings.iter().filter(|warning| matches!(warning.code, "bad-row" | "duplicate-row")) {
            let shapes = gone::ROW_SWEEPS.iter().map(gone::RowSweep::source_table);
            if let (Some(row), Some(table)) = (warning.row, shapes.clone().find(|table| *table == warning.table)) {
                self.seen.rows.insert((table, row));
            }
        }
    }

    fn count_skipped(&mut self, warning: &Warning) {
        let skips = |code: &str| matches!(code, "orphan-link" | "bad-row" | "duplicate-row");
        let rows = match warning.code {
            code if skips(code) => 1,
            "more-of-the-same" if skips(warning.arg("code")) => warning.arg("count").parse().unwrap_or(0),
            _ => 0,
        };
        if rows > 0
            && let Some(table) = table_named(&warning.table)
        {
            let counts = self.progress.of(table);
            counts.read += rows;
            counts.skipped += rows;
        }
    }
}

//! Imports that the operator asks for on the command line: done at once, beside the server or without it.

use std::path::Path;

use hootis_dolibarr::{DolibarrError, Source, Take};
use hootis_space::SpaceDb;
use uuid::Uuid;

use super::engine::{self, Ending, Sitting};
use super::lock::try_lock;
use super::queries::{self, Acknowledgement, NewRun};
use super::run::{Progress, Run, RunKind, RunState};
use super::words;
use crate::clock::{Clock, Now};
use crate::error::{Error, Result};
use crate::web::i18n::Lang;

/// What is asked for.
pub struct Request {
    pub source: Source,
    /// Which file or server exactly: a run that was cut off goes on when it is the same.
    pub identity: String,
    pub entity: i64,
    pub take: Take,
    /// Only count.
    pub dry: bool,
}

/// One warning, in English.
#[derive(serde::Serialize, Debug, Clone, PartialEq, Eq)]
pub struct ReportedWarning {
    pub table: String,
    pub row: Option<i64>,
    pub what: String,
    pub done: String,
}

/// What was done.
#[derive(Debug)]
pub struct Report {
    pub run: Uuid,
    pub progress: Progress,
    pub warnings: Vec<ReportedWarning>,
}

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Another run works in this space, or waits to.
    #[error("an import is already running in this space: wait for its end, or cancel it")]
    Busy,
    /// Nothing to undo, or too late.
    #[error("there is no import to undo: only the last one can be, within 30 days")]
    NothingToUndo,
    /// Nothing was imported from a server, or it was disconnected.
    #[error("no Dolibarr is connected to this space: import one from a server first")]
    NotConnected,
    /// The source could not be read to its end. What was applied stays.
    #[error("{0}")]
    Source(#[from] DolibarrError),
    /// Somebody asked to stop.
    #[error("the import was cancelled; what it had brought stays, and can be undone")]
    Cancelled,
    /// The archive of documents could not be read to its end. What was attached stays.
    #[error("{0}")]
    Archive(hootis_dolibarr::documents::ArchiveError),
    #[error(transparent)]
    Other(#[from] Error),
}

/// The name that stands beside such runs.
pub(super) const OPERATOR: &str = "hootis dolibarr import";

/// Imports, or counts what an import would do. A run of the command line that was cut off goes on.
///
/// # Errors
/// See [`Refusal`].
pub async fn import(space: &SpaceDb, clock: &Clock, folder: &Path, request: Request) -> Result<Report, Refusal> {
    let _lock = try_lock(folder)?.ok_or(Refusal::Busy)?;
    let run = match take_up(space, clock, &request).await? {
        Some(run) => run,
        None => begin(space, clock.now(), &request).await?,
    };
    let now = || clock.now();
    let id = run.id;
    let (ending, progress) = Sitting::new(space, &now, run).run(request.source).await?;
    match ending {
        Ending::Done => Ok(Report { run: id, progress, warnings: warnings(space, id).await? }),
        Ending::Cancelled => Err(Refusal::Cancelled),
        Ending::Failed(error) => Err(error.into()),
    }
}

/// A run of the command line that was cut off, if it is this very one.
async fn take_up(space: &SpaceDb, clock: &Clock, request: &Request) -> Result<Option<Run>, Refusal> {
    let Some(run) = queries::find_busy_run(space).await? else { return Ok(None) };
    // A member's run is taken up by the worker.
    if run.requested_by.is_some() {
        return Err(Refusal::Busy);
    }
    if run.state == RunState::Undoing {
        engine::undo(space, &|| clock.now(), run).await?;
        return Ok(None);
    }
    let same = run.kind != RunKind::Documents
        && run.progress.identity == request.identity
        && run.entity == request.entity
        && run.take == request.take
        && (run.kind == RunKind::Dry) == request.dry;
    if same {
        return Ok(Some(run));
    }
    queries::end_run(space, clock.now(), run.id, RunState::Failed, &run.progress, Some("interrupted")).await?;
    Ok(None)
}

pub(super) async fn begin(space: &SpaceDb, now: Now, request: &Request) -> Result<Run> {
    let known = queries::find_source_of_entity(space, request.entity).await?;
    let source_id = match known {
        Some(source) => Some(source.id),
        None if request.dry => None,
        None => {
            let ack = Acknowledgement { text: words::COMMAND_LINE.to_owned(), by: None, name: OPERATOR.to_owned(), at: now };
            Some(queries::put_source(space, now, request.entity, &request.source.label(), request.take, &ack).await?)
        }
    };
    let progress = Progress { identity: request.identity.clone(), ..Progress::default() };
    let kind = if request.dry { RunKind::Dry } else { RunKind::Import };
    let new = NewRun {
        source_id,
        kind,
        state: RunState::Running,
        upload_id: None,
        entity: request.entity,
        take: request.take,
        requested_by: None,
        requested_name: OPERATOR,
        progress: &progress,
    };
    let id = queries::insert_run(space, now, &new).await?;
    queries::get_run(space, id).await
}

/// Undoes the last import.
///
/// # Errors
/// See [`Refusal`].
pub async fn undo_last(space: &SpaceDb, clock: &Clock, folder: &Path) -> Result<Report, Refusal> {
    let _lock = try_lock(folder)?.ok_or(Refusal::Busy)?;
    if let Some(busy) = queries::find_busy_run(space).await? {
        match (busy.requested_by, busy.state) {
            (_, RunState::Undoing) => {}
            (None, _) => queries::end_run(space, clock.now(), busy.id, RunState::Failed, &busy.progress, Some("interrupted")).await?,
            (Some(_), _) => return Err(Refusal::Busy),
        }
    }
    let run = find_undoable(space, clock.now()).await?.ok_or(Refusal::NothingToUndo)?;
    super::sync::queries::pause_all(space, clock.now()).await?;
    let id = run.id;
    let progress = engine::undo(space, &|| clock.now(), run).await?;
    Ok(Report { run: id, progress, warnings: Vec::new() })
}

/// The import that can still be undone.
pub(super) async fn find_undoable(space: &SpaceDb, now: Now) -> Result<Option<Run>> {
    let oldest = now.before(hootis_policy::retention::IMPORT_BEFORE).0;
    let run = queries::find_undoable_run(space).await?;
    Ok(run.filter(|run| run.state == RunState::Undoing || run.ended_at.is_some_and(|ended| ended >= oldest)))
}

async fn warnings(space: &SpaceDb, run: Uuid) -> Result<Vec<ReportedWarning>> {
    let most = i64::try_from(queries::MAX_WARNINGS).unwrap_or(i64::MAX);
    let stored = queries::list_warnings(space, run, 0, most).await?;
    let report = |warning: queries::StoredWarning| {
        let (what, done) = words::warning(Lang::En, &warning.code, &warning.args);
        ReportedWarning { table: warning.table, row: warning.row, what, done }
    };
    Ok(stored.into_iter().map(report).collect())
}

//! An archive that the operator has on the command line.

use std::path::Path;

use hootis_space::SpaceDb;

use super::super::command::{OPERATOR, Refusal};
use super::super::lock::try_lock;
use super::super::queries::{self, NewRun};
use super::super::run::{Progress, RunKind, RunState};
use super::work::{Ending, work};
use crate::access::desk::Desk;
use crate::clock::Clock;
use crate::error::{Error, Result};

/// What was done with the files of an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Sorted {
    /// Files that belong to something here, whether they came now or before.
    pub matched: u64,
    /// Files that belong to nothing here.
    pub unmatched: u64,
    /// Thumbnails, technical files, links, and what is not kept.
    pub skipped: u64,
    /// Of the matched ones, those that came now.
    pub added: u64,
    /// Of the matched ones, those that took the place of another.
    pub replaced: u64,
}

/// Takes the files of an archive. A run of the command line that was cut off goes on.
///
/// # Errors
/// See [`Refusal`].
pub async fn documents(space: &SpaceDb, desk: &Desk, clock: &Clock, archive: &Path) -> Result<Sorted, Refusal> {
    let _lock = try_lock(&desk.folder().await?)?.ok_or(Refusal::Busy)?;
    let bad = |error: std::io::Error| Error::Bad(format!("{}: {error}", archive.display()).into());
    let file = std::fs::File::open(archive).map_err(bad)?;
    let meta = file.metadata().map_err(bad)?;
    let changed = meta.modified().ok().and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok()).unwrap_or_default();
    let identity = format!("{}:{}:{}", archive.display(), meta.len(), changed.as_millis());
    let run = match queries::find_busy_run(space).await? {
        Some(run) if run.requested_by.is_some() || run.state == RunState::Undoing => return Err(Refusal::Busy),
        Some(run) if run.kind == RunKind::Documents && run.progress.identity == identity => run,
        other => {
            if let Some(cut) = other {
                queries::end_run(space, clock.now(), cut.id, RunState::Failed, &cut.progress, Some("interrupted")).await?;
            }
            let progress = Progress { identity, ..Progress::default() };
            let id = queries::insert_run(space, clock.now(), &NewRun::documents(None, None, OPERATOR, &progress, RunState::Running)).await?;
            queries::get_run(space, id).await?
        }
    };
    let (ending, progress) = work(space, desk, run, Box::new(file), meta.len()).await?;
    match ending {
        Ending::Done => {
            let done = progress.archive;
            Ok(Sorted { matched: done.matched, unmatched: done.unmatched, skipped: done.skipped, added: done.added, replaced: done.replaced })
        }
        Ending::Cancelled => Err(Refusal::Cancelled),
        Ending::Archive(error) => Err(Refusal::Archive(error)),
        Ending::Full => Err(Refusal::Other(Error::Conflict("media-full"))),
    }
}

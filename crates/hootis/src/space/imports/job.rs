//! What the worker does of it: checks, counts, imports and undoes, and goes on after a restart.

use hootis_dolibarr::Source;
use hootis_space::SpaceDb;
use uuid::Uuid;

use super::engine::{self, Ending, Sitting};
use super::lock::try_lock;
use super::run::{Found, Progress, Run, RunKind, RunState};
use super::{archive, queries, store, sync};
use crate::access::JobContext;
use crate::access::desk::Desk;
use crate::error::{Error, Result};
use crate::space::settings;

/// The kind of these jobs.
pub const JOB: &str = "import";

/// Times that a run is taken up again after a fault of ours.
const SITTINGS: i64 = 4;

/// Asks the worker to see to a run.
pub(super) async fn ask(desk: &Desk, run: Uuid) -> Result<()> {
    desk.ask(JOB, run.to_string(), Some(format!("{JOB}:{run}"))).await
}

/// Sees to a run: whatever its state asks for.
///
/// # Errors
/// When it has to be tried again.
pub async fn run(context: &JobContext, payload: &str, attempts: i64) -> Result<()> {
    let id = Uuid::parse_str(payload).map_err(|_| Error::NotFound)?;
    let (space, desk) = (&context.space, &context.desk);
    let run = queries::get_run(space, id).await?;
    if !run.state.is_busy() {
        return Ok(());
    }
    // Somebody imports on the command line: later.
    let _lock = try_lock(&desk.folder().await?)?.ok_or(Error::Busy)?;
    let (upload, kind, progress) = (run.upload_id, run.kind, run.progress.clone());
    let outcome = see_to(space, desk, run).await;
    if let Err(error) = outcome {
        if attempts < SITTINGS && !matches!(error, Error::NoRoom) {
            return Err(error);
        }
        tracing::error!(%error, run.id = %id, "a run is given up");
        let why = if matches!(error, Error::NoRoom) { "no-room" } else { "interrupted" };
        // How far it was is in its row: only the state changes.
        let progress = queries::get_run(space, id).await.map_or(progress, |run| run.progress);
        queries::end_run(space, desk.now(), id, RunState::Failed, &progress, Some(why)).await?;
    }
    if matches!(kind, RunKind::Import | RunKind::Documents)
        && let Some(upload) = upload
    {
        store::delete_upload(desk, space, upload).await?;
    }
    sync::job::ended(context, &queries::get_run(space, id).await?).await?;
    // Since the space was opened it may have been looked into, while nothing of this run had an end yet.
    desk.expect_sweep().await?;
    settings::trends::tell(space, desk).await
}

async fn see_to(space: &SpaceDb, desk: &Desk, run: Run) -> Result<()> {
    let clock = || desk.now();
    if run.state == RunState::Undoing {
        engine::undo(space, &clock, run).await?;
        return Ok(());
    }
    if run.kind == RunKind::Documents {
        let archive = match run.upload_id {
            Some(upload) => store::open_upload(desk, upload).await?,
            None => None,
        };
        let Some((input, length)) = archive else {
            return queries::end_run(space, desk.now(), run.id, RunState::Failed, &run.progress, Some("gone")).await;
        };
        archive::work(space, desk, run, input, length).await?;
        return Ok(());
    }
    let Some(source) = store::source_of(desk, space, &run).await? else {
        return queries::end_run(space, desk.now(), run.id, RunState::Failed, &run.progress, Some("gone")).await;
    };
    if run.kind == RunKind::Check {
        return check(space, desk, run, source).await;
    }
    match Sitting::new(space, &clock, run).run(source).await? {
        (Ending::Done | Ending::Cancelled | Ending::Failed(_), _) => Ok(()),
    }
}

/// Looks, and stops looking as soon as somebody asks to.
async fn check(space: &SpaceDb, desk: &Desk, run: Run, source: Source) -> Result<()> {
    let mut progress = Progress { identity: run.progress.identity.clone(), ..Progress::default() };
    queries::start_run(space, desk.now(), run.id, &progress).await?;
    let started = std::time::Instant::now();
    let cancelled = async {
        loop {
            tokio::time::sleep(std::time::Duration::from_millis(500)).await;
            if queries::is_cancel_asked(space, run.id).await.unwrap_or(false) {
                return;
            }
        }
    };
    let found = tokio::select! {
        found = hootis_dolibarr::check_whole(&source, None) => Some(found),
        () = cancelled => None,
    };
    progress.elapsed_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    progress.read_only = source.is_read_only();
    match found {
        None => queries::end_run(space, desk.now(), run.id, RunState::Cancelled, &progress, None).await,
        Some(Err(error)) => {
            let why = format!("{}\n{error}", error.code());
            queries::end_run(space, desk.now(), run.id, RunState::Failed, &progress, Some(&why)).await
        }
        Some(Ok(found)) => {
            progress.found = Some(Found {
                version: found.version,
                prefix: found.prefix,
                charset: found.charset,
                entities: found.entities.into_iter().map(|entity| (entity.id, entity.name)).collect(),
                counts: found.counts.into_iter().map(|(name, count)| (name.to_owned(), count)).collect(),
                tables: found.tables,
            });
            let tx = space.begin().await?;
            queries::insert_warnings(&tx, desk.now(), run.id, &found.warnings, &mut progress.warnings).await?;
            queries::end_run(&tx, desk.now(), run.id, RunState::Done, &progress, None).await?;
            tx.commit().await?;
            Ok(())
        }
    }
}

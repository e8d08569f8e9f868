//! A run of an archive: entries come from the walk, files are kept, how far it is is written down.

use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use hootis_dolibarr::Warning;
use hootis_dolibarr::documents::ArchiveError;
use hootis_space::SpaceDb;
use uuid::Uuid;

use super::super::queries;
use super::super::run::{Progress, Run, RunState};
use super::index::Index;
use super::walk::{Attached, Came, Counted, walk};
use crate::access::desk::Desk;
use crate::error::{Error, Result};
use crate::space::media::{self, Bringer, Kept, Origin};

/// Entries after which it is written down how far a run is.
const STEP: u64 = 20;

/// How it ended.
pub(in super::super) enum Ending {
    Done,
    Cancelled,
    Archive(ArchiveError),
    /// The plan has no room for more files.
    Full,
}

impl Ending {
    fn state(&self) -> RunState {
        match self {
            Self::Done => RunState::Done,
            Self::Cancelled => RunState::Cancelled,
            Self::Archive(_) | Self::Full => RunState::Failed,
        }
    }

    fn error(&self) -> Option<&'static str> {
        match self {
            Self::Done | Self::Cancelled => None,
            Self::Archive(error) => Some(error.code()),
            Self::Full => Some("media-full"),
        }
    }
}

/// Who works at a run.
struct Hand<'a> {
    space: &'a SpaceDb,
    desk: &'a Desk,
    run: Uuid,
    asked_by: String,
    progress: Progress,
    warnings: Vec<Warning>,
    bringer: Bringer,
    started: Instant,
    elapsed_before: u64,
}

/// Reads an archive to its end, or goes on where a run was cut off.
///
/// # Errors
/// When the database or the disk refuse: the run can go on later.
pub(in super::super) async fn work(space: &SpaceDb, desk: &Desk, run: Run, input: Box<dyn Read + Send>, length: u64) -> Result<(Ending, Progress)> {
    let mut progress = run.progress;
    progress.total = length;
    queries::start_run(space, desk.now(), run.id, &progress).await?;
    let bringer = Bringer::of(space, desk).await?;
    let index = Index::of(space).await?;
    let (to, mut from) = tokio::sync::mpsc::channel(2);
    let (skip, at, count) = (progress.archive.entries, bringer.clone(), Arc::new(AtomicU64::new(0)));
    let input = Counted { inner: input, count: Arc::clone(&count) };
    let walking = tokio::task::spawn_blocking(move || walk(input, &index, &at, skip, &to));
    let mut hand = Hand {
        space,
        desk,
        run: run.id,
        asked_by: run.requested_name,
        elapsed_before: progress.elapsed_ms,
        progress,
        warnings: Vec::new(),
        bringer,
        started: Instant::now(),
    };
    let told = hand.listen(&mut from, &count).await;
    drop(from);
    let walked = walking.await?;
    let ending = match (told?, walked) {
        (Some(ending), _) => ending,
        (None, Ok(())) => Ending::Done,
        (None, Err(error)) => Ending::Archive(error),
    };
    hand.write().await?;
    queries::end_run(space, desk.now(), run.id, ending.state(), &hand.progress, ending.error()).await?;
    desk.expect_sweep().await?;
    Ok((ending, hand.progress))
}

impl Hand<'_> {
    /// Takes what comes; why it stopped before the end.
    async fn listen(&mut self, from: &mut tokio::sync::mpsc::Receiver<Came>, count: &AtomicU64) -> Result<Option<Ending>> {
        while let Some(came) = from.recv().await {
            match self.take(came).await {
                Err(Error::Conflict("media-full")) => return Ok(Some(Ending::Full)),
                other => other?,
            }
            let archive = &mut self.progress.archive;
            archive.entries += 1;
            self.progress.rows = count.load(Ordering::Relaxed);
            if self.progress.archive.entries.is_multiple_of(STEP) {
                self.write().await?;
                if queries::is_cancel_asked(self.space, self.run).await? {
                    return Ok(Some(Ending::Cancelled));
                }
            }
        }
        Ok(None)
    }

    async fn take(&mut self, came: Came) -> Result<()> {
        match came {
            Came::Nothing => self.progress.archive.skipped += 1,
            Came::Unmatched { path, size } => {
                self.progress.archive.unmatched += 1;
                self.warn("file-unmatched", &[("path", &path), ("size", &size.to_string())]);
            }
            Came::Elsewhere { path, entity } => {
                self.progress.archive.unmatched += 1;
                self.warn("file-elsewhere", &[("path", &path), ("entity", &entity.to_string())]);
            }
            Came::TooBig { path } => {
                self.progress.archive.skipped += 1;
                self.warn("file-too-big", &[("path", &path)]);
            }
            Came::File(file) => self.file(*file).await?,
        }
        Ok(())
    }

    async fn file(&mut self, file: Attached) -> Result<()> {
        let Attached { path, name, source, subject, is_print, brought } = file;
        let origin = Origin { source, path: path.clone(), subject_kind: subject.kind, subject: subject.id, is_print, hash: brought.hash };
        let known = media::find_brought(self.space, source, &path).await?;
        let is_new = known.is_none();
        match known {
            // People deleted it here.
            Some((_, None, _)) => {
                self.bringer.forget(brought).await?;
                self.progress.archive.skipped += 1;
                self.warn("file-deleted", &[("path", &path)]);
                return Ok(());
            }
            Some((hash, Some(media), was)) if hash == brought.hash => {
                if was != subject.id {
                    media::move_brought(self.space, self.desk.now(), &origin, media, subject.party).await?;
                }
                self.bringer.forget(brought).await?;
                self.progress.archive.matched += 1;
                return Ok(());
            }
            _ => {}
        }
        let name = media::named(&name, crate::web::i18n::Lang::default());
        let about = media::About { name, party: subject.party, by: self.asked_by.clone(), origin };
        match self.bringer.keep(self.space, self.desk, brought, about).await? {
            Kept::Media(_) => {
                let archive = &mut self.progress.archive;
                archive.matched += 1;
                archive.added += u64::from(is_new);
                archive.replaced += u64::from(!is_new);
            }
            Kept::Refused(refusal) => {
                self.progress.archive.skipped += 1;
                self.warn("file-refused", &[("path", &path), ("why", &refusal.as_str())]);
            }
        }
        Ok(())
    }

    fn warn(&mut self, code: &'static str, args: &[(&'static str, &str)]) {
        let args = args.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        self.warnings.push(Warning { table: String::new(), row: None, code, args });
    }

    /// Writes down how far it is, with what is to be told.
    async fn write(&mut self) -> Result<()> {
        let sat = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.progress.elapsed_ms = self.elapsed_before.saturating_add(sat);
        let tx = self.space.begin().await?;
        queries::insert_warnings(&tx, self.desk.now(), self.run, &std::mem::take(&mut self.warnings), &mut self.progress.warnings).await?;
        queries::update_progress(&tx, self.run, &self.progress).await?;
        tx.commit().await?;
        Ok(())
    }
}

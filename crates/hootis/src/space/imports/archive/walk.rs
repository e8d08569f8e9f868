//! The reading of an archive, on a thread that may wait for the disk.

use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use hootis_dolibarr::documents::{Archive, ArchiveError, ArchiveLimits, Entry, Met, Place, met};
use hootis_policy::limits;
use tokio::sync::mpsc::Sender;
use uuid::Uuid;

use super::index::{Found, Index, Subject};
use crate::space::media::{Bringer, Brought, Taken};

/// What an archive may take.
pub(super) fn most() -> ArchiveLimits {
    ArchiveLimits { entries: limits::ARCHIVE_ENTRIES, bytes: limits::ARCHIVE_UNPACKED_BYTES, time: limits::ARCHIVE_TIME.as_duration() }
}

/// What came of an entry.
pub(super) enum Came {
    /// Nothing of the company's: thumbnails, links, paths that lead elsewhere.
    Nothing,
    /// Nothing here is called so.
    Unmatched {
        path: String,
        size: u64,
    },
    /// It is of another company of that Dolibarr.
    Elsewhere {
        path: String,
        entity: i64,
    },
    /// It is larger than a file may be.
    TooBig {
        path: String,
    },
    File(Box<Attached>),
}

/// A file and what it belongs to.
pub(super) struct Attached {
    pub(super) path: String,
    pub(super) name: String,
    pub(super) source: Uuid,
    pub(super) subject: Subject,
    pub(super) is_print: bool,
    pub(super) brought: Brought,
}

/// Counts the bytes of the archive itself that were read.
pub(super) struct Counted<R> {
    pub(super) inner: R,
    pub(super) count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.count.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// Reads an archive and tells of each entry, but for the first `skip`, which were told before. Ends early when nobody listens any more.
pub(super) fn walk(input: impl Read + Send + 'static, index: &Index, bringer: &Bringer, skip: u64, to: &Sender<Came>) -> Result<(), ArchiveError> {
    let mut archive = Archive::open(input, most())?;
    let mut seen = 0;
    while let Some(entry) = archive.next_entry()? {
        if entry.path.ends_with(b"/") {
            continue;
        }
        seen += 1;
        if seen <= skip {
            continue;
        }
        let came = sort(&mut archive, &entry, index, bringer)?;
        if let Err(unheard) = to.blocking_send(came) {
            if let Came::File(file) = unheard.0 {
                bringer.drop_now(file.brought).map_err(ArchiveError::Unreadable)?;
            }
            return Ok(());
        }
    }
    Ok(())
}

fn sort(archive: &mut Archive, entry: &Entry, index: &Index, bringer: &Bringer) -> Result<Came, ArchiveError> {
    if !entry.is_file {
        return Ok(Came::Nothing);
    }
    let Met::File(place) = met(&entry.path) else { return Ok(Came::Nothing) };
    let path = path(&place);
    match index.find(&place) {
        Found::OtherCompany(entity) => Ok(Came::Elsewhere { path, entity }),
        Found::Nothing => Ok(Came::Unmatched { path, size: entry.size.unwrap_or(0) }),
        Found::Subject(source, subject) => match bringer.take(archive, limits::MEDIA_BYTES).map_err(Archive::refusal)? {
            Taken::TooMuch => Ok(Came::TooBig { path }),
            Taken::All(brought) => {
                let is_print = subject.is_print(&place.name);
                Ok(Came::File(Box::new(Attached { path, name: place.name, source, subject: subject.clone(), is_print, brought })))
            }
        },
    }
}

fn path(place: &Place) -> String {
    if place.folder.is_empty() { place.name.clone() } else { format!("{}/{}", place.folder, place.name) }
}

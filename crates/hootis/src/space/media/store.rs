//! The sealed files: what each is called, and how it comes and goes.

use std::fs::{File, TryLockError};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use hootis_vault::{BlockReader, BlockWriter, FileKey};
use uuid::Uuid;

use crate::access::desk::Desk;
use crate::app::Held;
use crate::clock::Now;
use crate::error::Result;

/// How the names of uploads' files begin.
const UPLOAD: &str = "sending-";

/// How the names of contents' files begin.
const BLOB: &str = "media-";

/// Which file of a content.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum View {
    /// The content itself.
    Whole,
    /// A picture of it for lists.
    Small,
    /// A picture of it for the screen.
    Large,
}

impl View {
    const ALL: [Self; 3] = [Self::Whole, Self::Small, Self::Large];

    const fn ending(self) -> &'static str {
        match self {
            Self::Whole => ".age",
            Self::Small => "-small.age",
            Self::Large => "-large.age",
        }
    }
}

/// The sealed files of one space. As long as it is there the key of the space is not changed: nobody keeps it while they wait
/// for somebody's bytes. A file that was opened with it needs it no more.
#[derive(Clone)]
pub(super) struct Store {
    folder: PathBuf,
    key: Arc<Held<FileKey>>,
}

impl Store {
    /// Those of the space of a desk.
    pub(super) async fn of(desk: &Desk) -> Result<Self> {
        Ok(Self { folder: desk.folder().await?, key: Arc::new(desk.file_key().await?) })
    }

    /// Where they lie.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The key that they are sealed with.
    pub(super) fn key(&self) -> &FileKey {
        &self.key
    }

    /// The file of an upload, which has no end until all of it is there.
    pub(super) fn upload(&self, id: Uuid) -> PathBuf {
        upload_path(&self.folder, id)
    }

    /// A file of a content.
    pub(super) fn blob(&self, id: Uuid, view: View) -> PathBuf {
        blob_path(&self.folder, id, view)
    }

    /// Opens a file of a content.
    pub(super) fn open(&self, id: Uuid, view: View) -> Result<BlockReader<File>> {
        Ok(BlockReader::open(&self.key, File::open(self.blob(id, view))?)?)
    }

    /// Seals bytes that are in memory as a file of a content.
    pub(super) fn put(&self, id: Uuid, view: View, bytes: &[u8], now: Now) -> Result<()> {
        let path = self.blob(id, view);
        let part = path.with_extension("part");
        let written = self.seal(&part, bytes, now).and_then(|()| Ok(std::fs::rename(&part, path)?));
        if written.is_err() {
            // A disk that is full gets back what was written in vain.
            remove(&part)?;
        }
        written
    }

    fn seal(&self, path: &Path, bytes: &[u8], now: Now) -> Result<()> {
        let file = File::options().read(true).write(true).create(true).truncate(true).open(path)?;
        let mut writer = BlockWriter::create(&self.key, file)?;
        writer.write(bytes)?;
        Ok(date(&writer.finish()?, now)?)
    }

    /// Gives the file of an upload, which is whole, a second name as that of a content.
    pub(super) fn adopt(&self, upload: Uuid, blob: Uuid, now: Now) -> Result<()> {
        let (from, to) = (self.upload(upload), self.blob(blob, View::Whole));
        std::fs::hard_link(&from, &to)?;
        date(&File::options().write(true).open(to)?, now)?;
        Ok(())
    }

    /// Sees that the names of files that were made stay when the machine stops.
    pub(super) fn sync(&self) -> Result<()> {
        Ok(File::open(&self.folder)?.sync_all()?)
    }
}

/// A file is dated by Hootis's own clock: that is when its time begins.
fn date(file: &File, now: Now) -> io::Result<()> {
    file.set_modified(std::time::UNIX_EPOCH + Duration::from_millis(u64::try_from(now.0).unwrap_or(0)))
}

/// The file of an upload.
pub(super) fn upload_path(folder: &Path, id: Uuid) -> PathBuf {
    folder.join(format!("{UPLOAD}{id}.part"))
}

fn blob_path(folder: &Path, id: Uuid, view: View) -> PathBuf {
    folder.join(format!("{BLOB}{id}{}", view.ending()))
}

/// Removes the files of contents that are no more. Their rows are gone: what is left of a crash goes at the next sweep.
pub(super) fn remove_blobs(folder: &Path, ids: &[Uuid]) -> io::Result<()> {
    for id in ids {
        for view in View::ALL {
            remove(&blob_path(folder, *id, view))?;
        }
    }
    Ok(())
}

/// Removes the file of an upload.
pub(super) fn remove_upload(folder: &Path, id: Uuid) -> io::Result<()> {
    remove(&upload_path(folder, id))
}

/// Removes a file unless somebody writes to it; whether it is gone.
pub(super) fn remove_unless_held(path: &Path) -> io::Result<bool> {
    let file = match File::options().write(true).open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
        other => other?,
    };
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => return Ok(false),
        other => other?,
    }
    remove(path)?;
    Ok(true)
}

/// Removes a file; that it is gone already is as good.
fn remove(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// A file of this feature that lies in the folder.
pub(super) struct Lying {
    pub(super) path: PathBuf,
    /// The upload or the content it belongs to.
    pub(super) owner: Owner,
    /// When it was last written to.
    pub(super) written: i64,
}

/// Whose file it is, by its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Owner {
    Upload(Uuid),
    /// A whole file of a content.
    Blob(Uuid),
    /// One that was being written when the machine stopped.
    Nobody,
}

/// Every file of this feature in a folder.
pub(super) fn lying(folder: &Path) -> io::Result<Vec<Lying>> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other?,
    };
    let mut all = Vec::new();
    for entry in entries {
        let entry = entry?;
        let Some(owner) = owner(&entry.file_name().to_string_lossy()) else { continue };
        let written = match entry.metadata() {
            // It went while it was looked at.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            other => other?.modified()?.duration_since(std::time::UNIX_EPOCH).unwrap_or_default(),
        };
        all.push(Lying { path: entry.path(), owner, written: i64::try_from(written.as_millis()).unwrap_or(i64::MAX) });
    }
    Ok(all)
}

/// Whose file a name is; none for those of other features.
fn owner(name: &str) -> Option<Owner> {
    let id = |rest: &str| Uuid::try_parse(rest.get(..36)?).ok();
    if let Some(rest) = name.strip_prefix(UPLOAD) {
        return Some(id(rest).filter(|_| name.ends_with(".part")).map_or(Owner::Nobody, Owner::Upload));
    }
    let rest = name.strip_prefix(BLOB)?;
    // Sealed anew in this moment, by whoever changes the key: it has its name in another one.
    if name.ends_with(".renewed") {
        return None;
    }
    Some(id(rest).filter(|_| View::ALL.iter().any(|view| rest.get(36..) == Some(view.ending()))).map_or(Owner::Nobody, Owner::Blob))
}

/// The first bytes of a file, and the file again from its start.
pub(super) fn head(reader: &mut BlockReader<File>) -> io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(hootis_media::HEAD);
    reader.by_ref().take(hootis_media::HEAD as u64).read_to_end(&mut head)?;
    io::Seek::rewind(reader)?;
    Ok(head)
}

//! How long what was uploaded stays: for the retention engine, which asks a space or the folder of all files.
//!
//! Counts come with the date of the earliest upload; deletions take the file first, so that no row ever
//! promises what is not there.

use std::io;
use std::path::Path;

use hootis_space::{Conn as _, SpaceDb, args};
use uuid::Uuid;

use super::store::{UPLOAD_START, remove_file, upload_path};
use crate::clock::Now;
use crate::error::Result;

/// How many, and when the earliest of all was made or read.
pub type Counted = (i64, Option<i64>);

const READ: &str = "FROM import_upload u JOIN import_run r ON r.upload_id = u.id WHERE r.kind IN ('import', 'documents') AND r.ended_at IS NOT NULL";

/// Uploads that an import has read to its end. The import deletes its own: these are left of one that was cut off.
///
/// # Errors
/// When the space cannot be read.
pub async fn count_read(space: &SpaceDb, now: Now) -> Result<Counted> {
    let sql = format!("SELECT (SELECT COUNT(*) {READ} AND r.ended_at <= $1), (SELECT MIN(r.ended_at) {READ})");
    Ok(space.get(&sql, args![now]).await?)
}

/// Deletes them.
///
/// # Errors
/// When one could not be.
pub async fn delete_read(space: &SpaceDb, folder: &Path, now: Now, most: u32) -> Result<u64> {
    let sql = format!("SELECT DISTINCT u.id {READ} AND r.ended_at <= $1 ORDER BY u.id LIMIT $2");
    delete(space, folder, space.list(&sql, args![now, most]).await?).await
}

/// Uploads that were made before an instant.
///
/// # Errors
/// When the space cannot be read.
pub async fn count_old(space: &SpaceDb, before: Now) -> Result<Counted> {
    let sql = "SELECT (SELECT COUNT(*) FROM import_upload WHERE created_at <= $1), (SELECT MIN(created_at) FROM import_upload)";
    Ok(space.get(sql, args![before]).await?)
}

/// Deletes them.
///
/// # Errors
/// When one could not be.
pub async fn delete_old(space: &SpaceDb, folder: &Path, before: Now, most: u32) -> Result<u64> {
    let sql = "SELECT id FROM import_upload WHERE created_at <= $1 ORDER BY created_at, id LIMIT $2";
    delete(space, folder, space.list(sql, args![before, most]).await?).await
}

async fn delete(space: &SpaceDb, folder: &Path, uploads: Vec<Uuid>) -> Result<u64> {
    for upload in &uploads {
        remove_file(&upload_path(folder, *upload)).await?;
    }
    let gone = uploads.iter().map(|upload| args![*upload]).collect();
    Ok(space.execute_many("DELETE FROM import_upload WHERE id = $1", gone).await?)
}

/// Files of uploads of all spaces that were written before an instant, whatever became of their space: how
/// many, and when the earliest of all was written. `files` is the folder of all spaces' files.
///
/// # Errors
/// When a folder cannot be read.
pub fn count_files(files: &Path, before: Now) -> io::Result<Counted> {
    let (mut due, mut earliest) = (0, None);
    each_file(files, |_, written| {
        due += i64::from(written <= before.0);
        earliest = Some(earliest.map_or(written, |earlier: i64| earlier.min(written)));
        Ok(true)
    })?;
    Ok((due, earliest))
}

/// Deletes at most so many of them.
///
/// # Errors
/// When a folder cannot be read, or a file not be deleted.
pub fn delete_files(files: &Path, before: Now, most: u32) -> io::Result<u64> {
    let mut gone = 0;
    each_file(files, |path, written| {
        if written <= before.0 {
            std::fs::remove_file(path)?;
            gone += 1;
        }
        Ok(gone < u64::from(most))
    })?;
    Ok(gone)
}

/// Shows each file of an upload with the instant it was written, until told to stop.
fn each_file(files: &Path, mut see: impl FnMut(&Path, i64) -> io::Result<bool>) -> io::Result<()> {
    let folders = match std::fs::read_dir(files) {
        Ok(folders) => folders,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    for folder in folders {
        let folder = folder?;
        if !folder.file_type()?.is_dir() {
            continue;
        }
        for file in std::fs::read_dir(folder.path())? {
            let file = file?;
            if file.file_name().to_string_lossy().starts_with(UPLOAD_START) && !see(&file.path(), written(&file)?)? {
                return Ok(());
            }
        }
    }
    Ok(())
}

fn written(file: &std::fs::DirEntry) -> io::Result<i64> {
    let written = file.metadata()?.modified()?.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Ok(i64::try_from(written.as_millis()).unwrap_or(i64::MAX))
}

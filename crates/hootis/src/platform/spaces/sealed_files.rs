//! The sealed files of a space, when its key is changed.

use std::io::{self, BufWriter, IntoInnerError};
use std::path::{Path, PathBuf};

use hootis_vault::{FileKey, VaultError};
use uuid::Uuid;

use super::remains;
use crate::app::App;
use crate::error::{Error, Result};

/// How the names of files end that are being sealed anew.
const RENEWED: &str = "renewed";

/// Seals the files anew that are under the old key; how many were. Nobody writes one under it any more.
pub(super) async fn renew(app: &App, id: Uuid, key: FileKey) -> Result<u64> {
    let folder = remains::files(app, id);
    tokio::task::spawn_blocking(move || {
        let mut renewed = 0;
        for path in files_in(&folder)? {
            match renew_file(&path, &key) {
                Ok(was_old) => renewed += u64::from(was_old),
                // It went while it was looked at.
                Err(VaultError::Stream(error)) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(Error::internal(error)),
            }
        }
        if renewed > 0 {
            // The new names must outlive a power cut before the old key is forgotten.
            std::fs::File::open(&folder)?.sync_all()?;
        }
        Ok(renewed)
    })
    .await?
}

fn files_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let paths = entries.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    // Whole files and their beginnings: the rest is no sealed file.
    Ok(paths.into_iter().filter(|path| path.extension().is_some_and(|end| end == "age") || is_part(path)).collect())
}

/// Uploads have that name until their end was written.
fn is_part(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "part")
}

/// Seals one file anew if it is under the old key. It keeps its date: its time goes on.
fn renew_file(path: &Path, key: &FileKey) -> Result<bool, VaultError> {
    let file = std::fs::File::options().read(true).write(true).open(path)?;
    // Photos, videos and documents have keys of their own: those are wrapped anew, in place, also in what has no end yet.
    if let Some(renewed) = key.rewrap(&file)? {
        return Ok(renewed);
    }
    match key.is_previous(&file) {
        Ok(true) => {}
        // It has just begun.
        Err(VaultError::Tampered) if is_part(path) => return Ok(false),
        other => return other,
    }
    if is_part(path) {
        // Whoever wrote it was cut off, or it would be under the new key: it never gets an end.
        std::fs::remove_file(path)?;
        return Ok(false);
    }
    let dated = file.metadata()?.modified()?;
    let anew = path.with_extension(RENEWED);
    let mut plain = key.open_reader(std::fs::File::open(path)?)?;
    let mut sealed = key.seal_writer(BufWriter::new(std::fs::File::create(&anew)?))?;
    io::copy(&mut plain, &mut sealed)?;
    let written = sealed.finish()?.into_inner().map_err(IntoInnerError::into_error)?;
    written.set_modified(dated)?;
    written.sync_all()?;
    std::fs::rename(&anew, path)?;
    Ok(true)
}

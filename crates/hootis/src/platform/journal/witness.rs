//! How far the journal had come at least, sealed, in a file of the data folder: whoever has the databases alone cannot
//! take it back together with them.

use std::os::unix::fs::{FileExt as _, OpenOptionsExt as _};
use std::path::PathBuf;

use hootis_vault::{SpaceKey, same};

use super::chain::{NOTHING, Place, seal};
use crate::app::App;
use crate::error::Result;

/// The file.
const FILE: &str = "journal.head";

/// A sequence and its seal.
const BYTES: usize = 8 + 32;

/// What the file says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Witness {
    /// There is none.
    Silent,
    /// The journal had come as far as this entry. It may have gone on: the file follows the journal.
    Says(i64),
    /// Somebody else wrote it.
    Forged,
}

impl Witness {
    /// How far the journal had come, at least.
    pub(super) fn at_least(self) -> i64 {
        match self {
            Self::Says(sequence) => sequence,
            Self::Silent | Self::Forged => 0,
        }
    }
}

fn path(app: &App) -> PathBuf {
    app.data().join(FILE)
}

fn sealed(key: &SpaceKey, sequence: i64) -> Vec<u8> {
    seal(key, Place::Witness, sequence, &NOTHING)
}

/// Reads the file.
pub(super) async fn read(app: &App) -> Result<Witness> {
    let bytes = match tokio::fs::read(path(app)).await {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Witness::Silent),
        Err(error) => return Err(error.into()),
    };
    let Some((sequence, found)) = bytes.split_first_chunk::<8>() else { return Ok(Witness::Forged) };
    let sequence = i64::from_be_bytes(*sequence);
    Ok(if same(&sealed(app.platform_key(), sequence), found) { Witness::Says(sequence) } else { Witness::Forged })
}

/// Writes how far the journal has come. Always so many bytes in their place: whoever reads finds them before or after.
pub(super) async fn write(app: &App, sequence: i64) -> Result<()> {
    let mut bytes = Vec::with_capacity(BYTES);
    bytes.extend_from_slice(&sequence.to_be_bytes());
    bytes.extend_from_slice(&sealed(app.platform_key(), sequence));
    let path = path(app);
    let writing = move || std::fs::File::options().write(true).create(true).truncate(false).mode(0o600).open(path)?.write_all_at(&bytes, 0);
    Ok(tokio::task::spawn_blocking(writing).await??)
}

//! Bytes as they come from a browser, on their way into the file of an upload.

use std::fs::{File, TryLockError};

use axum::body::Bytes;
use hootis_vault::BlockWriter;

use super::store::Store;
use crate::error::{Error, Result};

/// So much is sealed at a time: between two of these no thread is held.
const PIECE: usize = 1024 * 1024;

/// The file of an upload, locked: nobody else writes to it or keeps it meanwhile.
///
/// # Errors
/// None when somebody else has it.
pub(super) fn locked(store: &Store, id: uuid::Uuid) -> Result<Option<File>> {
    let file = File::options().read(true).write(true).create(true).truncate(false).open(store.upload(id))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

/// What came.
pub(super) enum Came {
    /// All that was sent.
    All(BlockWriter),
    /// The connection was cut before.
    Cut(BlockWriter),
    /// More than there is room for.
    TooMuch(BlockWriter),
}

/// A source of bytes: a body, or a field of a form.
pub(super) trait Source {
    /// The next bytes; none at the end.
    ///
    /// # Errors
    /// When the connection was cut.
    fn next(&mut self) -> impl Future<Output = std::result::Result<Option<Bytes>, ()>> + Send;
}

/// Takes bytes until they end, or are more than `most` in all.
///
/// # Errors
/// When the disk refuses.
pub(super) async fn take(mut writer: BlockWriter, from: &mut (impl Source + Send), most: u64) -> Result<Came> {
    let (mut waiting, mut count): (Vec<Bytes>, usize) = (Vec::new(), 0);
    loop {
        let next = from.next().await;
        if let Ok(Some(bytes)) = &next {
            if writer.taken() + count as u64 + bytes.len() as u64 > most {
                return Ok(Came::TooMuch(writer));
            }
            count += bytes.len();
            waiting.push(bytes.clone());
        }
        let is_over = !matches!(next, Ok(Some(_)));
        if count >= PIECE || is_over {
            (count, writer) = (0, write(writer, std::mem::take(&mut waiting)).await?);
        }
        match next {
            Ok(Some(_)) => {}
            Ok(None) => return Ok(Came::All(writer)),
            Err(()) => return Ok(Came::Cut(writer)),
        }
    }
}

async fn write(mut writer: BlockWriter, pieces: Vec<Bytes>) -> Result<BlockWriter> {
    tokio::task::spawn_blocking(move || {
        for piece in pieces {
            writer.write(&piece)?;
        }
        Ok::<_, std::io::Error>(writer)
    })
    .await?
    .map_err(Error::from)
}

/// Writes whole blocks down and lets the file go on; how many bytes are there.
///
/// # Errors
/// When the disk refuses.
pub(super) async fn pause(writer: BlockWriter) -> Result<u64> {
    Ok(tokio::task::spawn_blocking(move || writer.pause()).await??)
}

/// Writes the end; the file, still locked.
///
/// # Errors
/// When the disk refuses.
pub(super) async fn finish(writer: BlockWriter) -> Result<File> {
    Ok(tokio::task::spawn_blocking(move || writer.finish()).await??)
}

//! One run at a time in a space, whichever process it is in.
//!
//! The lock is the operating system's: it goes with the process that held it, so a run that was
//! killed blocks nobody.

use std::fs::{File, TryLockError};
use std::path::Path;

use crate::error::Result;

/// Held while a run works. Dropping it lets the next one in.
#[derive(Debug)]
pub(super) struct RunLock {
    _file: File,
}

/// Takes the lock of a space's folder; `None` when another run works.
///
/// # Errors
/// When the folder cannot be written.
pub(super) fn try_lock(folder: &Path) -> Result<Option<RunLock>> {
    let file = File::options().create(true).truncate(false).write(true).open(folder.join("import.lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(RunLock { _file: file })),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

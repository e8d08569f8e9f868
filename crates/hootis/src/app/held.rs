//! Keys of spaces in somebody's hands, so that none is forgotten while something may still be sealed with it.
//!
//! The locks are the operating system's: they hold between processes, and go with whoever held them, so that nobody
//! who was killed keeps anybody waiting.

use std::fs::{File, TryLockError};
use std::ops::Deref;
use std::path::{Path, PathBuf};

use hootis_space::DbError;
use hootis_vault::SpaceKeys;
use uuid::Uuid;

use super::App;
use crate::error::{Error, Result};

/// Spaces share so many files to lock. None is ever removed, which would race, and they are few enough to be left.
const LANES: u128 = 256;

/// Something that was made of the keys of a space, or sealed with them. While it is there, those keys are not forgotten:
/// it is let go once what was sealed is written for good.
pub struct Held<T> {
    what: T,
    lock: Option<File>,
}

impl<T> Held<T> {
    /// Of keys that are never changed: nothing needs to be held.
    pub(crate) fn freely(what: T) -> Self {
        Self { what, lock: None }
    }

    /// What is made of it, held as well.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Held<U> {
        Held { what: make(self.what), lock: self.lock }
    }
}

impl<T> Deref for Held<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.what
    }
}

/// The right to change keys, which one has at a time. Dropping it lets the next one.
pub struct KeyChange(#[expect(dead_code, reason = "closing the file lets go of the lock")] File);

impl App {
    /// The keys of a space, for whoever seals with them.
    ///
    /// # Errors
    /// As [`Self::keys_of`].
    pub async fn hold_keys_of(&self, space: Uuid) -> Result<Held<SpaceKeys>, DbError> {
        // Held first: what is read then cannot be forgotten any more.
        let path = lane(self.data(), "keys", space);
        let lock = blocking(move || {
            let file = open(&path)?;
            file.lock_shared()?;
            Ok(file)
        });
        let lock = lock.await?;
        Ok(Held { what: self.keys_of(space).await?, lock: Some(lock) })
    }

    /// Whether nobody holds keys of a space any more that were read before now.
    ///
    /// # Errors
    /// When the data folder refuses.
    pub async fn has_nobody_holding(&self, space: Uuid) -> Result<bool> {
        let path = lane(self.data(), "keys", space);
        Ok(blocking(move || try_lock(&path)).await?.is_some())
    }

    /// The right to change the key of a space; none while somebody else has it.
    ///
    /// # Errors
    /// When the data folder refuses.
    pub async fn claim_key_change(&self, space: Uuid) -> Result<Option<KeyChange>> {
        let path = lane(self.data(), "change", space);
        Ok(blocking(move || try_lock(&path)).await?.map(KeyChange))
    }

    /// The right to rotate the master key.
    ///
    /// # Errors
    /// A refusal while somebody else rotates it.
    pub async fn claim_master_key(&self) -> Result<KeyChange> {
        let path = self.data().join(FOLDER).join("master");
        let lock = blocking(move || try_lock(&path)).await?;
        lock.map(KeyChange).ok_or_else(|| Error::Bad("somebody else rotates the master key now".into()))
    }
}

/// The folder of these files, in the data folder.
const FOLDER: &str = "locks";

fn lane(data: &Path, what: &str, space: Uuid) -> PathBuf {
    data.join(FOLDER).join(format!("{what}-{:02x}", space.as_u128() % LANES))
}

fn open(path: &Path) -> std::io::Result<File> {
    let open = || File::options().create(true).truncate(false).write(true).open(path);
    match (open(), path.parent()) {
        (Err(error), Some(folder)) if error.kind() == std::io::ErrorKind::NotFound => {
            std::fs::create_dir_all(folder)?;
            open()
        }
        (opened, _) => opened,
    }
}

fn try_lock(path: &Path) -> std::io::Result<Option<File>> {
    let file = open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Waits on a thread that may.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> std::io::Result<T> + Send + 'static) -> std::io::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(std::io::Error::other)?
}

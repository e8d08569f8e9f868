//! The folder of a store: sets of files, and who may make one.

use std::path::{Path, PathBuf};

use uuid::Uuid;

use crate::{DbError, Durability};

/// Databases are made one at a time in each of so many lanes: a lock file for each is never removed,
/// which would race, and there are few of them.
const LANES: u128 = 16;

/// Held while a database file is made or removed, by one task of one process at a time.
pub(crate) struct FolderLock(#[expect(dead_code, reason = "closing the file lets go of the lock")] std::fs::File);

/// Waits for the right to make or remove the file of `id` in `folder`, which is made if need be.
pub(crate) async fn lock(folder: &Path, id: Uuid) -> Result<FolderLock, DbError> {
    tokio::fs::create_dir_all(folder).await?;
    let path = folder.join(format!(".lock-{:x}", id.as_u128() % LANES));
    let lock = move || {
        let file = std::fs::OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
        file.lock()?;
        Ok::<_, DbError>(FolderLock(file))
    };
    tokio::task::spawn_blocking(lock).await.map_err(|_| DbError::Abandoned)?
}

/// A database file and what SQLite keeps beside it.
pub(crate) fn file_set(path: &Path) -> [PathBuf; 3] {
    ["", "-wal", "-shm"].map(|suffix| {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name)
    })
}

/// Removes a database file and what is beside it, or what is left of it.
pub(crate) async fn remove_file_set(path: &Path) -> Result<(), DbError> {
    for path in file_set(path) {
        match tokio::fs::remove_file(path).await {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

/// Makes a rename last through a power cut.
pub(crate) async fn sync_folder(folder: PathBuf, durability: Durability) -> Result<(), DbError> {
    if durability == Durability::Full {
        tokio::fs::File::open(folder).await?.sync_all().await?;
    }
    Ok(())
}

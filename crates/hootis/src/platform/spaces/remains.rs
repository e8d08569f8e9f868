//! What there is of a space before it goes, and its going.

use std::path::PathBuf;

use hootis_space::{Conn, DbError, args};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::app::App;
use crate::clock::Now;
use crate::error::{Error, Result};

/// What is about to go: counts and hashes, never contents.
#[derive(Serialize, Deserialize, Debug, Clone)]
pub struct Remains {
    /// The engine that keeps it.
    pub engine: String,
    /// What its key is called; none when the key could not be opened any more.
    pub key_id: Option<String>,
    /// Every table. None when the database was lost before: nobody can say what was in it.
    pub tables: Option<Vec<TableRemains>>,
    /// The files of the database, where it is in files.
    pub database: Vec<FileRemains>,
    /// Its sealed files, taken together.
    pub files: FilesRemains,
}

/// A table.
#[derive(Serialize, Deserialize, Debug, Clone)]
pub struct TableRemains {
    pub name: String,
    pub rows: i64,
    /// Of its rows, where the database is no file that could be hashed whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

/// A file of the database.
#[derive(Serialize, Deserialize, Debug, Clone)]
pub struct FileRemains {
    pub name: String,
    pub bytes: u64,
    pub sha256: String,
}

/// All sealed files.
#[derive(Serialize, Deserialize, Debug, Clone)]
pub struct FilesRemains {
    pub count: u64,
    pub bytes: u64,
    /// Of one line a file, `<SHA-256> <bytes>`, in the order of the lines.
    pub sha256: String,
}

/// Counts and hashes what there is of a space.
///
/// A database that is lost is no reason to keep it: its files are hashed as
/// they are, and nothing is said of what was in them. One that does not answer for now is asked again later: what is written
/// down here is signed, and never counted again.
///
/// # Errors
/// When a database does not answer, or files that are there cannot be read.
pub async fn remains(app: &App, id: Uuid) -> Result<Remains> {
    if !app.spaces().is_mounted().await? {
        return Err(Error::internal("the folder of the spaces is empty: its volume is not there"));
    }
    let key = match app.keys_of(id).await {
        Ok(keys) => Some(keys),
        // It was destroyed, or altered.
        Err(DbError::NotFound | DbError::WrongKey) => None,
        Err(error) => return Err(error.into()),
    };
    let counted = if key.is_some() { inventory(app, id).await? } else { None };
    let tables = counted
        .map(|tables| tables.into_iter().map(|table| TableRemains { name: table.name, rows: table.rows, sha256: table.sha256 }).collect::<Vec<_>>());
    // The last connection folds its log into the file: what is hashed is what was in the database.
    super::let_go(app, id);
    let (paths, folder) = (app.spaces().files(id), files(app, id));
    let hashed = tokio::task::spawn_blocking(move || Ok::<_, Error>((database(paths)?, sealed(folder)?))).await?;
    let (database, files) = hashed?;
    let key_id = key.map(|keys| keys.current().id().to_string());
    Ok(Remains { engine: app.spaces().engine().name().to_owned(), key_id, tables, database, files })
}

/// What is in the database; none when it is lost.
async fn inventory(app: &App, id: Uuid) -> Result<Option<Vec<hootis_space::Inventory>>> {
    let counting = async {
        let db = app.spaces().open(id).await?;
        hootis_space::inventory(&db).await
    };
    match counting.await {
        Ok(tables) => Ok(Some(tables)),
        Err(why) if why.is_lost() => {
            tracing::warn!(space.id = %id, %why, "a space that is destroyed could not be counted");
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

fn database(paths: Vec<PathBuf>) -> std::io::Result<Vec<FileRemains>> {
    let mut all = Vec::new();
    for path in paths.into_iter().filter(|path| path.is_file()) {
        let (sha256, bytes) = digest(&path)?;
        all.push(FileRemains { name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(), bytes, sha256 });
    }
    Ok(all)
}

fn sealed(folder: PathBuf) -> std::io::Result<FilesRemains> {
    let (mut folders, mut lines, mut total) = (vec![folder], Vec::new(), 0);
    while let Some(folder) = folders.pop() {
        let entries = match std::fs::read_dir(folder) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            other => other?,
        };
        for entry in entries {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else {
                let (sha256, bytes) = digest(&entry.path())?;
                total += bytes;
                lines.push(format!("{sha256} {bytes}\n"));
            }
        }
    }
    lines.sort_unstable();
    let count = u64::try_from(lines.len()).unwrap_or(u64::MAX);
    Ok(FilesRemains { count, bytes: total, sha256: hootis_vault::hex(&hootis_vault::digest(lines.concat().as_bytes())) })
}

fn digest(path: &std::path::Path) -> std::io::Result<(String, u64)> {
    let (sha256, bytes) = hootis_vault::digest_of(std::fs::File::open(path)?)?;
    Ok((hootis_vault::hex(&sha256), bytes))
}

/// Where the sealed files of a space are.
pub(super) fn files(app: &App, id: Uuid) -> PathBuf {
    app.data().join("files").join(id.to_string())
}

/// Removes the database of a space for good. Safe to run again.
///
/// # Errors
/// When something is left.
pub async fn erase_database(app: &App, id: Uuid) -> Result<()> {
    Ok(app.spaces().destroy(id).await?)
}

/// Removes the sealed files of a space for good. Safe to run again.
///
/// # Errors
/// When something is left.
pub async fn erase_files(app: &App, id: Uuid) -> Result<()> {
    match tokio::fs::remove_dir_all(files(app, id)).await {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Destroys the key of a space that is being destroyed. What stood in its place is written over: see `PlatformDb::scrub`.
///
/// # Errors
/// When the database refuses.
pub async fn destroy_key(conn: &impl Conn, now: Now, id: Uuid) -> Result<()> {
    conn.execute("UPDATE space SET wrapped_key = NULL, previous_key = NULL, updated_at = $2 WHERE id = $1 AND state = 'destroyed'", args![id, now])
        .await?;
    Ok(())
}

/// Takes out of the row of a space all but that it was, whose, and since when it is no more.
///
/// # Errors
/// When the database refuses.
pub async fn forget(conn: &impl Conn, now: Now, id: Uuid) -> Result<()> {
    conn.execute("DELETE FROM api_key WHERE space_id = $1", args![id]).await?;
    conn.execute(
        "UPDATE space SET slug = $2, company = '—', activity = NULL, trial_ends_at = NULL, paid_until = NULL, is_yearly = NULL,
           disabled_by = NULL, destroy_at = NULL, elapsed_then = NULL, came_back_at = NULL, payment_failures = NULL, next_at = NULL, updated_at = $3
         WHERE id = $1 AND state = 'destroyed' AND wrapped_key IS NULL",
        args![id, format!("~{}", id.simple()), now],
    )
    .await?;
    Ok(())
}

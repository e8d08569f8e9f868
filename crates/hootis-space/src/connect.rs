//! Connections to SQLCipher files: made with the key that the file has now, in the way that all of ours are.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::{Connection, OpenFlags};

use crate::key::AskKeys;
use crate::{DbError, DbKey, Durability, waiting};

/// How often the key of a file may be found changed in one call. More often is no change: the key is wrong.
pub(crate) const CHANGES: u32 = 3;

/// Pages kept in memory by one connection, in KiB, at most.
const CACHE_KIB: i64 = 8_000;

/// Memory of all connections of this process together, in bytes: beyond it, SQLite drops the pages
/// that were used the longest ago, whosever they are. Two hundred spaces of three connections take
/// about 100 MB without any page.
const MEMORY_BYTES: i64 = 112 * 1024 * 1024;

/// Runs what may wait on a thread that may.
pub(crate) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, DbError> + Send + 'static) -> Result<T, DbError> {
    if waiting::is_here() {
        return work();
    }
    tokio::task::spawn_blocking(work).await.map_err(|_| DbError::Abandoned)?
}

/// Opens the file with the key that it has now. It may be given another one between the question and the try.
pub(crate) async fn unlock(path: &Path, ask: &AskKeys, durability: Durability, access: Access) -> Result<(DbKey, Connection), DbError> {
    let mut tries = 0;
    loop {
        let (keys, path) = (ask().await?, path.to_owned());
        match blocking(move || try_keys(&path, keys, durability, access)).await {
            Err(DbError::WrongKey) if tries < CHANGES => tries += 1,
            done => return done,
        }
    }
}

/// Opens the file with the first of the keys that fits.
fn try_keys(path: &Path, keys: Vec<DbKey>, durability: Durability, access: Access) -> Result<(DbKey, Connection), DbError> {
    let mut refused = DbError::WrongKey;
    for key in keys {
        match connect(path, &key, durability, access) {
            Ok(connection) => return Ok((key, connection)),
            Err(error @ DbError::WrongKey) => refused = error,
            Err(error) => return Err(error),
        }
    }
    Err(refused)
}

/// What a connection is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    Read,
    Write,
    /// The file may be made. Nothing else makes one: it may have been removed in this very moment.
    Create,
}

static WIPES: AtomicBool = AtomicBool::new(false);

/// Has what SQLite frees written over, in this process, from now on.
///
/// The key is in the texts that it copies, and what is read and sorted is the company's. For a process that goes on when a space
/// is closed; what one leaves that ends, the kernel wipes. It costs a fifth of an import.
pub fn wipe_freed_memory() {
    WIPES.store(true, Ordering::Relaxed);
}

/// Statements that a connection keeps prepared: those of all the pages that people go through in a minute.
const STATEMENTS: usize = 64;

/// Bytes of stack that are written over once a key was handed to SQLCipher: more than that takes.
const STACK: usize = 128 * 1024;

pub(crate) fn connect(path: &Path, key: &DbKey, durability: Durability, access: Access) -> Result<Connection, DbError> {
    let connected = connect_with(path, key, durability, access);
    zeroize::zeroize_stack::<STACK>();
    connected
}

/// In a frame of its own, below that of who writes over what it leaves on the stack.
#[inline(never)]
fn connect_with(path: &Path, key: &DbKey, durability: Durability, access: Access) -> Result<Connection, DbError> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if access == Access::Create {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    #[expect(clippy::disallowed_methods, reason = "the one place that opens a SQLCipher file")]
    let connection = Connection::open_with_flags(path, flags).map_err(|error| match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::CannotOpen) if !path.exists() => DbError::Missing,
        _ => error.into(),
    })?;
    if WIPES.load(Ordering::Relaxed) {
        connection.execute_batch("PRAGMA cipher_memory_security = ON")?;
    }
    connection.execute_batch(&key.pragma("key"))?;
    let synchronous = if durability == Durability::Full { "FULL" } else { "OFF" };
    connection.execute_batch(&format!(
        "PRAGMA cipher_log_level = NONE; PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous};
         PRAGMA foreign_keys = ON; PRAGMA cache_size = -{CACHE_KIB}; PRAGMA soft_heap_limit = {MEMORY_BYTES}; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON;
         PRAGMA trusted_schema = OFF; PRAGMA query_only = {};",
        if access == Access::Read { "ON" } else { "OFF" },
    ))?;
    // Without it SQLite looks at the values bound to a statement to plan it, and plans it anew for each other value: a page
    // would have most of its statements parsed each time it is asked for.
    connection.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(connection)
}

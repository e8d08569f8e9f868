//! SQLCipher: one encrypted file a database, one writer and a few readers.
//!
//! Connections are blocking, so each call runs on Tokio's blocking threads. A connection always
//! travels inside a [`Lease`]: if the caller goes away in the middle, the lease rolls back and
//! returns it, whatever happens.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use rusqlite::{Connection, OpenFlags};
use secrecy::{ExposeSecret, SecretBox};
use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};

use crate::{DbError, Row, Value};

/// Readers a database may have at once.
const READERS: usize = 2;

/// Pages kept in memory by one connection, in KiB, at most.
const CACHE_KIB: i64 = 8_000;

/// Memory of all connections of this process together, in bytes: beyond it, SQLite drops the pages
/// that were used the longest ago, whosever they are. Two hundred spaces of three connections take
/// about 100 MB without any page.
const MEMORY_BYTES: i64 = 112 * 1024 * 1024;

/// The raw 256-bit key of a SQLCipher file. No derivation happens at open.
pub struct DbKey(SecretBox<[u8; 32]>);

impl DbKey {
    /// Takes the key's 32 bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(SecretBox::new(Box::new(bytes)))
    }

    fn pragma(&self) -> zeroize::Zeroizing<String> {
        use std::fmt::Write as _;
        let mut text = zeroize::Zeroizing::new(String::with_capacity(96));
        text.push_str("PRAGMA key = \"x'");
        for byte in self.0.expose_secret() {
            let _infallible = write!(text, "{byte:02x}");
        }
        text.push_str("'\"");
        text
    }
}

/// What an acknowledged write survives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Durability {
    /// Power loss: the disk is waited for at each commit.
    Full,
    /// The process's death only. For tests.
    Relaxed,
}

/// An open SQLCipher file.
pub(crate) struct CipherDb {
    path: PathBuf,
    key: DbKey,
    durability: Durability,
    writer: Arc<AsyncMutex<Connection>>,
    idle_readers: Arc<Mutex<Vec<Connection>>>,
    reader_permits: Arc<Semaphore>,
}

impl CipherDb {
    /// Opens the file; `create` makes it when missing.
    pub(crate) async fn open(path: PathBuf, key: DbKey, durability: Durability, create: bool) -> Result<Self, DbError> {
        if !create {
            match tokio::fs::metadata(&path).await {
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(DbError::Missing),
                // SQLite would take an emptied file for a new database, and the space for an empty one.
                Ok(meta) if meta.len() == 0 => return Err(DbError::WrongKey),
                Err(error) => return Err(error.into()),
                Ok(_) => {}
            }
        }
        let (path, key, writer) = blocking(move || {
            let writer = connect(&path, &key, durability, if create { Access::Create } else { Access::Write })?;
            Ok((path, key, writer))
        })
        .await?;
        Ok(Self {
            path,
            key,
            durability,
            writer: Arc::new(AsyncMutex::new(writer)),
            idle_readers: Arc::new(Mutex::new(Vec::new())),
            reader_permits: Arc::new(Semaphore::new(READERS)),
        })
    }

    async fn writer(&self) -> Lease {
        Lease::Writer(Arc::clone(&self.writer).lock_owned().await)
    }

    async fn reader(self: &Arc<Self>) -> Result<Lease, DbError> {
        let permit = Arc::clone(&self.reader_permits).acquire_owned().await.map_err(|_| DbError::Abandoned)?;
        let idle = self.idle_readers.lock().ok().and_then(|mut idle| idle.pop());
        let connection = match idle {
            Some(connection) => connection,
            None => {
                let this = Arc::clone(self);
                blocking(move || connect(&this.path, &this.key, this.durability, Access::Read)).await?
            }
        };
        Ok(Lease::Reader { connection: Some(connection), home: Arc::clone(&self.idle_readers), _permit: permit })
    }

    pub(crate) async fn query(self: &Arc<Self>, sql: String, args: Vec<Value>) -> Result<Vec<Row>, DbError> {
        // A statement that returns rows may still write (`… RETURNING`): those go to the writer.
        let lease = if is_read(&sql) { self.reader().await? } else { self.writer().await };
        blocking(move || query(lease.connection(), &sql, &args)).await
    }

    pub(crate) async fn execute(&self, sql: String, args: Vec<Value>) -> Result<u64, DbError> {
        let lease = self.writer().await;
        blocking(move || execute_many(lease.connection(), &sql, &[args])).await
    }

    pub(crate) async fn begin(self: &Arc<Self>, write: bool) -> Result<CipherTx, DbError> {
        let lease = if write { self.writer().await } else { self.reader().await? };
        let lease = blocking(move || {
            lease.connection().execute_batch(if write { "BEGIN IMMEDIATE" } else { "BEGIN" })?;
            Ok(lease)
        })
        .await?;
        Ok(CipherTx { slot: AsyncMutex::new(Some(lease)), here: false })
    }

    /// A connection to give to [`CipherTx::here`].
    pub(crate) async fn lend(self: &Arc<Self>) -> Result<Loan, DbError> {
        Ok(Loan(self.reader().await?))
    }
}

/// A reading connection that is not in a transaction yet.
pub(crate) struct Loan(Lease);

fn is_read(sql: &str) -> bool {
    let start = sql.trim_start();
    let starts = |word: &str| start.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    // A `WITH … INSERT` writes: where a word of writing is found, the writer is never wrong.
    let writes = || {
        sql.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .any(|word| ["insert", "update", "delete"].iter().any(|w| word.eq_ignore_ascii_case(w)))
    };
    starts("select") || starts("with") && !writes()
}

/// A connection on loan. Going away in the middle of a transaction undoes it.
enum Lease {
    Writer(OwnedMutexGuard<Connection>),
    Reader { connection: Option<Connection>, home: Arc<Mutex<Vec<Connection>>>, _permit: OwnedSemaphorePermit },
}

impl Lease {
    fn connection(&self) -> &Connection {
        match self {
            Self::Writer(guard) => guard,
            Self::Reader { connection: Some(connection), .. } => connection,
            Self::Reader { connection: None, .. } => unreachable!("only Drop takes the connection"),
        }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if !self.connection().is_autocommit() && self.connection().execute_batch("ROLLBACK").is_err() {
            tracing::error!("a transaction could not be rolled back");
        }
        if let Self::Reader { connection, home, .. } = self
            && let (Some(connection), Ok(mut home)) = (connection.take(), home.lock())
        {
            home.push(connection);
        }
    }
}

/// A transaction: it keeps its lease between calls.
pub(crate) struct CipherTx {
    slot: AsyncMutex<Option<Lease>>,
    /// Its calls run where they are made: on a thread that may wait.
    here: bool,
}

impl CipherTx {
    /// Starts a transaction that reads, for a caller that is on a blocking thread and stays there.
    pub(crate) fn here(Loan(lease): Loan) -> Result<Self, DbError> {
        lease.connection().execute_batch("BEGIN")?;
        Ok(Self { slot: AsyncMutex::new(Some(lease)), here: true })
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce(&Connection) -> Result<T, DbError> + Send + 'static) -> Result<T, DbError> {
        let mut slot = self.slot.lock().await;
        let lease = slot.take().ok_or(DbError::Abandoned)?;
        let work = move || {
            let result = work(lease.connection());
            (lease, result)
        };
        let (lease, result) = if self.here { work() } else { blocking(move || Ok(work())).await? };
        // A failed call dooms the whole, as on PostgreSQL: without its lease the transaction is undone.
        if result.is_ok() {
            *slot = Some(lease);
        }
        result
    }

    pub(crate) async fn query(&self, sql: String, args: Vec<Value>) -> Result<Vec<Row>, DbError> {
        self.run(move |c| query(c, &sql, &args)).await
    }

    pub(crate) async fn execute_many(&self, sql: String, sets: Vec<Vec<Value>>) -> Result<u64, DbError> {
        self.run(move |c| execute_many(c, &sql, &sets)).await
    }

    pub(crate) async fn script(&self, sql: String) -> Result<(), DbError> {
        self.run(move |c| Ok(c.execute_batch(&sql)?)).await
    }

    pub(crate) async fn commit(self) -> Result<(), DbError> {
        self.run(|c| Ok(c.execute_batch("COMMIT")?)).await
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, DbError> + Send + 'static) -> Result<T, DbError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| DbError::Abandoned)?
}

/// What a connection is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    Read,
    Write,
    /// The file may be made. Nothing else makes one: it may have been removed in this very moment.
    Create,
}

fn connect(path: &Path, key: &DbKey, durability: Durability, access: Access) -> Result<Connection, DbError> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if access == Access::Create {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    #[expect(clippy::disallowed_methods, reason = "the one place that opens a SQLCipher file")]
    let connection = Connection::open_with_flags(path, flags).map_err(|error| match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::CannotOpen) if !path.exists() => DbError::Missing,
        _ => error.into(),
    })?;
    connection.execute_batch(&key.pragma())?;
    let synchronous = if durability == Durability::Full { "FULL" } else { "OFF" };
    connection.execute_batch(&format!(
        "PRAGMA cipher_log_level = NONE; PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous};
         PRAGMA foreign_keys = ON; PRAGMA cache_size = -{CACHE_KIB}; PRAGMA soft_heap_limit = {MEMORY_BYTES}; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON;
         PRAGMA trusted_schema = OFF; PRAGMA query_only = {};",
        if access == Access::Read { "ON" } else { "OFF" },
    ))?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

#[cfg(test)]
mod tests {
    use super::{Access, DbError, DbKey, Durability, connect};

    #[test]
    fn a_file_that_went_in_this_moment_is_not_made_anew() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.db");
        let key = DbKey::new([7; 32]);
        for access in [Access::Write, Access::Read] {
            assert!(matches!(connect(&path, &key, Durability::Relaxed, access), Err(DbError::Missing)));
            assert!(!path.exists());
        }
        connect(&path, &key, Durability::Relaxed, Access::Create).expect("it may be made");
        assert!(path.exists());
    }
}

fn query(connection: &Connection, sql: &str, args: &[Value]) -> Result<Vec<Row>, DbError> {
    let mut statement = connection.prepare_cached(sql)?;
    bind(&mut statement, args)?;
    let columns = statement.column_count();
    let mut rows = statement.raw_query();
    let mut answer = Vec::new();
    while let Some(row) = rows.next()? {
        let mut values = Vec::with_capacity(columns);
        for i in 0..columns {
            values.push(Value::from(row.get_ref(i)?));
        }
        answer.push(Row::new(values));
    }
    Ok(answer)
}

fn execute_many(connection: &Connection, sql: &str, sets: &[Vec<Value>]) -> Result<u64, DbError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut touched = 0;
    for args in sets {
        bind(&mut statement, args)?;
        touched += statement.raw_execute()? as u64;
    }
    Ok(touched)
}

/// SQLite numbers `$3` by first appearance, PostgreSQL by its name: bind by name on both.
fn bind(statement: &mut rusqlite::CachedStatement<'_>, args: &[Value]) -> Result<(), DbError> {
    let mut wanted = 0;
    for i in 1..=statement.parameter_count() {
        let number = statement.parameter_name(i).and_then(|name| name.strip_prefix('$')?.parse::<usize>().ok());
        let value = number.and_then(|n| args.get(n - 1)).ok_or(rusqlite::Error::InvalidParameterCount(args.len(), i))?;
        statement.raw_bind_parameter(i, value)?;
        wanted = wanted.max(number.unwrap_or(0));
    }
    // PostgreSQL refuses arguments in excess; so that it is noticed on both, so does this.
    if wanted == args.len() { Ok(()) } else { Err(rusqlite::Error::InvalidParameterCount(args.len(), wanted).into()) }
}

//! SQLCipher: one encrypted file a database, one writer and a few readers.
//!
//! Connections are blocking, so each call runs on Tokio's blocking threads. A connection always
//! travels inside a [`Lease`]: if the caller goes away in the middle, the lease rolls back and
//! returns it, whatever happens.
//!
//! The key of a file can be changed while others use it ([`CipherDb::change_key`]). Whoever reads goes on to the
//! end of what they read; then their connections do not open the file any more, say so before they do anything,
//! and are made anew with the key that the file has now.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use rusqlite::Connection;
use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};

use crate::connect::{Access, CHANGES, blocking, connect, unlock};
use crate::key::AskKeys;
use crate::statement::{execute_many, has_other_key, query};
use crate::{DbError, DbKey, Row, Value, waiting};

/// Readers a database may have at once.
const READERS: usize = 2;

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
    ask: AskKeys,
    durability: Durability,
    writer: Arc<AsyncMutex<Keyed>>,
    readers: Arc<Mutex<Readers>>,
    reader_permits: Arc<Semaphore>,
}

/// A connection, and which of the file's keys it was made with, counted.
struct Keyed {
    connection: Connection,
    generation: u64,
}

/// What readers are made of, and those that wait for work.
struct Readers {
    key: Arc<DbKey>,
    /// Counts the keys that the file has had here. Connections of an earlier one are not kept.
    generation: u64,
    idle: Vec<Connection>,
}

impl CipherDb {
    /// Opens the file; `create` makes it when missing.
    pub(crate) async fn open(path: PathBuf, ask: AskKeys, durability: Durability, create: bool) -> Result<Self, DbError> {
        if !create {
            match tokio::fs::metadata(&path).await {
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(DbError::Missing),
                // SQLite would take an emptied file for a new database, and the space for an empty one.
                Ok(meta) if meta.len() == 0 => return Err(DbError::WrongKey),
                Err(error) => return Err(error.into()),
                Ok(_) => {}
            }
        }
        let (key, connection) = unlock(&path, &ask, durability, if create { Access::Create } else { Access::Write }).await?;
        Ok(Self {
            path,
            ask,
            durability,
            writer: Arc::new(AsyncMutex::new(Keyed { connection, generation: 0 })),
            readers: Arc::new(Mutex::new(Readers { key: Arc::new(key), generation: 0, idle: Vec::new() })),
            reader_permits: Arc::new(Semaphore::new(READERS)),
        })
    }

    async fn writer(&self) -> Lease {
        Lease::Writer(Arc::clone(&self.writer).lock_owned().await)
    }

    /// The file has another key than the one that connections of `generation` were made with: the next ones have it.
    async fn refresh(&self, generation: u64) -> Result<(), DbError> {
        let mut writer = Arc::clone(&self.writer).lock_owned().await;
        if writer.generation != generation {
            // Another caller, who was told the same, was here first.
            return Ok(());
        }
        let (key, connection) = unlock(&self.path, &self.ask, self.durability, Access::Write).await?;
        self.renew(&mut writer, key, connection)
    }

    /// Puts a connection with the key that the file has now in the writer's place, and has readers made anew.
    fn renew(&self, writer: &mut Keyed, key: DbKey, connection: Connection) -> Result<(), DbError> {
        let generation = writer.generation + 1;
        *self.readers.lock().map_err(|_| DbError::Abandoned)? = Readers { key: Arc::new(key), generation, idle: Vec::new() };
        *writer = Keyed { connection, generation };
        Ok(())
    }

    /// Runs `work` on a connection that `lease` gives; once more on a fresh one when the file turned out to have another
    /// key. It must be told so before it has done anything.
    async fn with<T, L>(self: &Arc<Self>, write: bool, work: L) -> Result<T, DbError>
    where
        T: Send + 'static,
        L: Fn(&Connection) -> Result<T, DbError> + Send + Sync + 'static,
    {
        let work = Arc::new(work);
        self.lease(write, move |lease| work(lease.connection()).map(|answer| (lease, answer))).await.map(|(_, answer)| answer)
    }

    /// The same for work that keeps its connection.
    async fn lease<T: Send + 'static>(
        self: &Arc<Self>,
        write: bool,
        work: impl Fn(Lease) -> Result<T, DbError> + Clone + Send + 'static,
    ) -> Result<T, DbError> {
        let mut tries = 0;
        loop {
            let mut generation = self.readers.lock().map_err(|_| DbError::Abandoned)?.generation;
            let lease = if write { Ok(self.writer().await) } else { self.reader().await };
            let done = match lease {
                Ok(lease) => {
                    let work = work.clone();
                    generation = lease.generation();
                    blocking(move || work(lease)).await
                }
                Err(error) => Err(error),
            };
            match done {
                Err(error) if tries < CHANGES && has_other_key(&error, write) => {
                    tries += 1;
                    self.refresh(generation).await?;
                }
                done => return done,
            }
        }
    }

    /// Encrypts the whole file with another key, at one stroke: cut off before its end, nothing has changed. Whoever
    /// writes waits for it, whoever reads does not. Nothing to do where the file has that key.
    ///
    /// # Errors
    /// [`DbError::Busy`] when somebody else writes for too long, [`DbError::InUse`] when the file has the new key and what was
    /// there before could not be written over yet, for somebody reads it. To be done again in both cases.
    pub(crate) async fn change_key(self: &Arc<Self>, key: DbKey) -> Result<(), DbError> {
        let mut writer = Arc::clone(&self.writer).lock_owned().await;
        let (now, connection) = unlock(&self.path, &self.ask, self.durability, Access::Write).await?;
        if !now.is(&key) {
            let pragma = key.pragma("rekey");
            // On a connection of its own, which goes whatever comes of it: after a refusal, SQLCipher would go on to write
            // with the new key what it reads with the old one.
            let rekey = move || {
                // Why it is refused, SQLCipher does not tell: most often somebody else writes.
                connection.execute_batch("BEGIN IMMEDIATE; COMMIT")?;
                Ok(connection.execute_batch(&pragma)?)
            };
            // A commit that fails is not told: what the file opens with is what counts.
            let told = blocking(rekey).await;
            let (now, connection) = unlock(&self.path, &self.ask, self.durability, Access::Write).await?;
            let has_it = now.is(&key);
            self.renew(&mut writer, now, connection)?;
            if !has_it {
                told?;
                return Err(DbError::Busy);
            }
        }
        drop(writer);
        // The log holds pages under both keys: the file gets the new ones, and the log is emptied.
        self.empty_log().await
    }

    /// Moves what is in the log into the file, and empties the log.
    ///
    /// # Errors
    /// [`DbError::InUse`] when somebody reads what was there before.
    pub(crate) async fn empty_log(self: &Arc<Self>) -> Result<(), DbError> {
        let answer = self.query("PRAGMA wal_checkpoint(TRUNCATE)".to_owned(), Vec::new()).await?;
        let is_busy = answer.into_iter().next().map_or(Ok(1), |mut row| row.take::<i64>())? != 0;
        if is_busy { Err(DbError::InUse) } else { Ok(()) }
    }

    async fn reader(self: &Arc<Self>) -> Result<Lease, DbError> {
        let permit = Arc::clone(&self.reader_permits).acquire_owned().await.map_err(|_| DbError::Abandoned)?;
        let (idle, key, generation) = {
            let mut readers = self.readers.lock().map_err(|_| DbError::Abandoned)?;
            (readers.idle.pop(), Arc::clone(&readers.key), readers.generation)
        };
        let connection = match idle {
            Some(connection) => connection,
            None => {
                let (path, durability) = (self.path.clone(), self.durability);
                blocking(move || connect(&path, &key, durability, Access::Read)).await?
            }
        };
        Ok(Lease::Reader { connection: Some(connection), generation, home: Arc::clone(&self.readers), _permit: permit })
    }

    pub(crate) async fn query(self: &Arc<Self>, sql: String, args: Vec<Value>) -> Result<Vec<Row>, DbError> {
        // A statement that returns rows may still write (`… RETURNING`): those go to the writer.
        self.with(!is_read(&sql), move |connection| query(connection, &sql, &args)).await
    }

    pub(crate) async fn execute(self: &Arc<Self>, sql: String, args: Vec<Value>) -> Result<u64, DbError> {
        let sets = [args];
        self.with(true, move |connection| execute_many(connection, &sql, &sets)).await
    }

    pub(crate) async fn begin(self: &Arc<Self>, write: bool) -> Result<CipherTx, DbError> {
        let begin = move |lease| start(lease, write);
        Ok(CipherTx { slot: AsyncMutex::new(Some(self.lease(write, begin).await?)), here: waiting::is_here() })
    }

    /// Has `work` read in a transaction on one blocking thread, where its calls run as they are made.
    pub(crate) async fn read_here<T: Send + 'static, E: From<DbError> + Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(CipherTx) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E> {
        let work = Mutex::new(Some(work));
        // Begun and worked in the same call, so that it costs one change of threads; taken once it has begun.
        let work = Arc::new(work);
        let run = move |lease| {
            let tx = CipherTx { slot: AsyncMutex::new(Some(start(lease, false)?)), here: true };
            let work = work.lock().ok().and_then(|mut work| work.take()).ok_or(DbError::Abandoned)?;
            Ok(work(tx))
        };
        self.lease(false, run).await?
    }
}

/// Starts a transaction, and finds out at once whether the key still fits.
fn start(lease: Lease, write: bool) -> Result<Lease, DbError> {
    let connection = lease.connection();
    if write {
        connection.execute_batch("BEGIN IMMEDIATE")?;
    } else {
        connection.execute_batch("BEGIN")?;
        probe(connection)?;
    }
    Ok(lease)
}

/// Reads something: with it a transaction is of this instant, and a key that does not fit is found out.
fn probe(connection: &Connection) -> Result<(), DbError> {
    let mut statement = connection.prepare_cached("SELECT 1 FROM sqlite_schema LIMIT 1")?;
    Ok(statement.raw_query().next().map(drop)?)
}

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
    Writer(OwnedMutexGuard<Keyed>),
    Reader { connection: Option<Connection>, generation: u64, home: Arc<Mutex<Readers>>, _permit: OwnedSemaphorePermit },
}

impl Lease {
    fn connection(&self) -> &Connection {
        match self {
            Self::Writer(guard) => &guard.connection,
            Self::Reader { connection: Some(connection), .. } => connection,
            Self::Reader { connection: None, .. } => unreachable!("only Drop takes the connection"),
        }
    }

    fn generation(&self) -> u64 {
        match self {
            Self::Writer(guard) => guard.generation,
            Self::Reader { generation, .. } => *generation,
        }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if !self.connection().is_autocommit() && self.connection().execute_batch("ROLLBACK").is_err() {
            tracing::error!("a transaction could not be rolled back");
        }
        if let Self::Reader { connection, generation, home, .. } = self
            && let (Some(connection), Ok(mut readers)) = (connection.take(), home.lock())
            && *generation == readers.generation
        {
            readers.idle.push(connection);
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

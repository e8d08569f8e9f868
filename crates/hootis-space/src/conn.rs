//! One way in for both engines.

use std::sync::Arc;

use futures::future::BoxFuture;

use crate::cipher::{CipherDb, CipherTx};
use crate::postgres::{SchemaDb, SchemaTx};
use crate::{DbError, FromRow, Row, Value, waiting};

/// Which engine keeps a database. Evidence and certificates name it; no feature branches on it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Engine {
    /// A SQLCipher file: encrypted as a whole.
    Cipher,
    /// A PostgreSQL schema: rows in clear inside the cluster, secrets and files sealed.
    Postgres,
}

impl Engine {
    /// Whether a whole database of it is one encrypted file.
    #[must_use]
    pub fn encrypts_whole_databases(self) -> bool {
        self == Self::Cipher
    }

    /// Whether what was deleted is then [written over](Db::scrub) on the disk. Where it is not, the cluster's log, its replicas
    /// and its backups may hold it until they are recycled.
    #[must_use]
    pub fn writes_over(self) -> bool {
        self == Self::Cipher
    }

    /// The name shown by the command line and in evidence.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Cipher => "sqlcipher",
            Self::Postgres => "postgresql",
        }
    }
}

/// What a database will answer.
///
/// Boxed: whoever waits for it is otherwise as big as all that either engine may have to wait for, a hundred times over in a
/// page, and the compiler goes through all of it again each time.
pub type Answer<'a, T> = BoxFuture<'a, Result<T, DbError>>;

/// What statements can be sent to: a [`Db`] or a [`Tx`]. Sealed: there are no others.
pub trait Conn: sealed::Sealed + Sync {
    /// All rows of an answer.
    fn query<'a>(&'a self, sql: &'a str, args: Vec<Value>) -> Answer<'a, Vec<Row>>;

    /// Runs a statement; the number of rows it touched.
    fn execute<'a>(&'a self, sql: &'a str, args: Vec<Value>) -> Answer<'a, u64>;

    /// Runs one statement for each set of arguments. In a [`Db`], all or nothing.
    fn execute_many<'a>(&'a self, sql: &'a str, sets: Vec<Vec<Value>>) -> Answer<'a, u64>;

    /// The engine below.
    fn engine(&self) -> Engine;

    /// All rows, read as `T`.
    fn list<'a, T: FromRow + Send + 'a>(&'a self, sql: &'a str, args: Vec<Value>) -> Answer<'a, Vec<T>> {
        Box::pin(async move { self.query(sql, args).await?.iter_mut().map(T::from_row).collect() })
    }

    /// The first row, if there is one.
    fn find<'a, T: FromRow + Send + 'a>(&'a self, sql: &'a str, args: Vec<Value>) -> Answer<'a, Option<T>> {
        Box::pin(async move { self.query(sql, args).await?.first_mut().map(T::from_row).transpose() })
    }

    /// The first row, or [`DbError::NotFound`].
    fn get<'a, T: FromRow + Send + 'a>(&'a self, sql: &'a str, args: Vec<Value>) -> Answer<'a, T> {
        Box::pin(async move { self.find(sql, args).await?.ok_or(DbError::NotFound) })
    }
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Db {}
    impl Sealed for super::Tx {}
    impl Sealed for crate::SpaceDb {}
    impl Sealed for crate::PlatformDb {}
    impl Sealed for crate::JournalDb {}
}

/// An open database. Cheap to clone; each statement stands alone.
#[derive(Clone)]
pub struct Db(pub(crate) Inner);

#[derive(Clone)]
pub(crate) enum Inner {
    Cipher(Arc<CipherDb>),
    Postgres(SchemaDb),
}

impl Db {
    /// Starts a transaction that will write. It is undone unless [`Tx::commit`] is reached.
    ///
    /// # Errors
    /// When the database cannot be reached, or another writer holds it for over five seconds.
    pub fn begin(&self) -> Answer<'_, Tx> {
        Box::pin(async move {
            Ok(Tx(match &self.0 {
                Inner::Cipher(db) => TxInner::Cipher(db.begin(true).await?),
                Inner::Postgres(db) => TxInner::Postgres(db.begin(true).await?),
            }))
        })
    }

    /// Starts a transaction that only reads, all of it as of one instant.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub fn snapshot(&self) -> Answer<'_, Tx> {
        Box::pin(async move {
            Ok(Tx(match &self.0 {
                Inner::Cipher(db) => TxInner::Cipher(db.begin(false).await?),
                Inner::Postgres(db) => TxInner::Postgres(db.begin(false).await?),
            }))
        })
    }

    /// Has `work` ask all its questions, as of one instant, on one thread that may wait: a page with ten of them changes
    /// threads once. What it returns is ready when it is; it runs to its end even when the caller goes away.
    ///
    /// # Errors
    /// Those of `work`, or that the database cannot be reached.
    pub fn read<T, E, F>(&self, work: F) -> BoxFuture<'_, Result<T, E>>
    where
        F: AsyncFnOnce(&Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        Box::pin(async move {
            let runtime = tokio::runtime::Handle::current();
            match &self.0 {
                // Already there: what is asked is answered before anybody could wait for it.
                Inner::Cipher(db) if waiting::is_here() => {
                    let tx = Tx(TxInner::Cipher(db.begin(false).await?));
                    futures::executor::block_on(work(&tx))
                }
                Inner::Cipher(db) => db.read_here(move |tx| runtime.block_on(work(&Tx(TxInner::Cipher(tx))))).await,
                Inner::Postgres(db) => {
                    let tx = Tx(TxInner::Postgres(db.begin(false).await?));
                    let read = move || runtime.block_on(work(&tx));
                    tokio::task::spawn_blocking(read).await.map_err(|_| DbError::Abandoned)?
                }
            }
        })
    }

    /// Writes over what was deleted from `table` or replaced in it, where the engine would leave it to be read for a while:
    /// in its log, or in pages that wait to be used again.
    ///
    /// On PostgreSQL the rows are taken out of the table's pages; what the cluster's log holds of them stays until it is used
    /// again.
    ///
    /// # Errors
    /// [`DbError::InUse`] when somebody reads what was there before, so that it had to be left; others when the database
    /// cannot be reached.
    pub async fn scrub(&self, table: &'static str) -> Result<(), DbError> {
        match &self.0 {
            // Deleted content is written over with zeros (`secure_delete`): what is left is the log.
            Inner::Cipher(db) => db.empty_log().await,
            Inner::Postgres(db) => db.vacuum(table).await,
        }
    }
}

impl Conn for Db {
    fn query<'a>(&'a self, sql: &'a str, args: Vec<Value>) -> Answer<'a, Vec<Row>> {
        Box::pin(async move {
            match &self.0 {
                Inner::Cipher(db) => db.query(sql.to_owned(), args).await,
                Inner::Postgres(db) => db.query(sql.to_owned(), args).await,
            }
        })
    }

    fn execute<'a>(&'a self, sql: &'a str, args: Vec<Value>) -> Answer<'a, u64> {
        Box::pin(async move {
            match &self.0 {
                Inner::Cipher(db) => db.execute(sql.to_owned(), args).await,
                Inner::Postgres(db) => db.execute(sql.to_owned(), args).await,
            }
        })
    }

    fn execute_many<'a>(&'a self, sql: &'a str, sets: Vec<Vec<Value>>) -> Answer<'a, u64> {
        Box::pin(async move {
            let tx = self.begin().await?;
            let touched = tx.execute_many(sql, sets).await?;
            tx.commit().await?;
            Ok(touched)
        })
    }

    fn engine(&self) -> Engine {
        match self.0 {
            Inner::Cipher(_) => Engine::Cipher,
            Inner::Postgres(_) => Engine::Postgres,
        }
    }
}

/// A transaction. Dropped without [`Tx::commit`], it is as if it had never been.
pub struct Tx(TxInner);

enum TxInner {
    Cipher(CipherTx),
    Postgres(SchemaTx),
}

impl Tx {
    /// Makes it last. On SQLCipher this waits for the disk.
    ///
    /// # Errors
    /// When nothing was kept.
    pub fn commit(self) -> Answer<'static, ()> {
        Box::pin(async move {
            match self.0 {
                TxInner::Cipher(tx) => tx.commit().await,
                TxInner::Postgres(tx) => tx.commit().await,
            }
        })
    }

    /// Has whoever wants to be [alone](Self::alone_with) with `table` wait until this transaction has ended, and waits for
    /// whoever is. For a transaction that writes.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn among(&self, table: &'static str) -> Result<(), DbError> {
        self.lock(table, "ROW EXCLUSIVE").await
    }

    /// Waits until every transaction that has written to `table`, or said that it is [among](Self::among) those who will,
    /// has ended, and has others wait until this one does. To be said first, in a transaction that writes.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn alone_with(&self, table: &'static str) -> Result<(), DbError> {
        self.lock(table, "SHARE ROW EXCLUSIVE").await
    }

    async fn lock(&self, table: &'static str, mode: &'static str) -> Result<(), DbError> {
        match &self.0 {
            // Whoever writes is alone with the whole file.
            TxInner::Cipher(_) => Ok(()),
            TxInner::Postgres(tx) => tx.script(format!("LOCK TABLE {table} IN {mode} MODE")).await,
        }
    }

    /// Runs a script of several statements without arguments (migrations).
    pub(crate) async fn script(&self, sql: String) -> Result<(), DbError> {
        match &self.0 {
            TxInner::Cipher(tx) => tx.script(sql).await,
            TxInner::Postgres(tx) => tx.script(sql).await,
        }
    }
}

impl Conn for Tx {
    fn query<'a>(&'a self, sql: &'a str, args: Vec<Value>) -> Answer<'a, Vec<Row>> {
        Box::pin(async move {
            match &self.0 {
                TxInner::Cipher(tx) => tx.query(sql.to_owned(), args).await,
                TxInner::Postgres(tx) => tx.query(sql.to_owned(), args).await,
            }
        })
    }

    fn execute<'a>(&'a self, sql: &'a str, args: Vec<Value>) -> Answer<'a, u64> {
        Box::pin(async move { self.execute_many(sql, vec![args]).await })
    }

    fn execute_many<'a>(&'a self, sql: &'a str, sets: Vec<Vec<Value>>) -> Answer<'a, u64> {
        Box::pin(async move {
            match &self.0 {
                TxInner::Cipher(tx) => tx.execute_many(sql.to_owned(), sets).await,
                TxInner::Postgres(tx) => tx.execute_many(sql.to_owned(), sets).await,
            }
        })
    }

    fn engine(&self) -> Engine {
        match self.0 {
            TxInner::Cipher(_) => Engine::Cipher,
            TxInner::Postgres(_) => Engine::Postgres,
        }
    }
}

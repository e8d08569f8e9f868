//! PostgreSQL: one shared pool a cluster, one schema a database.
//!
//! A schema is entered by `SET LOCAL search_path` inside a transaction and left with it, so a
//! connection never remembers a space. Single statements pipeline `BEGIN; SET LOCAL`, the
//! statement and `COMMIT` in one round trip.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use deadpool_postgres::{Client, Hook, HookError, Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};
use futures::TryStreamExt as _;
use futures::future::{join, try_join_all};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Mutex as AsyncMutex;
use tokio_postgres::types::ToSql;
use tokio_postgres::{NoTls, Statement};
use uuid::Uuid;

use crate::growth::{Growth, grown_by};
use crate::{DbError, Row, Value};

/// A connection is replaced at this age: servers, their addresses and their certificates change.
const MAX_AGE: Duration = Duration::from_secs(30 * 60);

/// What an abandoned transaction may take to be undone before its connection is closed instead.
const UNDO: Duration = Duration::from_secs(5);

/// Statements that one connection remembers. Lists shape theirs by their filters: without a limit
/// both sides would remember them all.
const STATEMENTS: usize = 500;

/// Sets of arguments that are sent before their answers are awaited.
const BATCH: usize = 500;

/// A PostgreSQL cluster, by its connection pool.
#[derive(Clone)]
pub struct Cluster {
    pool: Pool,
    growth: Growth,
}

impl Cluster {
    /// Prepares a pool for `url` (`postgres://…`), of at most `max` connections. Connects when first used.
    ///
    /// # Errors
    /// When the address cannot be read, or no connection can be had.
    pub async fn connect(url: &SecretString, max: usize) -> Result<Self, DbError> {
        let mut config: tokio_postgres::Config = url.expose_secret().parse()?;
        config.connect_timeout(Duration::from_secs(5)).application_name("hootis");
        let manager = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = match config.get_ssl_mode() {
            tokio_postgres::config::SslMode::Disable => Manager::from_config(config, NoTls, manager),
            _ => Manager::from_config(config, crate::tls::connector()?, manager),
        };
        let pool = Pool::builder(manager)
            .max_size(max)
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(Duration::from_secs(10)))
            .create_timeout(Some(Duration::from_secs(10)))
            .pre_recycle(Hook::sync_fn(|_, metrics| if metrics.age() < MAX_AGE { Ok(()) } else { Err(HookError::message("too old")) }))
            .build()
            .map_err(|error| DbError::Pool(error.to_string()))?;
        let cluster = Self { pool, growth: Growth::default() };
        let client = cluster.client().await?;
        let wanted = "CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public";
        if client.batch_execute(wanted).await.is_err() {
            // Another process may have made it in the same instant: then this finds it there.
            client.batch_execute(wanted).await?;
        }
        drop(client);
        Ok(cluster)
    }

    /// The hosts that an address names: a path for a socket of this machine.
    ///
    /// # Errors
    /// When the address cannot be read.
    pub fn hosts(url: &SecretString) -> Result<Vec<String>, DbError> {
        let config: tokio_postgres::Config = url.expose_secret().parse()?;
        let named = config.get_hosts().iter().map(|host| match host {
            tokio_postgres::config::Host::Tcp(name) => name.clone(),
            #[cfg(unix)]
            tokio_postgres::config::Host::Unix(path) => path.display().to_string(),
        });
        Ok(named.chain(config.get_hostaddrs().iter().map(ToString::to_string)).collect())
    }

    async fn client(&self) -> Result<Client, DbError> {
        client(&self.pool).await
    }

    /// A handle on one schema, whether it exists or not.
    pub(crate) fn schema(&self, name: &str) -> SchemaDb {
        let enter = format!("SET LOCAL search_path TO {name}, public").into();
        SchemaDb { pool: self.pool.clone(), enter, name: name.into(), growth: self.growth.clone() }
    }

    pub(crate) async fn exists(&self, name: &str) -> Result<bool, DbError> {
        Ok(self.client().await?.query_opt("SELECT 1 FROM pg_namespace WHERE nspname = $1", &[&name]).await?.is_some())
    }

    pub(crate) async fn drop_schema(&self, name: &str) -> Result<(), DbError> {
        Ok(self.client().await?.batch_execute(&format!("DROP SCHEMA IF EXISTS {name} CASCADE")).await?)
    }

    /// Bytes of a schema's tables and indexes.
    pub(crate) async fn size_bytes(&self, name: &str) -> Result<u64, DbError> {
        let sql = "SELECT COALESCE(SUM(pg_total_relation_size(c.oid)), 0)::BIGINT FROM pg_class c \
                   JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relkind IN ('r', 'm')";
        Ok(self.client().await?.query_one(sql, &[&name]).await?.get::<_, i64>(0).unsigned_abs())
    }
}

async fn client(pool: &Pool) -> Result<Client, DbError> {
    let client = pool.get().await.map_err(|error| DbError::Pool(error.to_string()))?;
    if client.statement_cache.size() > STATEMENTS {
        client.statement_cache.clear();
    }
    Ok(client)
}

/// The schema that holds a space.
pub(crate) fn space_schema(id: Uuid) -> String {
    format!("space_{}", id.simple())
}

/// One schema of a cluster.
#[derive(Clone)]
pub(crate) struct SchemaDb {
    pool: Pool,
    enter: Arc<str>,
    name: Arc<str>,
    growth: Growth,
}

impl SchemaDb {
    async fn client(&self) -> Result<Client, DbError> {
        client(&self.pool).await
    }

    pub(crate) async fn query(&self, sql: String, args: Vec<Value>) -> Result<Vec<Row>, DbError> {
        Ok(self.once(&sql, &args).await?.0)
    }

    pub(crate) async fn execute(&self, sql: String, args: Vec<Value>) -> Result<u64, DbError> {
        Ok(self.once(&sql, &args).await?.1)
    }

    /// Takes dead rows out of a table.
    pub(crate) async fn vacuum(&self, table: &str) -> Result<(), DbError> {
        Ok(self.client().await?.batch_execute(&format!("VACUUM {}.{table}", self.name)).await?)
    }

    /// One statement in a transaction of its own: one round trip once the connection knows it.
    async fn once(&self, sql: &str, args: &[Value]) -> Result<(Vec<Row>, u64), DbError> {
        let mut loan = Loan(Some(self.client().await?));
        let client = loan.get()?;
        let begin = format!("BEGIN; {}", self.enter);
        // Each future sends when first asked, from left to right: all is on its way before any answer.
        let work = async {
            // Looked up inside the transaction: parsing needs the search path.
            let statement = client.prepare_cached(sql).await?;
            // After an error, the server takes COMMIT for ROLLBACK: the connection is clean in both cases.
            Ok::<_, DbError>(join(rows(client, &statement, args), client.batch_execute("COMMIT")).await)
        };
        let (begun, worked) = join(client.batch_execute(&begin), work).await;
        begun?;
        let (answer, ended) = worked?;
        if ended.is_ok() && !answer.as_ref().is_err_and(is_stale) {
            loan.give_back();
        }
        let answer = answer?;
        ended?;
        Ok(answer)
    }

    pub(crate) async fn begin(&self, write: bool) -> Result<SchemaTx, DbError> {
        let client = Loan(Some(self.client().await?));
        let mode = if write { "BEGIN" } else { "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" };
        client.get()?.batch_execute(&format!("{mode}; {}", self.enter)).await?;
        Ok(SchemaTx { client: AsyncMutex::new(client), db: self.clone(), written: Mutex::default() })
    }
}

impl SchemaDb {
    /// Has the planner count tables that have grown. A help: what was written is written without it.
    async fn count(&self, tables: &[String]) {
        let work = async {
            let mut loan = Loan(Some(self.client().await?));
            let sql = format!("BEGIN; {}; ANALYZE {}; COMMIT", self.enter, tables.join(", "));
            loan.get()?.batch_execute(&sql).await?;
            loan.give_back();
            Ok::<_, DbError>(())
        };
        if let Err(error) = work.await {
            tracing::warn!(%error, "tables that have grown were not counted: the server's planner may be slow with them for a while");
        }
    }
}

/// A statement that was prepared before a migration changed its table: a new connection knows better.
fn is_stale(error: &DbError) -> bool {
    matches!(error, DbError::Postgres(error) if error.code().is_some_and(|code| code.code() == "0A000"))
}

/// A connection inside a transaction. Unless [given back](Self::give_back), what it did is undone
/// before anybody else gets it: a caller that goes away in the middle leaves nothing behind.
struct Loan(Option<Client>);

impl Loan {
    fn get(&self) -> Result<&Client, DbError> {
        self.0.as_ref().ok_or(DbError::Abandoned)
    }

    /// The transaction was ended: the connection goes back to its pool as it is.
    fn give_back(&mut self) {
        drop(self.0.take());
    }
}

impl Drop for Loan {
    fn drop(&mut self) {
        let Some(client) = self.0.take() else { return };
        let mut dirty = Dirty(Some(client));
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move { dirty.undo().await });
        }
    }
}

/// A connection whose state is unknown: closed, unless what it did can be undone.
struct Dirty(Option<Client>);

impl Dirty {
    async fn undo(&mut self) {
        let Some(client) = &self.0 else { return };
        if let Ok(Ok(())) = tokio::time::timeout(UNDO, client.batch_execute("ROLLBACK")).await {
            drop(self.0.take());
        }
    }
}

impl Drop for Dirty {
    fn drop(&mut self) {
        if let Some(client) = self.0.take() {
            let _closed = Client::take(client);
        }
    }
}

/// A transaction in a schema.
pub(crate) struct SchemaTx {
    client: AsyncMutex<Loan>,
    db: SchemaDb,
    /// Rows added to each table by statements that ran for many sets of arguments.
    written: Mutex<HashMap<String, u64>>,
}

impl SchemaTx {
    pub(crate) async fn query(&self, sql: String, args: Vec<Value>) -> Result<Vec<Row>, DbError> {
        let loan = self.client.lock().await;
        let client = loan.get()?;
        let statement = client.prepare_cached(&sql).await?;
        Ok(rows(client, &statement, &args).await?.0)
    }

    pub(crate) async fn execute_many(&self, sql: String, sets: Vec<Vec<Value>>) -> Result<u64, DbError> {
        let loan = self.client.lock().await;
        let client = loan.get()?;
        let statement = client.prepare_cached(&sql).await?;
        let mut touched = 0;
        // A batch is sent before its first answer is awaited: one round trip for the lot.
        for batch in sets.chunks(BATCH) {
            let sends = batch.iter().map(|args| client.execute_raw(&statement, args.iter().map(param)));
            touched += try_join_all(sends).await?.into_iter().sum::<u64>();
        }
        // One row at a time is what people do: the server counts those by itself.
        if sets.len() > 1
            && let (Some(table), Ok(mut written)) = (grown_by(&sql), self.written.lock())
        {
            *written.entry(table.to_owned()).or_default() += touched;
        }
        Ok(touched)
    }

    pub(crate) async fn script(&self, sql: String) -> Result<(), DbError> {
        Ok(self.client.lock().await.get()?.batch_execute(&sql).await?)
    }

    pub(crate) async fn commit(self) -> Result<(), DbError> {
        let Self { client, db, written } = self;
        let mut loan = client.into_inner();
        // After an error inside, the server answers COMMIT with ROLLBACK and no error: ask how it went.
        let client = loan.get()?;
        let ended = client.simple_query("SELECT 1; COMMIT").await;
        if ended.is_ok() {
            loan.give_back();
        }
        ended?;
        let due = db.growth.due(&db.enter, written.into_inner().unwrap_or_default());
        if !due.is_empty() {
            db.count(&due).await;
        }
        Ok(())
    }
}

fn param(value: &Value) -> &(dyn ToSql + Sync) {
    value
}

/// All rows of an answer, and how many were touched.
async fn rows(client: &Client, statement: &Statement, args: &[Value]) -> Result<(Vec<Row>, u64), DbError> {
    let stream = client.query_raw(statement, args.iter().map(param)).await?;
    let mut stream = std::pin::pin!(stream);
    let mut answer = Vec::new();
    while let Some(row) = stream.try_next().await? {
        let values = (0..row.len()).map(|i| Value::of_pg(&row, i)).collect::<Result<_, _>>()?;
        answer.push(Row::new(values));
    }
    Ok((answer, stream.rows_affected().unwrap_or(0)))
}

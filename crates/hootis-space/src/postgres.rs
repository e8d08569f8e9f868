//! PostgreSQL: one shared pool a cluster, one schema a database.
//!
//! A schema is entered by `SET LOCAL search_path` inside a transaction and left with it, so a
//! connection never remembers a space. Single statements pipeline `BEGIN; SET LOCAL`, the
//! statement and `COMMIT` in one round trip.

use std::time::Duration;

use deadpool_postgres::{Client, Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};
use futures::TryStreamExt as _;
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Mutex as AsyncMutex;
use tokio_postgres::types::ToSql;
use tokio_postgres::{NoTls, Statement};
use uuid::Uuid;

use crate::{DbError, Row, Value};

/// A PostgreSQL cluster, by its connection pool.
#[derive(Clone)]
pub struct Cluster {
    pool: Pool,
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
            .build()
            .map_err(|error| DbError::Pool(error.to_string()))?;
        let cluster = Self { pool };
        let made = cluster.client().await?.batch_execute("CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public").await;
        match made.map_err(DbError::from) {
            // Another process made it in the same instant: then it is there.
            Err(DbError::Unique { .. }) | Ok(()) => Ok(cluster),
            Err(error) => Err(error),
        }
    }

    async fn client(&self) -> Result<Client, DbError> {
        self.pool.get().await.map_err(|error| DbError::Pool(error.to_string()))
    }

    /// A handle on one schema, whether it exists or not.
    pub(crate) fn schema(&self, name: &str) -> SchemaDb {
        SchemaDb { pool: self.pool.clone(), enter: format!("SET LOCAL search_path TO {name}, public").into() }
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

/// The schema that holds a space.
pub(crate) fn space_schema(id: Uuid) -> String {
    format!("space_{}", id.simple())
}

/// One schema of a cluster.
#[derive(Clone)]
pub(crate) struct SchemaDb {
    pool: Pool,
    enter: std::sync::Arc<str>,
}

impl SchemaDb {
    async fn client(&self) -> Result<Client, DbError> {
        self.pool.get().await.map_err(|error| DbError::Pool(error.to_string()))
    }

    pub(crate) async fn query(&self, sql: String, args: Vec<Value>) -> Result<Vec<Row>, DbError> {
        let client = self.client().await?;
        let begin = format!("BEGIN; {}", self.enter);
        // The statement is looked up inside the transaction: parsing it needs the search path.
        let work = async {
            let statement = client.prepare_cached(&sql).await?;
            rows(&client, &statement, &args).await
        };
        let (_, answer) = tokio::join!(client.batch_execute(&begin), work);
        self.end(client, answer).await
    }

    pub(crate) async fn execute(&self, sql: String, args: Vec<Value>) -> Result<u64, DbError> {
        let client = self.client().await?;
        client.batch_execute(&format!("BEGIN; {}", self.enter)).await?;
        let touched = execute(&client, &sql, &args).await;
        self.end(client, touched).await
    }

    async fn end<T>(&self, client: Client, result: Result<T, DbError>) -> Result<T, DbError> {
        let last = client.batch_execute(if result.is_ok() { "COMMIT" } else { "ROLLBACK" }).await;
        if last.is_err() {
            // Its state is unknown: it must not go back to the pool.
            let _closed = Client::take(client);
        }
        let value = result?;
        last?;
        Ok(value)
    }

    pub(crate) async fn begin(&self, write: bool) -> Result<SchemaTx, DbError> {
        let client = Loan(Some(self.client().await?));
        let mode = if write { "BEGIN" } else { "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" };
        client.get()?.batch_execute(&format!("{mode}; {}", self.enter)).await?;
        Ok(SchemaTx { client: AsyncMutex::new(client) })
    }
}

/// A connection inside a transaction. Unless it was ended, it is closed rather than reused.
struct Loan(Option<Client>);

impl Loan {
    fn get(&self) -> Result<&Client, DbError> {
        self.0.as_ref().ok_or(DbError::Abandoned)
    }
}

impl Drop for Loan {
    fn drop(&mut self) {
        if let Some(client) = self.0.take() {
            let _closed = Client::take(client);
        }
    }
}

/// A transaction in a schema.
pub(crate) struct SchemaTx {
    client: AsyncMutex<Loan>,
}

impl SchemaTx {
    pub(crate) async fn query(&self, sql: String, args: Vec<Value>) -> Result<Vec<Row>, DbError> {
        let loan = self.client.lock().await;
        let client = loan.get()?;
        let statement = client.prepare_cached(&sql).await?;
        rows(client, &statement, &args).await
    }

    pub(crate) async fn execute_many(&self, sql: String, sets: Vec<Vec<Value>>) -> Result<u64, DbError> {
        let loan = self.client.lock().await;
        let client = loan.get()?;
        let statement = client.prepare_cached(&sql).await?;
        // All sets are sent before the first answer is awaited: one round trip for the lot.
        let sends = sets.iter().map(|args| client.execute_raw(&statement, args.iter().map(param)));
        Ok(futures::future::try_join_all(sends).await?.into_iter().sum())
    }

    pub(crate) async fn script(&self, sql: String) -> Result<(), DbError> {
        Ok(self.client.lock().await.get()?.batch_execute(&sql).await?)
    }

    pub(crate) async fn commit(self) -> Result<(), DbError> {
        let mut loan = self.client.into_inner();
        loan.get()?.batch_execute("COMMIT").await?;
        // Ended: the connection goes back to its pool.
        drop(loan.0.take());
        Ok(())
    }
}

fn param(value: &Value) -> &(dyn ToSql + Sync) {
    value
}

async fn rows(client: &Client, statement: &Statement, args: &[Value]) -> Result<Vec<Row>, DbError> {
    let stream = client.query_raw(statement, args.iter().map(param)).await?;
    let mut stream = std::pin::pin!(stream);
    let mut answer = Vec::new();
    while let Some(row) = stream.try_next().await? {
        let values = (0..row.len()).map(|i| Value::of_pg(&row, i)).collect::<Result<_, _>>()?;
        answer.push(Row::new(values));
    }
    Ok(answer)
}

async fn execute(client: &Client, sql: &str, args: &[Value]) -> Result<u64, DbError> {
    let statement = client.prepare_cached(sql).await?;
    Ok(client.execute_raw(&statement, args.iter().map(param)).await?)
}

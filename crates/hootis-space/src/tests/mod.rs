//! The promises of this crate. Each test runs on the engine named by `HOOTIS_TEST_ENGINE`; what an
//! engine does differently is said inside, so that as many run on one as on the other.

mod errors;
mod faults;
mod growth;
mod keys;
mod migrations;
mod schema;
mod search;
mod spaces;
mod transactions;
mod values;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use futures::future::BoxFuture;
use secrecy::SecretString;
use uuid::Uuid;

use crate::{Cluster, Conn, DbError, DbKey, Durability, Engine, Keys, Migration, SpaceDb, Spaces, Statement, Step, Store, args};

/// The tables that the tests play with.
static MIGRATIONS: &[Migration] = &[
    Migration {
        name: "things_have_parts",
        steps: &[Step::Sql(
            "CREATE TABLE thing (id UUID PRIMARY KEY, name TEXT NOT NULL, sort_name SORTKEY, quantity BIGINT, active BOOLEAN,
                 weight DOUBLE PRECISION, photo BYTEA, parent_id UUID REFERENCES thing (id));
             CREATE UNIQUE INDEX thing_name ON thing (name);
             CREATE INDEX thing_active ON thing (sort_name, id) WHERE active = TRUE;
             CREATE TABLE pair (a TEXT NOT NULL, b TEXT NOT NULL, word TEXT, PRIMARY KEY (a, b));
             CREATE UNIQUE INDEX pair_folded_word ON pair (lower(word));",
        )],
    },
    Migration { name: "things_are_found", steps: &[Step::SearchIndex] },
];

/// The one place where these tests look at the environment.
#[expect(clippy::disallowed_methods, reason = "which engine to test is for whoever runs the tests to say")]
fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn engine() -> Engine {
    match setting("HOOTIS_TEST_ENGINE").as_deref() {
        None | Some("sqlcipher") => Engine::Cipher,
        Some("postgres") => Engine::Postgres,
        Some(other) => panic!("HOOTIS_TEST_ENGINE is {other}: sqlcipher or postgres"),
    }
}

fn key() -> DbKey {
    DbKey::new(&[7; 32])
}

/// Keys that a test changes: those of every space, the likeliest first. None: there is no such space.
struct Ring {
    keys: Mutex<Vec<u8>>,
    asked: AtomicUsize,
}

impl Ring {
    fn of(keys: &[u8]) -> Arc<Self> {
        Arc::new(Self { keys: Mutex::new(keys.to_vec()), asked: AtomicUsize::new(0) })
    }

    fn set(&self, keys: &[u8]) {
        *self.keys.lock().unwrap() = keys.to_vec();
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

impl Keys for Ring {
    fn of(&self, _: Uuid) -> BoxFuture<'static, Result<Vec<DbKey>, DbError>> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let keys: Vec<DbKey> = self.keys.lock().unwrap().iter().map(|byte| DbKey::new(&[*byte; 32])).collect();
        Box::pin(async { if keys.is_empty() { Err(DbError::NotFound) } else { Ok(keys) } })
    }
}

fn keys() -> Arc<Ring> {
    Ring::of(&[7])
}

/// A new id.
fn id() -> Uuid {
    Uuid::now_v7()
}

/// A store of one test: a folder, or schemas of its own, which go with it.
struct Lab {
    /// Where files are; on PostgreSQL it stays empty.
    folder: tempfile::TempDir,
    store: Store,
    schemas: Mutex<Vec<String>>,
}

impl Lab {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = match engine() {
            Engine::Cipher => Store::Files { folder: folder.path().to_owned(), durability: Durability::Relaxed },
            Engine::Postgres => Store::Cluster(cluster(4).await),
        };
        Self { folder, store, schemas: Mutex::default() }
    }

    fn spaces(&self, max_open: usize) -> Spaces {
        Spaces::new(self.store.clone(), MIGRATIONS, max_open, keys())
    }

    /// An id whose schema goes with the test.
    fn id(&self) -> Uuid {
        let id = id();
        self.schemas.lock().unwrap().push(format!("space_{}", id.simple()));
        id
    }

    /// The name of a platform whose schema goes with the test.
    fn platform(&self) -> String {
        let name = format!("platform_{}", id().simple());
        self.schemas.lock().unwrap().push(name.clone());
        name
    }

    /// An open, empty space.
    async fn space(&self) -> SpaceDb {
        let (spaces, id) = (self.spaces(8), self.id());
        spaces.create(id, key(), vec![]).await.unwrap();
        spaces.open(id).await.unwrap()
    }
}

impl Drop for Lab {
    fn drop(&mut self) {
        if engine() == Engine::Cipher {
            return;
        }
        let schemas = std::mem::take(&mut *self.schemas.lock().unwrap());
        // A thread, for a runtime of its own: the test's may be over, and this cannot wait inside it.
        let clean = move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let cluster = cluster(1).await;
                for schema in schemas {
                    cluster.drop_schema(&schema).await.unwrap();
                }
            });
        };
        assert!(std::thread::spawn(clean).join().is_ok(), "schemas of this test are left behind");
    }
}

async fn cluster(max: usize) -> Cluster {
    let url = setting("HOOTIS_TEST_POSTGRES").expect("HOOTIS_TEST_POSTGRES says where PostgreSQL is");
    Cluster::connect(&SecretString::from(url), max).await.unwrap()
}

const INSERT: &str = "INSERT INTO thing (id, name) VALUES ($1, $2)";

fn named(name: &str) -> Statement {
    Statement { sql: INSERT, args: args![id(), name] }
}

async fn insert(conn: &impl Conn, name: &str) -> Result<Uuid, DbError> {
    let id = id();
    conn.execute(INSERT, args![id, name]).await?;
    Ok(id)
}

async fn names(conn: &impl Conn) -> Vec<String> {
    conn.list("SELECT name FROM thing ORDER BY name", args![]).await.unwrap()
}

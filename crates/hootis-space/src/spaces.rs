//! The databases of the spaces: made whole or not at all, opened when needed, few at a time.

use std::collections::HashMap;
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use tokio::sync::{Notify, OnceCell};
use uuid::Uuid;

use crate::cipher::CipherDb;
use crate::conn::Inner;
use crate::folder::{file_set, lock, remove_file_set, sync_folder};
use crate::key::{AskKeys, only};
use crate::postgres::space_schema;
use crate::{Cluster, Conn, Db, DbError, DbKey, Durability, Engine, JournalDb, Keys, Migration, PlatformDb, Threads, Tx, Value, migrate};

/// A statement that is written down to be run later.
pub struct Statement {
    pub sql: &'static str,
    pub args: Vec<Value>,
}

/// Where databases are kept.
#[derive(Clone)]
pub enum Store {
    /// SQLCipher files in a folder.
    Files { folder: PathBuf, durability: Durability },
    /// Schemas of a PostgreSQL cluster.
    Cluster(Cluster),
}

impl Store {
    /// The engine of the databases in it.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match self {
            Self::Files { .. } => Engine::Cipher,
            Self::Cluster(_) => Engine::Postgres,
        }
    }

    /// Opens the platform's own database, made and migrated as needed. `schema` is its name.
    ///
    /// # Errors
    /// [`DbError::WrongKey`] and [`DbError::FutureSchema`] among others.
    pub async fn open_platform(&self, schema: &str, key: DbKey, migrations: &[Migration]) -> Result<PlatformDb, DbError> {
        Ok(PlatformDb(self.open_own(schema, key, migrations).await?))
    }

    /// Opens the security journal, made and migrated as needed. `schema` is its name.
    ///
    /// # Errors
    /// As [`Self::open_platform`].
    pub async fn open_journal(&self, schema: &str, key: DbKey, migrations: &[Migration]) -> Result<JournalDb, DbError> {
        Ok(JournalDb(self.open_own(schema, key, migrations).await?))
    }

    /// Opens a database of ours: the file `<schema>.db`, or the schema of that name on PostgreSQL.
    async fn open_own(&self, schema: &str, key: DbKey, migrations: &[Migration]) -> Result<Db, DbError> {
        let db = match self {
            Self::Files { folder, durability } => {
                // Two processes that make the file in the same instant would each give it a salt of its own.
                let _alone = lock(folder, Uuid::nil()).await?;
                let file = CipherDb::open(folder.join(format!("{schema}.db")), only(key), *durability, true).await?;
                let db = Db(Inner::Cipher(Arc::new(file)));
                migrate::migrate(&db, migrations).await?;
                db
            }
            Self::Cluster(cluster) => {
                let db = Db(Inner::Postgres(cluster.schema(schema)));
                let tx = db.begin().await?;
                // Another process may make it in the same instant: one waits for the other.
                let alone = format!("SELECT pg_advisory_xact_lock(hashtextextended('hootis schema {schema}', 0))");
                tx.script(format!("{alone}; CREATE SCHEMA IF NOT EXISTS {schema}")).await?;
                tx.commit().await?;
                migrate::migrate(&db, migrations).await?;
                db
            }
        };
        Ok(db)
    }
}

/// All the spaces of one store.
pub struct Spaces {
    store: Store,
    keys: Arc<dyn Keys>,
    migrations: &'static [Migration],
    max_open: usize,
    open: Mutex<HashMap<Uuid, Entry>>,
    released: Arc<Notify>,
    clock: AtomicU64,
    threads: Threads,
}

struct Entry {
    cell: Arc<OnceCell<Db>>,
    handles: Arc<()>,
    last_use: u64,
}

/// An open space. It stays open at least as long as this handle lives.
#[derive(Clone)]
pub struct SpaceDb {
    db: Db,
    id: Uuid,
    _handle: Arc<Handle>,
}

struct Handle {
    count: Option<Arc<()>>,
    released: Arc<Notify>,
}

impl Drop for Handle {
    fn drop(&mut self) {
        // Let go first: who is woken counts the handles.
        drop(self.count.take());
        self.released.notify_waiters();
    }
}

impl SpaceDb {
    /// Which space this is.
    #[must_use]
    pub fn id(&self) -> Uuid {
        self.id
    }
}

impl Deref for SpaceDb {
    type Target = Db;
    fn deref(&self) -> &Db {
        &self.db
    }
}

impl Spaces {
    /// Keeps the spaces of `store`, at most `max_open` of them open at once.
    #[must_use]
    pub fn new(store: Store, migrations: &'static [Migration], max_open: usize, keys: Arc<dyn Keys>) -> Self {
        let threads = Threads::of(store.engine());
        Self { store, keys, migrations, max_open, open: Mutex::default(), released: Arc::default(), clock: AtomicU64::new(0), threads }
    }

    /// The engine of these spaces.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.store.engine()
    }

    /// Where the pages of spaces are worked on.
    #[must_use]
    pub fn threads(&self) -> &Threads {
        &self.threads
    }

    /// How many migrations a space of this version has.
    #[must_use]
    pub fn schema_version(&self) -> usize {
        self.migrations.len()
    }

    /// Makes the database of a space, with the rows that `seed` says, whole or not at all. A space
    /// that is already there is left as it is: running this again after a crash is safe.
    ///
    /// # Errors
    /// When nothing was made.
    pub async fn create(&self, id: Uuid, key: DbKey, seed: Vec<Statement>) -> Result<(), DbError> {
        if self.exists(id).await? {
            return Ok(());
        }
        match &self.store {
            Store::Files { folder, durability } => {
                let _alone = lock(folder, id).await?;
                if self.exists(id).await? {
                    return Ok(());
                }
                let (part, whole) = (folder.join(format!("{id}.part")), folder.join(format!("{id}.db")));
                remove_file_set(&part).await?;
                {
                    let db = Db(Inner::Cipher(Arc::new(CipherDb::open(part.clone(), only(key), *durability, true).await?)));
                    self.fill(db.begin().await?, seed).await?;
                }
                // The last connection is closed: the log is folded into the file, so one rename moves all of it.
                tokio::fs::rename(&part, &whole).await?;
                sync_folder(folder.clone(), *durability).await?;
            }
            Store::Cluster(cluster) => {
                let name = space_schema(id);
                let db = Db(Inner::Postgres(cluster.schema(&name)));
                let tx = db.begin().await?;
                if let Err(error) = tx.script(format!("CREATE SCHEMA {name}")).await {
                    // Its connection first: makers that each hold one and want another would block for good.
                    drop(tx);
                    // Somebody else may have made it meanwhile; this waited for them to end.
                    return if self.exists(id).await? { Ok(()) } else { Err(error) };
                }
                self.fill(tx, seed).await?;
            }
        }
        Ok(())
    }

    async fn fill(&self, tx: Tx, seed: Vec<Statement>) -> Result<(), DbError> {
        migrate::apply(&tx, self.migrations).await?;
        for statement in seed {
            tx.execute(statement.sql, statement.args).await?;
        }
        tx.commit().await
    }

    /// Whether the folder of the spaces is the one that they were made in: it holds what every making of a space leaves there.
    /// Where its volume is not mounted there is an empty one, and every space seems to be gone.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub async fn is_mounted(&self) -> Result<bool, DbError> {
        let Store::Files { folder, .. } = &self.store else { return Ok(true) };
        match tokio::fs::read_dir(folder).await {
            Ok(mut entries) => Ok(entries.next_entry().await?.is_some()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether the database of a space is there.
    ///
    /// # Errors
    /// When the store cannot be asked.
    pub async fn exists(&self, id: Uuid) -> Result<bool, DbError> {
        match &self.store {
            Store::Files { folder, .. } => Ok(tokio::fs::try_exists(folder.join(format!("{id}.db"))).await?),
            Store::Cluster(cluster) => cluster.exists(&space_schema(id)).await,
        }
    }

    fn ask(&self, id: Uuid) -> AskKeys {
        let keys = Arc::clone(&self.keys);
        Arc::new(move || keys.of(id))
    }

    /// Opens a space, migrating it if need be. When too many are open and all in use, waits for one to be left.
    ///
    /// # Errors
    /// [`DbError::Missing`], [`DbError::WrongKey`] and [`DbError::FutureSchema`] among others.
    pub async fn open(&self, id: Uuid) -> Result<SpaceDb, DbError> {
        let (cell, count) = loop {
            let mut waiting = std::pin::pin!(self.released.notified());
            // Counted as waiting before looking, so that whatever is released from now on is heard.
            waiting.as_mut().enable();
            if let Some(entry) = self.enter(id) {
                break entry;
            }
            waiting.await;
        };
        let handle = Arc::new(Handle { count: Some(count), released: Arc::clone(&self.released) });
        let db = cell.get_or_try_init(async || self.open_now(id).await).await;
        match db {
            Ok(db) => Ok(SpaceDb { db: db.clone(), id, _handle: handle }),
            Err(error) => {
                drop(handle);
                self.close(id);
                Err(error)
            }
        }
    }

    async fn open_now(&self, id: Uuid) -> Result<Db, DbError> {
        if self.engine() == Engine::Postgres {
            // No page is encrypted with it, but a space without a key is no more.
            self.keys.of(id).await?;
        }
        let db = match &self.store {
            Store::Files { folder, durability } => {
                Db(Inner::Cipher(Arc::new(CipherDb::open(folder.join(format!("{id}.db")), self.ask(id), *durability, false).await?)))
            }
            Store::Cluster(cluster) if cluster.exists(&space_schema(id)).await? => Db(Inner::Postgres(cluster.schema(&space_schema(id)))),
            Store::Cluster(_) => return Err(DbError::Missing),
        };
        migrate::migrate(&db, self.migrations).await?;
        Ok(db)
    }

    /// The entry of a space, made if there is room for it.
    fn enter(&self, id: Uuid) -> Option<(Arc<OnceCell<Db>>, Arc<()>)> {
        let now = self.clock.fetch_add(1, Ordering::Relaxed);
        let mut open = self.open.lock().ok()?;
        if !open.contains_key(&id) && open.len() >= self.max_open {
            let oldest = open.iter().filter(|(_, e)| Arc::strong_count(&e.handles) == 1).min_by_key(|(_, e)| e.last_use).map(|(id, _)| *id)?;
            open.remove(&oldest);
        }
        let entry = open.entry(id).or_insert_with(|| Entry { cell: Arc::default(), handles: Arc::default(), last_use: now });
        entry.last_use = now;
        Some((Arc::clone(&entry.cell), Arc::clone(&entry.handles)))
    }

    /// Encrypts the database of a space with the first of its [keys](Keys::of), at one stroke and while it is in use.
    /// Nothing to do where it is, or where databases are not encrypted as a whole.
    ///
    /// # Errors
    /// As long as it is not done, or what was there before can still be read: to be done again.
    pub async fn change_key(&self, id: Uuid) -> Result<(), DbError> {
        let space = self.open(id).await?;
        let Inner::Cipher(db) = &space.db.0 else { return Ok(()) };
        let Some(key) = self.keys.of(id).await?.into_iter().next() else { return Err(DbError::WrongKey) };
        db.change_key(key).await
    }

    /// Whether a space is open, or being opened.
    #[must_use]
    pub fn is_open(&self, id: Uuid) -> bool {
        self.open.lock().is_ok_and(|open| open.contains_key(&id))
    }

    /// Forgets an open space. Handles that are out stay good until they are dropped.
    pub fn close(&self, id: Uuid) {
        if let Ok(mut open) = self.open.lock() {
            open.remove(&id);
        }
        self.released.notify_waiters();
    }

    /// The spaces that are open.
    #[must_use]
    pub fn open_ids(&self) -> Vec<Uuid> {
        self.open.lock().map(|open| open.keys().copied().collect()).unwrap_or_default()
    }

    /// The files that the database of a space may be in; none where it is a schema.
    #[must_use]
    pub fn files(&self, id: Uuid) -> Vec<PathBuf> {
        match &self.store {
            Store::Files { folder, .. } => file_set(&folder.join(format!("{id}.db"))).to_vec(),
            Store::Cluster(_) => Vec::new(),
        }
    }

    /// Removes the database of a space for good, files and all. Safe to run again.
    ///
    /// # Errors
    /// When something is left.
    pub async fn destroy(&self, id: Uuid) -> Result<(), DbError> {
        self.close(id);
        match &self.store {
            Store::Files { folder, .. } => {
                let _alone = lock(folder, id).await?;
                remove_file_set(&folder.join(format!("{id}.part"))).await?;
                remove_file_set(&folder.join(format!("{id}.db"))).await?;
            }
            Store::Cluster(cluster) => cluster.drop_schema(&space_schema(id)).await?,
        }
        // Whoever opened it while it went holds what is no more.
        self.close(id);
        Ok(())
    }

    /// Bytes that the database of a space takes.
    ///
    /// # Errors
    /// When the store cannot be asked.
    pub async fn size_bytes(&self, id: Uuid) -> Result<u64, DbError> {
        match &self.store {
            Store::Files { folder, .. } => {
                let mut bytes = 0;
                for path in file_set(&folder.join(format!("{id}.db"))) {
                    bytes += tokio::fs::metadata(path).await.map_or(0, |meta| meta.len());
                }
                Ok(bytes)
            }
            Store::Cluster(cluster) => cluster.size_bytes(&space_schema(id)).await,
        }
    }
}

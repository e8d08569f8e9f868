//! Databases that are not taken for one another.

use std::ops::Deref;

use crate::{Conn, Db, DbError, Engine, Row, SpaceDb, Value};

/// The platform's database. A type of its own, so that a space's can never be taken for it.
#[derive(Clone)]
pub struct PlatformDb(pub(crate) Db);

impl Deref for PlatformDb {
    type Target = Db;
    fn deref(&self) -> &Db {
        &self.0
    }
}

/// The security journal's database, apart from everything else.
#[derive(Clone)]
pub struct JournalDb(pub(crate) Db);

impl Deref for JournalDb {
    type Target = Db;
    fn deref(&self) -> &Db {
        &self.0
    }
}

macro_rules! conn_like_db {
    ($($t:ty),*) => { $(
        impl Conn for $t {
            async fn query(&self, sql: &str, args: Vec<Value>) -> Result<Vec<Row>, DbError> {
                Db::query(self, sql, args).await
            }
            async fn execute(&self, sql: &str, args: Vec<Value>) -> Result<u64, DbError> {
                Db::execute(self, sql, args).await
            }
            async fn execute_many(&self, sql: &str, sets: Vec<Vec<Value>>) -> Result<u64, DbError> {
                Db::execute_many(self, sql, sets).await
            }
            fn engine(&self) -> Engine {
                Db::engine(self)
            }
        }
    )* };
}
conn_like_db!(SpaceDb, PlatformDb, JournalDb);

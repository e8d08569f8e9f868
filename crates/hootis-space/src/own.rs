//! Databases that are not taken for one another.

use std::ops::Deref;

use crate::{Answer, Conn, Db, Engine, Row, SpaceDb, Value};

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
            fn query<'a>(&'a self, sql: &'a str, args: Vec<Value>) -> Answer<'a, Vec<Row>> {
                Db::query(self, sql, args)
            }
            fn execute<'a>(&'a self, sql: &'a str, args: Vec<Value>) -> Answer<'a, u64> {
                Db::execute(self, sql, args)
            }
            fn execute_many<'a>(&'a self, sql: &'a str, sets: Vec<Vec<Value>>) -> Answer<'a, u64> {
                Db::execute_many(self, sql, sets)
            }
            fn engine(&self) -> Engine {
                Db::engine(self)
            }
        }
    )* };
}
conn_like_db!(SpaceDb, PlatformDb, JournalDb);

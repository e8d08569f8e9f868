//! Opens, keys, migrates and destroys the databases of Hootis.
//!
//! The only crate that tells SQLCipher from PostgreSQL. Everything above it writes SQL that both
//! understand, with `$1, $2, …` placeholders, and reads rows with [`Row`]. A database is entered
//! through a [`Db`] (one statement) or a [`Tx`] (several, all or nothing); both are [`Conn`]s.
//!
//! Two kinds of database exist: one of the platform, and one a space. [`Spaces`] keeps the latter.

mod cipher;
mod conn;
mod connect;
mod error;
mod folder;
mod growth;
mod inventory;
mod key;
mod migrate;
mod own;
mod postgres;
mod row;
mod schema;
pub mod search;
mod spaces;
mod statement;
#[cfg(test)]
mod tests;
mod tls;
mod value;
mod waiting;

pub use cipher::Durability;
pub use conn::{Answer, Conn, Db, Engine, Tx};
pub use connect::wipe_freed_memory;
pub use error::{DbError, OnUnique};
pub use inventory::{Inventory, inventory};
pub use key::{DbKey, Keys};
pub use migrate::{Migration, Step};
pub use own::{JournalDb, PlatformDb};
pub use postgres::Cluster;
pub use row::{FromRow, FromValue, Row};
pub use schema::{TableShape, shape};
pub use spaces::{SpaceDb, Spaces, Statement, Store};
pub use value::Value;
pub use waiting::Threads;

//! Importing a Dolibarr into a space, again and again, and undoing the last time.
//!
//! A **source** is the Dolibarr of this company, one an entity. A **run** looks (check), counts (dry) or
//! imports. Every row that came from Dolibarr has an **origin**: its table and number there, and a
//! fingerprint of what it held. The same fingerprint means that nothing has to be written.
//!
//! What Dolibarr owns is written by the import only; what people add (tags, notes, messages, fields of
//! their own) is never touched. Members who sign in are never changed by an import. What people deleted
//! here stays deleted. What Dolibarr deleted stays here, archived, except links and values of custom fields.

pub mod archive;
mod command;
pub mod connection;
mod engine;
pub mod job;
pub mod left;
mod lock;
mod map;
mod map_sales;
mod map_work;
pub mod pages;
mod queries;
pub mod retention;
mod run;
mod shape;
mod shape_sales;
mod shape_work;
mod store;
pub mod sync;
#[cfg(test)]
mod tests;
mod view;
mod words;

pub use command::{Report, Request, import, undo_last};
pub use engine::forget_images;
pub use run::{Counts, Progress, RunState, TABLES};

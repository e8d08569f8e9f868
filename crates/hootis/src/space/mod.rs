//! What lives in a space's own database: what the company entered and imported.
//!
//! Nothing in here can name the platform's database.

pub mod api_keys;
pub mod applications;
pub mod asides;
pub mod changes;
pub mod contacts;
pub mod conversations;
pub mod dashboard;
pub mod documents;
pub mod entry;
mod eyes;
pub mod fields;
pub mod imports;
pub mod inbox;
pub mod installed;
pub mod journal;
pub mod media;
pub mod members;
pub mod notes;
pub mod parties;
pub mod picture;
pub mod planning;
pub mod portal;
pub mod register;
pub mod search;
pub mod sessions;
pub mod settings;
pub mod tags;
pub mod timeline;

pub use eyes::Eyes;

//! Fields that the company adds to its parties and contacts, and what they hold.
//!
//! A field that came from Dolibarr (it has an `origin` row) is defined there. On a row that came from Dolibarr too,
//! its value is Dolibarr's and read-only; everywhere else members fill it in. A field that was retired is asked for
//! no more, and what it held is kept until the field is deleted.
//!
//! Also touched by this feature: `migrations/space/0006…`, `hootis_policy::data`, `router.rs`.

mod field;
mod form;
mod inputs;
pub mod pages;
mod queries;
#[cfg(test)]
mod tests;

pub use field::{Field, Kind, Subject};
pub use inputs::{Clash, Input, Inputs, Shown};

/// The word for fields in changes: they are settings of the space.
pub const KIND: &str = "setting";

//! Parties: the companies and people that the space deals with. People read « Clients ».
//!
//! A party that came from Dolibarr (it has an `origin` row) is read-only in what Dolibarr owns, which is all of
//! [`Details`]; tags, notes, further addresses, the archive and the members in charge are ours on every party.
//!
//! Also touched by this feature: `migrations/space/0002…` and `0004…`, `hootis_policy::data`, `router.rs`.

mod counts;
mod form;
pub mod pages;
mod queries;
mod row;
#[cfg(test)]
mod tests;

pub use counts::count;
pub use pages::{field_label, field_value};
pub use queries::list::found;
pub use queries::write::search_body;
pub use row::{Details, Kind};

//! What is planned, done and asked, as the company's Dolibarr says it: agenda, projects, tickets, discounts, what was made of what.
//!
//! Rows are written by the import only (`space::imports`). What is about somebody goes with them: [`forget_of_party`],
//! [`forget_of_contact`].
//!
//! Also touched by this feature: `migrations/space/0017…`, `hootis_policy::data`, what becomes of parties and contacts.

mod queries;

pub use queries::{forget_of_contact, forget_of_party};

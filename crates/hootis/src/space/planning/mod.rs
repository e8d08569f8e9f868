//! What is planned, done and asked, as the company's Dolibarr says it: agenda, projects, tickets, discounts, what was made of what.
//!
//! Rows are written by the import only (`space::imports`), and read here. A ticket is shown as a conversation is, and cannot be
//! answered. What is about a contact who is private to somebody is seen by whoever sees that contact. What is about somebody
//! goes with them: [`forget_of_party`], [`forget_of_contact`].
//!
//! Also touched by this feature: `migrations/space/0017…`, `hootis_policy::data`, `router/mod.rs`, the page of a document, what
//! becomes of parties and contacts.

pub mod agenda;
mod line;
pub mod list;
pub mod projects;
mod queries;
#[cfg(test)]
mod tests;
pub mod tickets;

pub use line::moment;
pub use queries::{Made, forget_of_contact, forget_of_party, made_of};

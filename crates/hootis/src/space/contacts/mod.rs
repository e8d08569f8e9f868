//! Contacts: people, with a party or alone.
//!
//! A private contact is seen by the one member it is private to; when that is nobody known, by owners and
//! administrators. Every read goes through [`Eyes`]. What Dolibarr wrote is read-only here.

pub mod archive;
pub mod bulk;
mod conflict;
mod contact;
pub mod deletion;
pub mod edit;
mod form;
mod own;
pub mod pages;
pub mod party;
mod queries;
pub mod tags;

#[cfg(test)]
mod tests;

pub use conflict::{field_label, field_value};
pub use contact::{Contact, Eyes, Line, Words};
pub use own::{Erased, correct, erase, get_own};
pub use queries::{get, list_found, list_names};

/// The word for contacts in the search index, in changes and in tags.
pub const KIND: &str = "contact";

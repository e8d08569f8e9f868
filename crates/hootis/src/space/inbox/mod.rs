//! The conversations as members see them: the pages under `/admin/messages`, what stands on cards and in the search.
//!
//! Here, and nowhere else, messages and internal notes come together (`thread`). A conversation with a contact who is private
//! to somebody is seen by whoever sees that contact.

mod block;
pub mod pages;
mod queries;
#[cfg(test)]
mod tests;
mod thread;

pub use crate::space::conversations::KIND;
pub use block::{Block, Of, block};
pub use queries::{count_awaiting, delete_of_contact, list_names};
pub use thread::{Found, list_found};

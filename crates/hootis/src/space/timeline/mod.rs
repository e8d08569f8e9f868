//! The timeline of a party: documents, payments, events, tickets and conversations, by date.
//!
//! What a member may not read elsewhere is not here either: conversations and tickets are for those who read conversations, and
//! what is about somebody's private contact for whoever sees that contact.
//!
//! Also touched by this feature: `router/mod.rs`, the card of a party.

pub mod pages;
mod queries;
#[cfg(test)]
mod tests;

pub use pages::{Block, block};

//! Messages of visitors: handed to somebody's mailbox while the visitor waits, and recorded nowhere.
//!
//! There is no table, no queue, no file and no log line with anything that was typed. What the relay does not take,
//! the visitor keeps: the page comes back with their text and the address to write to.
//!
//! Also touched by this feature: `hootis_policy::limits::{CONTACT_NETWORK, HAND_OVER}`, `router.rs`.

mod form;
mod hand_over;
pub mod pages;
#[cfg(test)]
mod tests;

pub use form::ContactForm;
pub use hand_over::{Failure, address, hand_over, signature};
pub use pages::create;

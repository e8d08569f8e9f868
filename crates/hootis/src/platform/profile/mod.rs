//! What a holder says of themselves: name, language, theme, and the address that they sign in with.
//!
//! An address changes when both mailboxes have agreed: the old one proves that it is the holder who asks, the new one
//! that it can be reached. Either can stop it. Of an address that has an account already nobody learns so: the letter
//! to it says that it has one, and holds no link.

pub mod address;
mod form;
mod letters;
pub mod pages;
mod queries;
#[cfg(test)]
mod tests;

pub use queries::{Change, find_change};

//! Letting support into a space (U5): for a reason, for a while, ended with one click.
//!
//! An owner grants it unasked, or answers a request. A grant says which space, whether to look or to change too, and until
//! when; it is over by itself, and its owner can end it at once. Without a grant in force nobody enters.

mod form;
mod grant;
mod letters;
pub mod pages;
mod queries;
pub mod requests;
pub use queries::{InForce, list_in_force};
#[cfg(test)]
mod tests;

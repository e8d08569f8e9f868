//! The second factor: an authenticator application, passkeys, and codes for whoever has lost them.
//!
//! Written once for accounts, operators, members and contacts: where their rows are is told by [`People`]. Who has a second factor
//! and gives the right password has half a sign-in, which opens nothing but the page that asks for the rest. A new
//! password changes nothing of it.

mod again;
pub mod application;
pub mod codes;
mod half;
mod letters;
mod overview;
pub mod passkeys;
pub mod phone;
mod proof;
mod queries;
pub mod recovery;
mod safety;
pub mod second;
mod signed;
#[cfg(test)]
pub(crate) mod tests;
mod totp;

pub use again::{Again, AgainForm, Asks};
pub use half::forget as forget_halves;
pub use overview::show;
pub use queries::{delete_all, is_on, members_with};
pub use safety::Safety;
pub use signed::SignedIn;

use super::credentials::{Door, People, Person, Side};
pub(super) use half::begin;

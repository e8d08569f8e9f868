//! Credentials: what people prove who they are with, at three doors: the accounts' on the public site, the operators'
//! beside it, and the members' on a space's own host.
//!
//! One mechanism with three owners: tables and words differ, the way does not. Whoever asks learns nothing about who
//! is known: an unknown address costs the same hash, and a forgotten password is looked up later, by a job.

mod again;
mod choose;
mod devices;
mod door;
pub mod forgotten;
mod letters;
mod links;
mod people;
pub mod signin;
#[cfg(test)]
mod tests;

pub use again::is_password_of;
pub use choose::{edit, update};
pub use door::Door;
pub use letters::{operator_link, write_operator_link};
pub use links::{LinkKind, make_link, use_link};
pub use people::{END_ENTRIES, People, Person, Side, ask_to_end_entries, end_entries};

//! Credentials: what people prove who they are with, at four doors: the accounts' on the public site, the operators'
//! beside it, the members' on a space's own host, and the contacts' beside that.
//!
//! One mechanism with four owners: tables and words differ, the way does not. Whoever asks learns nothing about who
//! is known: an unknown address costs the same hash, and a forgotten password is looked up later, by a job.

mod again;
mod choose;
mod devices;
mod door;
pub mod forgotten;
pub mod guessed;
pub mod holders;
mod letters;
mod links;
pub mod mailed;
mod people;
mod side;
pub mod signin;
#[cfg(test)]
mod tests;

pub(super) use choose::{accepted, edit_lost, invited, refused_key as refused_new_key};
pub use choose::{create_without, edit, update};
pub use door::Door;
pub use letters::{operator_link, write_operator_link};
pub use links::{LinkKind, make_link, name_viewer, use_link, use_preview};
pub use people::{People, Person};
pub use side::Side;

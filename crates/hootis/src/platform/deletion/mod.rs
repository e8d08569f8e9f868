//! The end of an account: asked for in the console, or thirty days after its last space is gone.
//!
//! Either way there are thirty days to change one's mind, counted on both clocks (see `lifecycle::moment`), and an account
//! that goes by itself is told seven days before, counted from when the relay has the mail. Spaces go first: an account is never deleted while one is left. What goes
//! and that nothing is kept is said in a certificate, mailed and then forgotten like everything else.

mod letters;
pub mod pages;
mod queries;
mod sweep;
#[cfg(test)]
mod tests;

pub use queries::{delete, ends_at};
pub use sweep::{NOTE, count_due, delete_due, note, note_handed, sweep};

//! Photos, videos and documents: sent in pieces, sealed as they come, kept once however often they are sent, shown to those
//! alone who may see them.
//!
//! A **blob** is a content; a **media** is a content with a name, words and a customer, which people see; an **upload** is
//! a content on its way. Nothing of a content is ever on the disk in clear: an upload is sealed block by block, and what is acknowledged
//! is on the disk.
//!
//! When all of an upload is there it is *kept*: looked at, a photo rewritten and made smaller in a process of its own, hashed, and
//! written down in one transaction. Files are linked before it and removed after it, so that a crash leaves files too many,
//! never too few; those go at the next sweep.
//!
//! Also touched by this feature: `migrations/space/0015…`, `hootis_policy::data`, `router/mod.rs`, `retention::own`.

mod form;
mod intake;
mod keep;
pub mod pages;
mod queries;
mod range;
pub mod retention;
mod row;
pub mod serve;
mod store;
#[cfg(test)]
mod tests;
pub mod tus;
pub mod upload;

pub use queries::read::{latest_of, list_found, list_names};
pub use row::{Media, PartyRef};

/// What changes of files are called in the journal.
pub const KIND: &str = "media";

/// Most bytes of a form of files.
#[must_use]
pub fn form_limit() -> usize {
    usize::try_from(hootis_policy::limits::MEDIA_FORM_BYTES).unwrap_or(usize::MAX)
}

/// Most bytes of one piece: a whole file may come in one.
#[must_use]
pub fn piece_limit() -> usize {
    usize::try_from(hootis_policy::limits::MEDIA_BYTES).unwrap_or(usize::MAX)
}

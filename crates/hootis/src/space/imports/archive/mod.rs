//! The files of a Dolibarr: an archive of its documents' folder, read entry by entry.
//!
//! What belongs to a party, a product or a document
//! that was imported is kept by `space::media` and attached to it; what belongs to nothing here is told, and not kept.
//!
//! A file is known by its path in that folder, and by a keyed hash of what came: the same archive a second time changes nothing, a file
//! that changed takes the place of the one before, which goes to the trash, and one that people deleted here stays away.

mod command;
mod index;
mod pages;
mod queries;
#[cfg(test)]
pub(crate) mod testing;
mod walk;
mod work;

pub use command::{Sorted, documents};
pub use pages::create;
pub(super) use work::work;

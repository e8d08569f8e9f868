//! The folder of a Dolibarr's documents, as an archive: what is in it, entry by entry, and what each file belongs to.
//!
//! An archive comes from a stranger. It is read as it comes, from its start to its end, in a memory that does not depend on
//! it; nothing is written under a name that it says; entries, bytes and time are counted ([`ArchiveLimits`]).

mod archive;
mod place;
mod tar;
#[cfg(test)]
mod tests;
mod zip;

pub use archive::{Archive, ArchiveError, ArchiveLimits, Entry};
pub use place::{About, Met, Place, file_named, met};

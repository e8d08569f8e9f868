//! The journal of the space: who did what, to what, and when.

mod csv;
pub mod export;
mod fields;
pub mod pages;
mod queries;
mod told;

#[cfg(test)]
mod tests;

/// The word for the journal itself in changes: it notes who took a copy of it.
pub const KIND: &str = "journal";

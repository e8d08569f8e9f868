//! The shells with made-up content, the embedded files, dates and numbers.

mod assets;
mod format;
mod shells;
pub(crate) mod sources;

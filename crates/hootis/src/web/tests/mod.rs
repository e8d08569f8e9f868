//! The shells with made-up content, the embedded files, dates and numbers.

mod assets;
mod format;
mod host;
mod paths;
mod shells;
pub(crate) mod sources;

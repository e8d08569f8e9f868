//! What every page is made of: embedded files, languages, page shells, dates and numbers, error pages.
//!
//! It knows no feature and no database. Features extend the shells of `shell/` and take their pieces from
//! `shell/macros.html`.

pub mod assets;
pub mod errors;
pub mod format;
pub mod i18n;
pub mod page;

#[cfg(test)]
mod tests;

//! What every page is made of: requests, forms, cookies, embedded files, languages, shells, error pages.
//!
//! It knows no feature and no database. Features extend the shells of `shell/` and take their pieces from
//! `shell/macros.html`.

pub mod agent;
pub mod assets;
pub mod bars;
pub mod brand;
pub mod cookies;
pub mod dispatch;
pub mod errors;
pub mod file_form;
pub mod form;
pub mod format;
pub mod headers;
pub mod host;
pub mod i18n;
pub mod letter;
pub mod measure;
pub mod merge;
pub mod mistakes;
pub mod news;
pub mod outbox;
pub mod page;
pub mod paths;
pub mod person;
pub mod problem;
pub mod proxies;
pub mod reply;
pub mod routes;
pub mod server;
pub mod sessions;
pub mod shared;
pub mod toast;
pub mod values;
pub mod visit;
pub mod words;

#[cfg(test)]
pub(crate) mod tests;

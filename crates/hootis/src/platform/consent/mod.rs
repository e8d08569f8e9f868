//! Cookies and consent: the visitor's choice and its receipt, and what was counted. The page around the choice is a
//! document (`documents`).
//!
//! The choice lives in the visitor's browser alone (`web::cookies`). Nothing of it is kept here.
//!
//! Also touched by this feature: `migrations/platform/…_visitors_choose_and_are_written_to`,
//! `hootis_policy::{consent, cookies}`, `router.rs`, `web/shell/cookies.html`, `web/analytics.js`.

pub mod pages;
mod queries;
#[cfg(test)]
mod tests;

pub use pages::{Done, section};
pub use queries::{Figures, figures, write_counts};

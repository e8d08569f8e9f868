//! The published documents: privacy policy, cookies, terms, legal notice, security, downloads.
//!
//! Their words come from `hootis_policy::documents`, and only from there; this shows them, with what this
//! Hootis knows beside: its operator, its carriers, its evidence. Old versions and their differences are
//! shown from the texts that `hootis_policy::versions` keeps. Account holders are told of a change that
//! touches them, once each (`notices`).
//!
//! Also touched by this feature: `migrations/platform/…_holders_are_told_of_policy_changes`,
//! `hootis_policy::data` (`policy_notice`), the router, the footer in `access`.

mod differences;
pub mod files;
mod inline;
pub mod notices;
pub mod pages;
mod queries;
pub mod record;
pub mod versions;
mod view;

#[cfg(test)]
mod tests;

pub use notices::{ForConsole, unread};

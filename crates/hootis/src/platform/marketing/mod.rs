//! News of Hootis for account holders who asked for them, and for nobody else.
//!
//! An account agrees at sign-up (a box that is never ticked beforehand) or in the console, with date and source. Each
//! such mail leads, without signing in, to a page that ends it, and carries the headers with which a mail program
//! ends it by itself (RFC 8058). A mailing is queued for each person once at most, whatever crashes and however
//! often it is sent: that it was queued is written in the transaction that queues the mail. A crash between the relay's
//! word that it has a mail and our forgetting it sends that one again, under the same Message-ID.
//!
//! Also touched by this feature: `migrations/platform/…_visitors_choose_and_are_written_to`,
//! `hootis_policy::{consent::NEWS, retention::{MARKETING_CONTACT, CAMPAIGN_SEND}}`, `router.rs`, `cli/campaign.rs`.

pub mod campaign;
mod consent;
mod letter;
mod link;
pub mod pages;
mod queries;
#[cfg(test)]
mod tests;

pub use consent::{Consent, Source, State};
pub use queries::{find, grant, seen, withdraw};

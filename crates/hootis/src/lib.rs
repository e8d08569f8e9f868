//! Hootis: a business space whose privacy policy is executed by the software.

pub mod access;
pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod error;
pub mod jobs;
pub mod live;
pub mod mail;
pub mod migrations;
pub mod outgoing;
pub mod outreach;
pub mod passwords;
pub mod platform;
pub mod retention;
pub mod router;
pub mod signing;
pub mod sms;
pub mod space;
#[cfg(test)]
mod testing;
pub mod web;
pub mod worker;

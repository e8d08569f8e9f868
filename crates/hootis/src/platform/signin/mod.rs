//! Signing in and out of the public site, and choosing a new password.
//!
//! Whoever asks learns nothing about who has an account: an unknown address costs the same hash, and a
//! forgotten password is looked up later, by a job.

mod again;
pub mod pages;
pub mod password;
#[cfg(test)]
mod tests;

pub use again::is_password_of;

//! What a member sets for themselves, and what the company is called.

pub mod company;
pub mod factor;
pub mod look;
pub mod pages;
pub mod password;
pub mod photo;
pub mod profile;
mod queries;
pub mod trends;

#[cfg(test)]
mod tests;

pub use company::rename;

/// The word for settings of the space in changes.
pub const KIND: &str = "setting";

//! Where a member is signed in to the back office: their sessions, listed and ended.

pub mod pages;
mod queries;
#[cfg(test)]
mod tests;

//! Notes: what members write to each other about a party. Customers never see them.
//!
//! Whoever wrote a note may change it; whoever may delete parties may delete any note.

pub mod pages;
mod queries;
#[cfg(test)]
mod tests;

pub use queries::{Note, list};

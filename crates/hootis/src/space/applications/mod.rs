//! Which applications the company works with: its owners switch them on and off. What the switch does is in `access`: a
//! right that belongs to an application that is off is nobody's.

mod pages;
mod queries;

#[cfg(test)]
mod tests;

pub use pages::{show, update};
pub use queries::off;

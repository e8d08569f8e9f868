//! Stories over the whole crate.

mod business;
mod odd;
mod reference;
mod resume;
mod size;
mod stories;
mod units;

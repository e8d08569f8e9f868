//! Stories over the whole crate.

mod odd;
mod reference;
mod resume;
mod size;
mod stories;
mod units;

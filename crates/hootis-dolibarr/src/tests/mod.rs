//! Stories over the whole crate.

mod odd;
mod reference;
mod resume;
mod stories;
mod units;

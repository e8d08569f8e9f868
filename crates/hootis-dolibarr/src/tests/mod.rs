//! Stories over the whole crate.

mod reference;

//! What contacts say is wrong in their own data.
//!
//! It is a proposal that the team accepts or refuses, or written at once, as the company chooses. What Dolibarr wrote is only ever proposed: it is put right in Dolibarr.

mod form;
pub mod office;
pub mod pages;
pub(super) mod queries;

//! Local partners.
//!
//! A visitor says where they are, sees who the partner there is, ticks a box, and one mail goes to
//! that partner. Nothing of it is stored; the proof of the agreement is in the mail itself.
//!
//! The partners are those of the operator's file (`--partners-file`); without one the page says so.
//!
//! Also touched by this feature: `hootis_policy::processors::Partner`, `router.rs`.

mod form;
pub mod pages;
mod places;
#[cfg(test)]
mod tests;

pub use form::RequestForm;
pub use pages::create;

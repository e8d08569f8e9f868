//! The only doors: extractors that prove who asks and what they may, and hand over just what they may reach.
//!
//! A handler that takes a [`BackOffice`] has the database of one space and no way to name another; one
//! that takes an [`AccountUser`] or an [`OperatorUser`] has the platform. Strangers get 404, people who are not signed in are
//! sent to sign in.

mod account;
pub mod credentials;
pub mod desk;
pub mod factors;
mod job;
pub mod office;
mod operator;
mod pages;
pub mod portal;
mod program;
mod rights;
#[cfg(test)]
mod tests;

pub use account::{AccountUser, Visitor};
pub use job::JobContext;
pub use office::{BackOffice, MemberSession, SpaceGate, Standing};
pub use operator::OperatorUser;
pub use portal::Portal;
pub use program::{AnyKey, Demands, Program};
pub use rights::{Requires, may};

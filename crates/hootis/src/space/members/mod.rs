//! Members: the company's employees. Some sign in, with a role.
//!
//! `state`: active (signs in), invited (has a link to choose a password), listed (came from Dolibarr,
//! does not sign in), deactivated. Whoever changes what another may do does it under one lock
//! (`team::Act`), so that a space is never left without an owner nor over its plan.

pub mod access;
pub mod factor;
pub mod hire;
pub mod invitation;
mod letter;
mod member;
pub mod pages;
pub mod photo;
mod queries;
pub mod role;
mod team;

#[cfg(test)]
mod tests;

pub use member::{Member, MemberState};
pub use queries::{
    Choice, Profile, account_of, count_people, end_other_sessions, find_password_hash, get, list_choices, list_found, owner_of_account, owner_rows,
    put_photo, update_look, update_own_password, update_profile,
};

/// The word for members in the search index, in changes and in tags.
pub const KIND: &str = "member";

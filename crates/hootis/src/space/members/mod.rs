//! Members: the company's employees. Some sign in, with a role.
//!
//! `state`: active (signs in), invited (has a link to choose a password), listed (came from Dolibarr,
//! does not sign in), deactivated.

mod links;
mod queries;

pub use links::{LinkKind, find_link, make_link, use_link};
pub use queries::{Credentials, find_credentials, owner_of_account, owner_rows, update_password};

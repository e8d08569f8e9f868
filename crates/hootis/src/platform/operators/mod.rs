//! Operators: the people who run Hootis, and their settings.
//!
//! They are no accounts: `hootis operator create` makes them, a mailed link of one use chooses the password,
//! and `hootis operator deactivate` takes the access away at once. They sign in by a door of their own
//! (`access::credentials`).

mod queries;
pub mod sessions;
pub mod settings;
#[cfg(test)]
mod tests;

use hootis_space::{DbError, FromRow, Row};
use uuid::Uuid;

pub use queries::{create, deactivate, find_active, find_by_email, list, update_password};

use crate::web::i18n::Lang;
use crate::web::page::Theme;
use crate::web::person::Email;

/// An operator.
#[derive(Clone)]
pub struct Operator {
    pub id: Uuid,
    pub email: String,
    pub name: String,
    /// None until a password was chosen.
    pub password_hash: Option<String>,
    pub is_active: bool,
    pub lang: Lang,
    pub theme: Theme,
    pub created_at: i64,
}

impl FromRow for Operator {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            email: row.take()?,
            name: row.take()?,
            password_hash: row.take()?,
            // A state of a newer version opens nothing.
            is_active: row.take::<String>()? == ACTIVE,
            lang: Lang::from_code(&row.take::<String>()?).unwrap_or_default(),
            theme: Theme::from_code(&row.take::<String>()?),
            created_at: row.take()?,
        })
    }
}

/// May sign in.
const ACTIVE: &str = "active";
/// May not sign in any more.
const DEACTIVATED: &str = "deactivated";

/// What an operator is made of.
pub struct NewOperator {
    pub email: Email,
    pub name: String,
    pub lang: Lang,
}

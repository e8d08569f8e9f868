//! The row of a sign-up.

use hootis_space::{DbError, FromRow, Row};
use uuid::Uuid;

use crate::web::i18n::Lang;

/// A company that asked for a space.
#[derive(Clone)]
pub(super) struct Signup {
    pub id: Uuid,
    pub email: String,
    pub name: String,
    pub company: String,
    pub activity: Option<String>,
    pub slug: String,
    pub password_hash: String,
    pub lang: Lang,
    /// When the person asked for news, if they did.
    pub marketing_at: Option<i64>,
}

pub(super) const COLUMNS: &str = "SELECT id, email, name, company, activity, slug, password_hash, lang, marketing_at FROM signup";

impl FromRow for Signup {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            email: row.take()?,
            name: row.take()?,
            company: row.take()?,
            activity: row.take()?,
            slug: row.take()?,
            password_hash: row.take()?,
            lang: Lang::from_code(&row.take::<String>()?).unwrap_or_default(),
            marketing_at: row.take()?,
        })
    }
}

/// The two secrets that a confirmation mail carries.
pub(super) struct Secrets {
    /// For the link: 256 bits.
    pub link: [u8; 32],
    /// Six digits, for those who read their mail on another device.
    pub code: String,
}

impl Secrets {
    /// Makes new ones.
    #[must_use]
    pub(super) fn generate() -> Self {
        let link = hootis_vault::random_token();
        let noise = hootis_vault::random_token();
        // 64 random bits modulo a million: the bias is of the order of 10^-13.
        let number = u64::from_le_bytes(noise[..8].try_into().unwrap_or_default()) % 1_000_000;
        Self { link, code: format!("{number:06}") }
    }
}

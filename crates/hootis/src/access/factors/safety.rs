//! How safe somebody's way in is, in a few lines: for the first page of the console.

use hootis_space::Conn;
use uuid::Uuid;

use super::{passkeys, queries};
use crate::error::Result;

/// What protects somebody beside their password.
pub struct Safety {
    /// Since when there is an authenticator application.
    pub application_since: Option<i64>,
    /// What they call their passkeys, the oldest first.
    pub passkeys: Vec<String>,
    /// Recovery codes that were not used yet.
    pub codes: i64,
}

impl Safety {
    /// What there is.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn of(conn: &impl Conn, holder: Uuid) -> Result<Self> {
        Ok(Self {
            application_since: queries::find_application(conn, holder).await?.map(|application| application.created_at),
            passkeys: passkeys::queries::list(conn, holder).await?.into_iter().map(|key| key.label).collect(),
            codes: queries::count_codes(conn, holder).await?,
        })
    }

    /// Whether there is a second factor.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.application_since.is_some() || !self.passkeys.is_empty()
    }
}

//! Reads and writes of the member table.

use hootis_policy::permissions::Role;
use hootis_space::{Conn, DbError, FromRow, Row, Statement, Tx, args};
use uuid::Uuid;

use crate::clock::Now;
use crate::error::Result;
use crate::web::i18n::Lang;
use crate::web::person::{Email, sort_key};

/// The first rows of a new space: its name, and its owner.
#[must_use]
pub fn owner_rows(now: Now, account: Uuid, name: &str, email: &str, lang: Lang, company: &str) -> Vec<Statement> {
    vec![
        Statement { sql: "INSERT INTO setting (name, value, created_at, updated_at) VALUES ('company', $1, $2, $2)", args: args![company, now] },
        Statement {
            sql: "INSERT INTO member (id, account_id, name, name_key, email, email_key, role, state, lang, theme, version, created_at, updated_at)
                  VALUES ($1, $2, $3, $4, $5, $6, $7, 'active', $8, 'auto', 1, $9, $9)",
            args: args![Uuid::now_v7(), account, name, sort_key(name), email, email.to_lowercase(), Role::Owner.as_str(), lang.code(), now],
        },
    ]
}

/// The owner's row of an account.
///
/// # Errors
/// When the database refuses.
pub async fn owner_of_account(conn: &impl Conn, account: Uuid) -> Result<Option<Uuid>> {
    Ok(conn.find("SELECT id FROM member WHERE account_id = $1 AND state = 'active'", args![account]).await?)
}

/// What a member signs in with.
pub struct Credentials {
    pub id: Uuid,
    pub name: String,
    pub email: String,
    pub lang: Lang,
    /// None for an owner who only ever enters from the console, and while an invitation is open.
    pub password_hash: Option<String>,
}

impl FromRow for Credentials {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            name: row.take()?,
            email: row.take()?,
            lang: Lang::from_code(&row.take::<String>()?).unwrap_or_default(),
            password_hash: row.take()?,
        })
    }
}

/// The active member of an address.
///
/// # Errors
/// When the database refuses.
pub async fn find_credentials(conn: &impl Conn, email: &Email) -> Result<Option<Credentials>> {
    let sql = "SELECT id, name, email, lang, password_hash FROM member WHERE email_key = $1 AND state = 'active'";
    Ok(conn.find(sql, args![&email.key]).await?)
}

/// Sets a member's password, lets them in if they were invited, and ends their sessions.
///
/// # Errors
/// When the database refuses.
pub async fn update_password(tx: &Tx, now: Now, id: Uuid, hash: &str) -> Result<()> {
    tx.execute(
        "UPDATE member SET password_hash = $2, state = 'active', updated_at = $3, version = version + 1 WHERE id = $1 AND state IN ('active', 'invited')",
        args![id, hash, now],
    )
    .await?;
    tx.execute("DELETE FROM member_session WHERE member_id = $1", args![id]).await?;
    Ok(())
}

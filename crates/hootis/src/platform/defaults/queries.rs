//! Reads and writes of browsers that fill in.

use hootis_policy::retention;
use hootis_space::{Conn, DbError, FromRow, Row, args};
use uuid::Uuid;

use crate::clock::Now;
use crate::error::Result;

/// What is filled in for an account.
pub(super) struct Kept {
    pub account: Uuid,
    pub name: String,
    pub email: String,
    /// Of its first space; empty when it has none.
    pub company: String,
}

impl FromRow for Kept {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self { account: row.take()?, name: row.take()?, email: row.take()?, company: row.take::<Option<String>>()?.unwrap_or_default() })
    }
}

/// Whom a browser fills in for.
pub(super) async fn find(conn: &impl Conn, now: Now, token: &[u8]) -> Result<Option<Kept>> {
    let sql = "SELECT a.id, a.name, a.email,
                 (SELECT s.company FROM space s WHERE s.account_id = a.id AND s.state NOT IN ('pending', 'destroyed') ORDER BY s.created_at, s.id LIMIT 1)
               FROM form_default f JOIN account a ON a.id = f.account_id WHERE f.token_hash = $1 AND f.created_at > $2";
    Ok(conn.find(sql, args![hootis_vault::digest(token).to_vec(), now.before(retention::FORM_DEFAULT)]).await?)
}

/// Lets a browser fill in for an account.
pub(super) async fn insert(conn: &impl Conn, now: Now, account: Uuid, token: &[u8]) -> Result<()> {
    let sql = "INSERT INTO form_default (token_hash, account_id, created_at) VALUES ($1, $2, $3)";
    conn.execute(sql, args![hootis_vault::digest(token).to_vec(), account, now]).await?;
    Ok(())
}

/// It does not any more.
pub(super) async fn delete(conn: &impl Conn, token: &[u8]) -> Result<()> {
    conn.execute("DELETE FROM form_default WHERE token_hash = $1", args![hootis_vault::digest(token).to_vec()]).await?;
    Ok(())
}

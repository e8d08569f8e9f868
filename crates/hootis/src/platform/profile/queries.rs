//! Reads and writes of changes of address.

use hootis_policy::retention;
use hootis_space::{Conn, DbError, FromRow, Row, args};
use uuid::Uuid;

use crate::clock::Now;
use crate::error::Result;
use crate::web::person::Email;

/// A change of address that waits.
pub struct Change {
    pub account_id: Uuid,
    /// The new address.
    pub email: String,
    pub old_confirmed_at: Option<i64>,
    pub new_confirmed_at: Option<i64>,
    pub expires_at: i64,
}

impl FromRow for Change {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            account_id: row.take()?,
            email: row.take()?,
            old_confirmed_at: row.take()?,
            new_confirmed_at: row.take()?,
            expires_at: row.take()?,
        })
    }
}

const COLUMNS: &str = "SELECT account_id, email, old_confirmed_at, new_confirmed_at, expires_at FROM email_change";

/// Which of the two mailboxes a link went to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Side {
    Old,
    New,
}

/// The change that an account waits for, if it has not expired.
///
/// # Errors
/// When the database refuses.
pub async fn find_change(conn: &impl Conn, now: Now, account: Uuid) -> Result<Option<Change>> {
    Ok(conn.find(&format!("{COLUMNS} WHERE account_id = $1 AND expires_at > $2"), args![account, now]).await?)
}

/// The change that a link is for, and the mailbox that it went to.
pub(super) async fn find_by_link(conn: &impl Conn, now: Now, token: &[u8]) -> Result<Option<(Change, Side)>> {
    let hash = hootis_vault::digest(token).to_vec();
    for (column, side) in [("old_link_hash", Side::Old), ("new_link_hash", Side::New)] {
        let found: Option<Change> = conn.find(&format!("{COLUMNS} WHERE {column} = $1 AND expires_at > $2"), args![hash.clone(), now]).await?;
        if let Some(change) = found {
            return Ok(Some((change, side)));
        }
    }
    Ok(None)
}

/// Asks for another address. What was asked before is void, its links with it.
pub(super) async fn insert(conn: &impl Conn, now: Now, account: Uuid, email: &Email, old: &[u8], new: &[u8]) -> Result<()> {
    delete(conn, account).await?;
    let hash = |token: &[u8]| hootis_vault::digest(token).to_vec();
    conn.execute(
        "INSERT INTO email_change (account_id, email, email_key, old_link_hash, new_link_hash, expires_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![account, &email.text, &email.key, hash(old), hash(new), now.after(retention::EMAIL_CHANGE), now],
    )
    .await?;
    Ok(())
}

/// The mailbox that a link went to agrees; the change as it is then. Who agrees second sees what the first said. None when
/// it is gone: a link proves the mailbox of its own change, never of another that replaced it in the same instant.
pub(super) async fn confirm(conn: &impl Conn, now: Now, token: &[u8], side: Side) -> Result<Option<Change>> {
    let (column, link) = match side {
        Side::Old => ("old_confirmed_at", "old_link_hash"),
        Side::New => ("new_confirmed_at", "new_link_hash"),
    };
    let sql = format!(
        "UPDATE email_change SET {column} = COALESCE({column}, $2) WHERE {link} = $1 AND expires_at > $2
         RETURNING account_id, email, old_confirmed_at, new_confirmed_at, expires_at"
    );
    Ok(conn.find(&sql, args![hootis_vault::digest(token).to_vec(), now]).await?)
}

/// Forgets a change; false when there was none.
pub(super) async fn delete(conn: &impl Conn, account: Uuid) -> Result<bool> {
    Ok(conn.execute("DELETE FROM email_change WHERE account_id = $1", args![account]).await? == 1)
}

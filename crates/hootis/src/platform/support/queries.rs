//! Reads and writes of grants.

use hootis_policy::api::Access;
use hootis_policy::limits;
use hootis_space::{Conn, DbError, FromRow, Row, args};
use uuid::Uuid;

use super::grant::Grant;
use crate::clock::Now;
use crate::error::Result;

/// Grants and requests that one page shows.
const MOST: i64 = 200;

const COLUMNS: &str = "SELECT g.id, g.space_id, g.access, g.reason, g.asked_at, g.granted_at, g.ended_at, g.expires_at, s.company, o.name
  FROM support_grant g JOIN space s ON s.id = g.space_id LEFT JOIN operator o ON o.id = g.operator_id";

/// The grants and requests of an account, the newest first.
pub(super) async fn list_of_account(conn: &impl Conn, account: Uuid) -> Result<Vec<Grant>> {
    Ok(conn.list(&format!("{COLUMNS} WHERE g.account_id = $1 ORDER BY g.created_at DESC, g.id DESC LIMIT $2"), args![account, MOST]).await?)
}

/// Those of everybody that wait or are in force, for operators.
pub(super) async fn list_open(conn: &impl Conn, now: Now) -> Result<Vec<Grant>> {
    let sql = format!("{COLUMNS} WHERE g.ended_at IS NULL AND g.expires_at > $1 ORDER BY g.created_at DESC, g.id DESC LIMIT $2");
    Ok(conn.list(&sql, args![now, MOST]).await?)
}

/// A grant that is in force.
pub struct InForce {
    pub id: Uuid,
    pub company: String,
    pub expires_at: i64,
}

impl FromRow for InForce {
    fn from_row(row: &mut Row) -> std::result::Result<Self, DbError> {
        Ok(Self { id: row.take()?, company: row.take()?, expires_at: row.take()? })
    }
}

/// Those of an account that are in force, the first to end first.
///
/// # Errors
/// When the database refuses.
pub async fn list_in_force(conn: &impl Conn, now: Now, account: Uuid) -> Result<Vec<InForce>> {
    let sql = "SELECT g.id, s.company, g.expires_at FROM support_grant g JOIN space s ON s.id = g.space_id
               WHERE g.account_id = $1 AND g.granted_at IS NOT NULL AND g.ended_at IS NULL AND g.expires_at > $2 ORDER BY g.expires_at, g.id LIMIT $3";
    Ok(conn.list(sql, args![account, now, MOST]).await?)
}

/// One of an account.
pub(super) async fn find(conn: &impl Conn, account: Uuid, id: Uuid) -> Result<Option<Grant>> {
    Ok(conn.find(&format!("{COLUMNS} WHERE g.id = $1 AND g.account_id = $2"), args![id, account]).await?)
}

/// What a grant or a request is made of.
pub(super) struct New {
    pub id: Uuid,
    pub account: Uuid,
    pub space: Uuid,
    pub access: Access,
    pub reason: String,
}

/// Grants it, unasked.
pub(super) async fn grant(conn: &impl Conn, now: Now, new: &New, until: i64) -> Result<()> {
    let sql = "INSERT INTO support_grant (id, account_id, space_id, access, reason, granted_at, expires_at, created_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $6)";
    conn.execute(sql, args![new.id, new.account, new.space, new.access.as_str(), &new.reason, now, until]).await?;
    Ok(())
}

/// Asks for it. False when this operator already waits for an answer about the space.
pub(super) async fn ask(conn: &impl Conn, now: Now, new: &New, operator: Uuid) -> Result<bool> {
    let sql = "INSERT INTO support_grant (id, account_id, space_id, operator_id, access, reason, asked_at, expires_at, created_at)
               SELECT $1, s.account_id, s.id, $3, $4, $5, $6, $7, $6 FROM space s WHERE s.id = $2 AND NOT EXISTS
                 (SELECT 1 FROM support_grant g WHERE g.space_id = $2 AND g.operator_id = $3 AND g.granted_at IS NULL AND g.ended_at IS NULL AND g.expires_at > $6)";
    let args = args![new.id, new.space, operator, new.access.as_str(), &new.reason, now, now.after(limits::SUPPORT_WAITS)];
    Ok(conn.execute(sql, args).await? == 1)
}

/// Says yes to a request that still waits, until an instant; false when it does not wait any more.
pub(super) async fn accept(conn: &impl Conn, now: Now, account: Uuid, id: Uuid, until: i64) -> Result<bool> {
    let sql = "UPDATE support_grant SET granted_at = $3, expires_at = $4
               WHERE id = $1 AND account_id = $2 AND granted_at IS NULL AND ended_at IS NULL AND expires_at > $3";
    Ok(conn.execute(sql, args![id, account, now, until]).await? == 1)
}

/// Ends a grant, or says no to a request; false when it was over already.
pub(super) async fn end(conn: &impl Conn, now: Now, account: Uuid, id: Uuid) -> Result<bool> {
    let sql = "UPDATE support_grant SET ended_at = $3, expires_at = $3 WHERE id = $1 AND account_id = $2 AND ended_at IS NULL AND expires_at > $3";
    Ok(conn.execute(sql, args![id, account, now]).await? == 1)
}

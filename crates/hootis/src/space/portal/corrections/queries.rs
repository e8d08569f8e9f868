//! The rows of corrections.

use hootis_space::{Conn, DbError, FromRow, Row, Tx, args};
use uuid::Uuid;

use super::super::erasure::queries::due;
use crate::access::portal::PortalScope;
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::space::changes::FieldChange;

/// A correction.
pub(in super::super) struct Correction {
    pub(in super::super) id: Uuid,
    pub(in super::super) contact: Uuid,
    pub(in super::super) fields: Vec<FieldChange>,
    pub(in super::super) state: String,
    pub(in super::super) answer: Option<String>,
    pub(in super::super) created_at: i64,
    /// Until when the law wants an answer.
    pub(in super::super) due_at: i64,
}

const COLUMNS: &str = "SELECT r.id, r.contact_id, r.fields, r.state, r.answer, r.created_at, r.due_at FROM contact_correction r";

impl FromRow for Correction {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            contact: row.take()?,
            fields: serde_json::from_str(&row.take::<String>()?).unwrap_or_default(),
            state: row.take()?,
            answer: row.take()?,
            created_at: row.take()?,
            due_at: row.take()?,
        })
    }
}

/// The contact's own, the newest first.
pub(in super::super) async fn list_own(conn: &impl Conn, scope: &PortalScope, most: i64) -> Result<Vec<Correction>> {
    let sql = format!("{COLUMNS} WHERE r.contact_id = $1 ORDER BY r.created_at DESC, r.id DESC LIMIT $2");
    Ok(conn.list(&sql, args![scope.contact(), most]).await?)
}

/// Those that wait, the oldest first.
pub(in super::super) async fn list_pending(conn: &impl Conn, most: i64) -> Result<Vec<Correction>> {
    let sql = format!("{COLUMNS} WHERE r.state = 'pending' ORDER BY r.due_at, r.id LIMIT $1");
    Ok(conn.list(&sql, args![most]).await?)
}

/// One, whatever became of it, or 404.
pub(in super::super) async fn get(conn: &impl Conn, id: Uuid) -> Result<Correction> {
    Ok(conn.get(&format!("{COLUMNS} WHERE r.id = $1"), args![id]).await?)
}

/// Writes a proposal down, in the place of one that waits, whose time goes on: until when it is to be answered, and whether none waited.
pub(in super::super) async fn insert(tx: &Tx, now: Now, contact: Uuid, fields: &[FieldChange]) -> Result<(Now, bool)> {
    let sql = "DELETE FROM contact_correction WHERE contact_id = $1 AND state = 'pending' RETURNING due_at";
    let before: Option<i64> = tx.list(sql, args![contact]).await?.pop();
    let due = before.map_or_else(|| due(now), Now);
    let fields = serde_json::to_string(fields).map_err(Error::internal)?;
    let sql = "INSERT INTO contact_correction (id, contact_id, fields, state, created_at, due_at) VALUES ($1, $2, $3, 'pending', $4, $5) ON CONFLICT DO NOTHING";
    tx.execute(sql, args![Uuid::now_v7(), contact, fields, now, due]).await?;
    Ok((due, before.is_none()))
}

/// Answers one that waits. False: somebody was quicker.
pub(in super::super) async fn answer(tx: &Tx, now: Now, id: Uuid, accepted: bool, answer: Option<String>, member: Uuid) -> Result<bool> {
    let sql = "UPDATE contact_correction SET state = $2, answer = $3, answered_by = $4, answered_at = $5 WHERE id = $1 AND state = 'pending'";
    let state = if accepted { "accepted" } else { "refused" };
    Ok(tx.execute(sql, args![id, state, answer, member, now]).await? == 1)
}

/// The contact takes back what waits.
pub(in super::super) async fn delete_pending(conn: &impl Conn, scope: &PortalScope) -> Result<()> {
    conn.execute("DELETE FROM contact_correction WHERE contact_id = $1 AND state = 'pending'", args![scope.contact()]).await?;
    Ok(())
}

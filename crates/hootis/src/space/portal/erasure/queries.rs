//! The rows of requests.

use hootis_policy::deadlines;
use hootis_space::{Conn, DbError, FromRow, Row, Tx, args};
use uuid::Uuid;

use crate::access::portal::PortalScope;
use crate::clock::Now;
use crate::error::Result;

/// A request.
pub(in super::super) struct Request {
    pub(in super::super) id: Uuid,
    pub(in super::super) contact: Uuid,
    pub(in super::super) reason: Option<String>,
    pub(in super::super) state: String,
    pub(in super::super) due_at: i64,
    pub(in super::super) answer: Option<String>,
    pub(in super::super) answered_at: Option<i64>,
    pub(in super::super) created_at: i64,
}

const COLUMNS: &str = "SELECT r.id, r.contact_id, r.reason, r.state, r.due_at, r.answer, r.answered_at, r.created_at FROM contact_erasure r";

impl FromRow for Request {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            contact: row.take()?,
            reason: row.take()?,
            state: row.take()?,
            due_at: row.take()?,
            answer: row.take()?,
            answered_at: row.take()?,
            created_at: row.take()?,
        })
    }
}

/// The contact's last one.
pub(in super::super) async fn find_own(conn: &impl Conn, scope: &PortalScope) -> Result<Option<Request>> {
    let sql = format!("{COLUMNS} WHERE r.contact_id = $1 AND r.state <> 'withdrawn' ORDER BY r.created_at DESC, r.id DESC LIMIT 1");
    Ok(conn.find(&sql, args![scope.contact()]).await?)
}

/// Those that wait, the most urgent first.
pub(in super::super) async fn list_pending(conn: &impl Conn, most: i64) -> Result<Vec<Request>> {
    Ok(conn.list(&format!("{COLUMNS} WHERE r.state = 'pending' ORDER BY r.due_at, r.id LIMIT $1"), args![most]).await?)
}

/// One that waits, or 404.
pub(in super::super) async fn get_pending(conn: &impl Conn, id: Uuid) -> Result<Request> {
    Ok(conn.get(&format!("{COLUMNS} WHERE r.id = $1 AND r.state = 'pending'"), args![id]).await?)
}

/// Writes one down, and when its answer is due. None: one waits already.
pub(in super::super) async fn insert(tx: &Tx, now: Now, scope: &PortalScope, reason: Option<String>) -> Result<Option<Now>> {
    let due = now.after(deadlines::ANSWER);
    let waiting: i64 = tx.get("SELECT COUNT(*) FROM contact_erasure WHERE contact_id = $1 AND state = 'pending'", args![scope.contact()]).await?;
    if waiting > 0 {
        return Ok(None);
    }
    let sql = "INSERT INTO contact_erasure (id, contact_id, reason, state, due_at, created_at) VALUES ($1, $2, $3, 'pending', $4, $5)";
    tx.execute(sql, args![Uuid::now_v7(), scope.contact(), reason, due, now]).await?;
    Ok(Some(due))
}

/// The contact takes it back. False: it was answered, or there was none.
pub(in super::super) async fn withdraw(conn: &impl Conn, now: Now, scope: &PortalScope) -> Result<bool> {
    let sql = "UPDATE contact_erasure SET state = 'withdrawn', answered_at = $2 WHERE contact_id = $1 AND state = 'pending'";
    Ok(conn.execute(sql, args![scope.contact(), now]).await? == 1)
}

/// Says no. False: somebody was quicker.
pub(in super::super) async fn refuse(tx: &Tx, now: Now, id: Uuid, answer: &str, member: Uuid) -> Result<bool> {
    let sql = "UPDATE contact_erasure SET state = 'refused', answer = $2, answered_by = $3, answered_at = $4 WHERE id = $1 AND state = 'pending'";
    Ok(tx.execute(sql, args![id, answer, member, now]).await? == 1)
}

/// Whom a request is told to: those who may erase. Address, language and name.
pub(in super::super) async fn list_told(conn: &impl Conn) -> Result<Vec<(String, String, String)>> {
    let sql = "SELECT email, lang, name FROM member WHERE state = 'active' AND role IN ('owner', 'administrator') AND email IS NOT NULL
               ORDER BY name_key, id LIMIT 50";
    Ok(conn.list(sql, args![]).await?)
}

//! The rows of requests.

use hootis_policy::deadlines;
use hootis_policy::permissions::{Right, Role, may};
use hootis_space::{Conn, DbError, FromRow, Row, Tx, args};
use uuid::Uuid;

use crate::access::portal::PortalScope;
use crate::clock::Now;
use crate::error::Result;
use crate::web::format;

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

/// One, whatever became of it, or 404.
pub(in super::super) async fn get(conn: &impl Conn, id: Uuid) -> Result<Request> {
    Ok(conn.get(&format!("{COLUMNS} WHERE r.id = $1"), args![id]).await?)
}

/// Writes one down, and when its answer is due. None: one waits already.
pub(in super::super) async fn insert(tx: &Tx, now: Now, scope: &PortalScope, reason: Option<String>) -> Result<Option<Now>> {
    let due = due(now);
    let sql = "INSERT INTO contact_erasure (id, contact_id, reason, state, due_at, created_at) VALUES ($1, $2, $3, 'pending', $4, $5)
               ON CONFLICT DO NOTHING";
    let is_new = tx.execute(sql, args![Uuid::now_v7(), scope.contact(), reason, due, now]).await? == 1;
    Ok(is_new.then_some(due))
}

/// Until when a request is answered: the end of the same day of the next month, in Paris (GDPR, article 12; regulation 1182/71).
pub(in super::super) fn due(now: Now) -> Now {
    end_of_day(now.0, deadlines::ANSWER_MONTHS)
}

fn end_of_day(from: i64, months: i32) -> Now {
    let day = format::day(format::months_later(from, months));
    Now(format::day_end(&day).map_or(i64::MAX, |end| end - 1))
}

/// Takes longer, and why: until when. None when it was said before, or is too late to be said.
pub(in super::super) async fn extend(tx: &Tx, now: Now, request: &Request, reason: &str) -> Result<Option<Now>> {
    let due = end_of_day(request.created_at, deadlines::ANSWER_MONTHS + deadlines::ANSWER_EXTENSION_MONTHS);
    // While it waits, the answer is why it takes longer.
    let sql = "UPDATE contact_erasure SET due_at = $2, answer = $3 WHERE id = $1 AND state = 'pending' AND answer IS NULL AND due_at >= $4";
    Ok((tx.execute(sql, args![request.id, due, reason, now]).await? == 1).then_some(due))
}

/// Says yes, in the transaction that erases. False: it was taken back, or answered.
pub(in super::super) async fn grant(tx: &Tx, now: Now, id: Uuid) -> Result<bool> {
    let sql = "UPDATE contact_erasure SET state = 'granted', answered_at = $2 WHERE id = $1 AND state = 'pending'";
    Ok(tx.execute(sql, args![id, now]).await? == 1)
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

/// Whom a request is told to: those who may do what it asks for, or who has this contact to themselves. Address, language and name.
pub(in super::super) async fn list_told(conn: &impl Conn, scope: &PortalScope, right: Right) -> Result<Vec<(String, String, String)>> {
    let roles: Vec<String> = Role::ALL.into_iter().filter(|role| may(*role, right)).map(|role| format!("'{}'", role.as_str())).collect();
    let sql = format!(
        "SELECT m.email, m.lang, m.name FROM member m JOIN contact c ON c.id = $1
         WHERE m.state = 'active' AND m.email IS NOT NULL
         AND CASE WHEN c.private_to IS NULL THEN m.role IN ({}) ELSE m.id = c.private_to END
         ORDER BY m.name_key, m.id LIMIT 50",
        roles.join(", ")
    );
    Ok(conn.list(&sql, args![scope.contact()]).await?)
}

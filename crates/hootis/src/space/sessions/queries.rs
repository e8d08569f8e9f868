//! Reads and writes of a member's own sessions.

use hootis_policy::retention;
use hootis_space::{Conn, args};
use uuid::Uuid;

use crate::clock::Now;
use crate::error::Result;

/// Hash, browser, beginning and last use of a session.
pub(super) type Kept = (Vec<u8>, String, (i64, i64));

/// A member's sessions that are alive, the one used last first.
pub(super) async fn list(conn: &impl Conn, now: Now, member: Uuid) -> Result<Vec<Kept>> {
    let sql = "SELECT token_hash, agent, created_at, last_used_at FROM member_session WHERE member_id = $1 AND last_used_at > $2 AND created_at > $3
               ORDER BY last_used_at DESC, created_at DESC";
    Ok(conn.list(sql, args![member, now.before(retention::OFFICE_SESSION_IDLE), now.before(retention::OFFICE_SESSION)]).await?)
}

/// Ends one of them.
pub(super) async fn delete(conn: &impl Conn, member: Uuid, hash: &[u8]) -> Result<u64> {
    Ok(conn.execute("DELETE FROM member_session WHERE member_id = $1 AND token_hash = $2", args![member, hash]).await?)
}

/// Ends all of them but one.
pub(super) async fn delete_others(conn: &impl Conn, member: Uuid, kept: &[u8]) -> Result<u64> {
    Ok(conn.execute("DELETE FROM member_session WHERE member_id = $1 AND token_hash <> $2", args![member, kept]).await?)
}

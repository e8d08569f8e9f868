//! The setting as a row.

use hootis_policy::applications::Off;
use hootis_space::{Conn, Tx, args};

use crate::clock::Now;
use crate::error::Result;

/// The applications that are off: what a job looks at, which no session stands behind.
///
/// # Errors
/// When the database refuses.
pub async fn off(conn: &impl Conn) -> Result<Off> {
    let words: Option<String> = conn.find("SELECT value FROM setting WHERE name = 'applications_off'", args![]).await?;
    Ok(Off::parse(&words.unwrap_or_default()))
}

/// Writes which are off.
pub(super) async fn put(tx: &Tx, now: Now, off: Off) -> Result<()> {
    let sql = "INSERT INTO setting (name, value, created_at, updated_at) VALUES ('applications_off', $1, $2, $2)
               ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at";
    tx.execute(sql, args![off.words(), now]).await?;
    Ok(())
}

/// How much is kept: conversations, files, and whether an import is under way.
pub(super) async fn kept(conn: &impl Conn) -> Result<(i64, i64, bool)> {
    let sql = "SELECT (SELECT COUNT(*) FROM conversation), (SELECT COUNT(*) FROM media),
                 EXISTS (SELECT 1 FROM import_run WHERE state IN ('queued', 'running', 'undoing'))";
    Ok(conn.get(sql, args![]).await?)
}

//! The order of everything that is said in a space.

use hootis_space::{Conn, Tx, args};

use crate::clock::Now;
use crate::error::Result;

/// The next position, for what this transaction writes.
///
/// About the time in milliseconds, and never one that was there before,
/// whatever the machine's clock does; others who write wait until this transaction ends.
///
/// # Errors
/// When the database refuses.
pub(in crate::space) async fn tick(tx: &Tx, now: Now) -> Result<i64> {
    let sql = "UPDATE talk_clock SET position = CASE WHEN position < $1 THEN $1 ELSE position + 1 END WHERE name = 'talk' RETURNING position";
    Ok(tx.get(sql, args![now]).await?)
}

/// Up to where something was said.
///
/// # Errors
/// When the database refuses.
pub async fn position(conn: &impl Conn) -> Result<i64> {
    Ok(conn.get("SELECT position FROM talk_clock WHERE name = 'talk'", args![]).await?)
}

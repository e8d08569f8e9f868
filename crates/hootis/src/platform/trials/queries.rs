//! Reads and writes of traces.

use hootis_space::{Conn, args};
use uuid::Uuid;

use crate::clock::Now;
use crate::error::Result;

/// How many trials were opened from a browser since an instant, and when the first of them was.
pub(super) async fn of_browser(conn: &impl Conn, browser: &[u8], since: Now) -> Result<(i64, Option<i64>)> {
    Ok(conn.get("SELECT COUNT(*), MIN(created_at) FROM trial_trace WHERE browser_hash = $1 AND created_at > $2", args![browser, since]).await?)
}

/// The same from an address.
pub(super) async fn of_address(conn: &impl Conn, address: &str, since: Now) -> Result<(i64, Option<i64>)> {
    Ok(conn.get("SELECT COUNT(*), MIN(created_at) FROM trial_trace WHERE address = $1 AND created_at > $2", args![address, since]).await?)
}

/// Notes that a trial is opened.
pub(super) async fn insert(conn: &impl Conn, now: Now, browser: &[u8], address: &str) -> Result<()> {
    let sql = "INSERT INTO trial_trace (id, browser_hash, address, created_at) VALUES ($1, $2, $3, $4)";
    conn.execute(sql, args![Uuid::now_v7(), browser, address, now]).await?;
    Ok(())
}

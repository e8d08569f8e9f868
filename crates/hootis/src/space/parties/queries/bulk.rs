//! Many parties at once.

use hootis_space::{Conn, Value, args};
use uuid::Uuid;

use super::places;
use crate::clock::Now;
use crate::error::Result;

/// Those of `ids` that there are.
///
/// # Errors
/// When the database refuses.
pub(in super::super) async fn existing(conn: &impl Conn, ids: &[Uuid]) -> Result<Vec<Uuid>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut args = Vec::with_capacity(ids.len());
    let list = places(ids, &mut args);
    Ok(conn.list(&format!("SELECT id FROM party WHERE id IN ({list})"), args).await?)
}

/// Archives parties, or brings them back. Returns those that changed.
///
/// # Errors
/// When the database refuses.
pub(in super::super) async fn set_archived(conn: &impl Conn, now: Now, ids: &[Uuid], archived: bool) -> Result<Vec<Uuid>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut args = args![if archived { Value::from(now) } else { Value::Null }, now];
    let list = places(ids, &mut args);
    let other = if archived { "IS NULL" } else { "IS NOT NULL" };
    let sql = format!(
        "UPDATE party SET archived_at = $1, updated_at = $2, version = version + 1 WHERE id IN ({list}) AND archived_at {other} RETURNING id"
    );
    Ok(conn.list(&sql, args).await?)
}

//! Where the keys of spaces rest, and what is sealed under them.

use hootis_space::{Conn, DbError, args};
use uuid::Uuid;

use super::rotation::Sealed;
use crate::error::Result;

/// The table of spaces.
pub(super) const TABLE: &str = "space";

/// Its columns that hold a wrapped key.
pub(super) const WRAPPED: [&str; 2] = ["wrapped_key", "previous_key"];

/// Rows that are looked at in one go.
const PAGE: i64 = 500;

/// The key of a space and, while it is being changed, the one before, as they are kept.
///
/// # Errors
/// [`DbError::NotFound`] when it was destroyed, with its key.
pub async fn wrapped_keys(conn: &impl Conn, id: Uuid) -> Result<(Vec<u8>, Option<Vec<u8>>), DbError> {
    conn.get("SELECT wrapped_key, previous_key FROM space WHERE id = $1 AND wrapped_key IS NOT NULL", args![id]).await
}

/// The spaces whose change of key was cut off or is under way, and have two.
///
/// # Errors
/// When the database refuses.
pub async fn list_half_changed(conn: &impl Conn) -> Result<Vec<Uuid>> {
    Ok(conn.list("SELECT id FROM space WHERE previous_key IS NOT NULL ORDER BY id", args![]).await?)
}

/// Puts a new key beside the one of a space, unless it has two already.
pub(super) async fn update_key(conn: &impl Conn, id: Uuid, wrapped: Vec<u8>) -> Result<()> {
    let sql = "UPDATE space SET previous_key = wrapped_key, wrapped_key = $2
               WHERE id = $1 AND previous_key IS NULL AND wrapped_key IS NOT NULL AND state NOT IN ('pending', 'destroyed')";
    conn.execute(sql, args![id, wrapped]).await?;
    Ok(())
}

/// Forgets the key before.
pub(super) async fn delete_previous_key(conn: &impl Conn, id: Uuid) -> Result<()> {
    conn.execute("UPDATE space SET previous_key = NULL WHERE id = $1", args![id]).await?;
    Ok(())
}

/// Wrapped keys in a column, by the ids of their spaces: those after `after`.
pub(super) async fn list_wrapped(conn: &impl Conn, column: &'static str, after: Uuid) -> Result<Vec<(Uuid, Vec<u8>)>> {
    let sql = format!("SELECT id, {column} FROM space WHERE {column} IS NOT NULL AND id > $1 ORDER BY id LIMIT $2");
    Ok(conn.list(&sql, args![after, PAGE]).await?)
}

/// Puts a key that was wrapped anew in the place of what it was made of, unless that has changed since.
pub(super) async fn update_wrapped(conn: &impl Conn, column: &'static str, id: Uuid, anew: Vec<u8>, before: Vec<u8>) -> Result<usize> {
    let sql = format!("UPDATE space SET {column} = $2 WHERE id = $1 AND {column} = $3");
    Ok(usize::try_from(conn.execute(&sql, args![id, anew, before]).await?).unwrap_or(usize::MAX))
}

/// Sealed values of a column, by the keys of their rows: those after `after`.
pub(super) async fn list_sealed(conn: &impl Conn, place: &Sealed, after: Uuid) -> Result<Vec<(Uuid, Vec<u8>)>> {
    let Sealed { table, key, column } = place;
    let sql = format!("SELECT {key}, {column} FROM {table} WHERE {column} IS NOT NULL AND {key} > $1 ORDER BY {key} LIMIT $2");
    Ok(conn.list(&sql, args![after, PAGE]).await?)
}

/// Puts values that were sealed anew, the second of each three, in the place of what they were made of, the third, unless
/// somebody has written another since: that one is under the new key.
pub(super) async fn update_sealed(conn: &impl Conn, place: &Sealed, values: Vec<(Uuid, Vec<u8>, Vec<u8>)>) -> Result<u64> {
    if values.is_empty() {
        return Ok(0);
    }
    let Sealed { table, key, column } = place;
    let sql = format!("UPDATE {table} SET {column} = $2 WHERE {key} = $1 AND {column} = $3");
    let sets = values.into_iter().map(|(row, anew, before)| args![row, anew, before]).collect();
    Ok(conn.execute_many(&sql, sets).await?)
}

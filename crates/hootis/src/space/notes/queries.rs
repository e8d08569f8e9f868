//! Reads and writes of the note table.

use hootis_space::{Conn, DbError, FromRow, Row, args};
use uuid::Uuid;

use crate::clock::Now;
use crate::error::{Error, Result};

/// A note.
#[derive(Clone, Debug)]
pub struct Note {
    pub id: Uuid,
    pub party_id: Uuid,
    /// None once the member is gone.
    pub author_id: Option<Uuid>,
    pub author_name: String,
    pub body: String,
    pub created_at: i64,
    pub updated_at: i64,
}

impl FromRow for Note {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            party_id: row.take()?,
            author_id: row.take()?,
            author_name: row.take()?,
            body: row.take()?,
            created_at: row.take()?,
            updated_at: row.take()?,
        })
    }
}

const COLUMNS: &str = "SELECT id, party_id, author_id, author_name, body, created_at, updated_at FROM note";

/// The notes of a party, newest first.
///
/// # Errors
/// When the database refuses.
pub async fn list(conn: &impl Conn, party: Uuid, most: i64) -> Result<Vec<Note>> {
    Ok(conn.list(&format!("{COLUMNS} WHERE party_id = $1 ORDER BY created_at DESC, id DESC LIMIT $2"), args![party, most]).await?)
}

/// One note of a party.
pub(super) async fn get(conn: &impl Conn, party: Uuid, id: Uuid) -> Result<Note> {
    Ok(conn.get(&format!("{COLUMNS} WHERE party_id = $1 AND id = $2"), args![party, id]).await?)
}

/// Whether there is such a party, and its name.
pub(super) async fn party_name(conn: &impl Conn, party: Uuid) -> Result<String> {
    Ok(conn.get("SELECT name FROM party WHERE id = $1", args![party]).await?)
}

/// Keeps a note; the same id twice (a double click) is one note. Whether it is new.
pub(super) async fn insert(conn: &impl Conn, note: &Note) -> Result<bool> {
    let sql = "INSERT INTO note (id, party_id, author_id, author_name, body, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT (id) DO NOTHING";
    let touched = conn.execute(sql, args![note.id, note.party_id, note.author_id, &note.author_name, &note.body, note.created_at]).await;
    match touched {
        Ok(n) => Ok(n > 0),
        Err(DbError::Reference) => Err(Error::NotFound),
        Err(other) => Err(other.into()),
    }
}

/// Changes what a note says.
pub(super) async fn update(conn: &impl Conn, now: Now, id: Uuid, body: &str) -> Result<()> {
    conn.execute("UPDATE note SET body = $2, updated_at = $3 WHERE id = $1", args![id, body, now]).await?;
    Ok(())
}

/// Deletes a note.
pub(super) async fn delete(conn: &impl Conn, id: Uuid) -> Result<()> {
    conn.execute("DELETE FROM note WHERE id = $1", args![id]).await?;
    Ok(())
}

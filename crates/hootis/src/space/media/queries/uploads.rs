//! What is on its way.

use hootis_space::{Conn, DbError, FromRow, Row, args};
use uuid::Uuid;

use crate::clock::Now;
use crate::error::Result;

/// A file on its way.
#[derive(Clone, Debug)]
pub(in super::super) struct Upload {
    pub(in super::super) id: Uuid,
    /// Who sends it, a member or a contact. Nobody else reaches it.
    pub(in super::super) sender: Uuid,
    /// It will go with a message.
    pub(in super::super) is_attachment: bool,
    pub(in super::super) name: String,
    pub(in super::super) size_bytes: u64,
    /// When the file itself was last changed, as the browser says: by it the same file is known when it is chosen again.
    pub(in super::super) modified_at: Option<i64>,
    pub(in super::super) party: Option<Uuid>,
    /// Whether a photo goes on saying where it was taken.
    pub(in super::super) keeps_place: bool,
    /// What came of it.
    pub(in super::super) media: Option<Uuid>,
    pub(in super::super) created_at: i64,
}

impl FromRow for Upload {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            sender: row.take()?,
            is_attachment: row.take()?,
            name: row.take()?,
            size_bytes: row.take::<i64>()?.unsigned_abs(),
            modified_at: row.take()?,
            party: row.take()?,
            keeps_place: row.take()?,
            media: row.take()?,
            created_at: row.take()?,
        })
    }
}

const COLUMNS: &str =
    "SELECT id, sender_id, is_attachment, name, size_bytes, modified_at, party_id, keeps_place, media_id, created_at FROM media_upload";

/// Begins one.
pub(in super::super) async fn insert(conn: &impl Conn, now: Now, new: &Upload) -> Result<()> {
    let sql = "INSERT INTO media_upload (id, sender_id, name, size_bytes, modified_at, party_id, keeps_place, created_at, updated_at, is_attachment)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)";
    let size = i64::try_from(new.size_bytes).unwrap_or(i64::MAX);
    conn.execute(sql, args![new.id, new.sender, &new.name, size, new.modified_at, new.party, new.keeps_place, now, new.is_attachment]).await?;
    Ok(())
}

/// One that somebody sends, to the gallery or with a message.
pub(in super::super) async fn get(conn: &impl Conn, sender: Uuid, is_attachment: bool, id: Uuid) -> Result<Upload> {
    Ok(conn.get(&format!("{COLUMNS} WHERE id = $1 AND sender_id = $2 AND is_attachment = $3"), args![id, sender, is_attachment]).await?)
}

/// What came of one, if anything did.
pub(in super::super) async fn media_of(conn: &impl Conn, id: Uuid) -> Result<Option<Uuid>> {
    Ok(conn.find::<Option<Uuid>>("SELECT media_id FROM media_upload WHERE id = $1", args![id]).await?.flatten())
}

/// Those that a member has begun for the gallery and not ended, the latest first.
pub(in super::super) async fn list(conn: &impl Conn, member: Uuid, most: i64) -> Result<Vec<Upload>> {
    Ok(conn
        .list(
            &format!("{COLUMNS} WHERE sender_id = $1 AND NOT is_attachment AND media_id IS NULL ORDER BY created_at DESC, id DESC LIMIT $2"),
            args![member, most],
        )
        .await?)
}

/// How many somebody has begun and not ended.
pub(in super::super) async fn count_of(conn: &impl Conn, sender: Uuid) -> Result<i64> {
    Ok(conn.get("SELECT COUNT(*) FROM media_upload WHERE media_id IS NULL AND sender_id = $1", args![sender]).await?)
}

/// How many bytes all of them but one will take.
pub(in super::super) async fn pending_but(conn: &impl Conn, id: Uuid) -> Result<u64> {
    let sql = "SELECT COALESCE(CAST(SUM(size_bytes) AS BIGINT), 0) FROM media_upload WHERE media_id IS NULL AND id <> $1";
    Ok(conn.get::<i64>(sql, args![id]).await?.unsigned_abs())
}

/// Notes that more of it came.
pub(in super::super) async fn touch(conn: &impl Conn, now: Now, id: Uuid) -> Result<()> {
    conn.execute("UPDATE media_upload SET updated_at = $2 WHERE id = $1", args![id, now]).await?;
    Ok(())
}

/// Notes what came of it.
pub(in super::super) async fn end(conn: &impl Conn, now: Now, id: Uuid, media: Uuid) -> Result<()> {
    conn.execute("UPDATE media_upload SET media_id = $2, updated_at = $3 WHERE id = $1", args![id, media, now]).await?;
    Ok(())
}

/// Forgets one.
pub(in super::super) async fn delete(conn: &impl Conn, id: Uuid) -> Result<()> {
    conn.execute("DELETE FROM media_upload WHERE id = $1", args![id]).await?;
    Ok(())
}

/// Those that nothing came for any more, and when the next of them will be so.
pub(in super::super) async fn list_old(conn: &impl Conn, before: Now, most: u32) -> Result<Vec<Uuid>> {
    Ok(conn.list("SELECT id FROM media_upload WHERE updated_at <= $1 ORDER BY updated_at, id LIMIT $2", args![before, most]).await?)
}

/// How many those are, and when the earliest of all was last sent to.
pub(in super::super) async fn count_old(conn: &impl Conn, before: Now) -> Result<(i64, Option<i64>)> {
    let sql = "SELECT (SELECT COUNT(*) FROM media_upload WHERE updated_at <= $1), (SELECT MIN(updated_at) FROM media_upload)";
    Ok(conn.get(sql, args![before]).await?)
}

//! Files that came from Dolibarr, and what they are attached to.

use hootis_space::{Conn, SpaceDb, Tx, args};
use uuid::Uuid;

use super::super::row::Media;
use super::{read, write};
use crate::clock::Now;
use crate::error::Result;

/// Where a file came from and what it is attached to.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The company's Dolibarr.
    pub source: Uuid,
    /// From the root of its folder.
    pub path: String,
    /// `party`, `product` or `document`.
    pub subject_kind: &'static str,
    pub subject: Uuid,
    /// It is the printed document itself.
    pub is_print: bool,
    /// The keyed hash of what came.
    pub hash: [u8; 32],
}

/// What is known of a path: the hash of what came last, the file if it is still here, what it is attached to.
pub(crate) type Known = (Vec<u8>, Option<Uuid>, Uuid);

/// What is known of a path; nothing when it never came.
///
/// # Errors
/// When the database refuses.
pub async fn find_brought(conn: &impl Conn, source: Uuid, path: &str) -> Result<Option<Known>> {
    Ok(conn.find("SELECT sent_hash, media_id, subject_id FROM dolibarr_file WHERE source_id = $1 AND path = $2", args![source, path]).await?)
}

/// Attaches a file. One that came before under the same path goes to the trash.
pub(in super::super) async fn put(tx: &Tx, now: Now, origin: &Origin, media: Uuid) -> Result<()> {
    if let Some((_, Some(before), _)) = find_brought(tx, origin.source, &origin.path).await? {
        write::set_trashed(tx, now, &[before], true).await?;
    }
    let sql = "INSERT INTO dolibarr_file (source_id, path, media_id, subject_kind, subject_id, is_print, sent_hash, created_at, updated_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
               ON CONFLICT (source_id, path) DO UPDATE SET media_id = excluded.media_id, subject_kind = excluded.subject_kind,
               subject_id = excluded.subject_id, is_print = excluded.is_print, sent_hash = excluded.sent_hash, updated_at = excluded.updated_at";
    let args = args![origin.source, &origin.path, media, origin.subject_kind, origin.subject, origin.is_print, origin.hash.to_vec(), now];
    tx.execute(sql, args).await?;
    Ok(())
}

/// Attaches a file that is here to something else: what it belonged to was undone, and came back as another row.
///
/// # Errors
/// When the database refuses.
pub async fn move_brought(space: &SpaceDb, now: Now, origin: &Origin, media: Uuid, party: Option<Uuid>) -> Result<()> {
    let tx = space.begin().await?;
    let sql = "UPDATE dolibarr_file SET subject_kind = $3, subject_id = $4, is_print = $5, updated_at = $6 WHERE source_id = $1 AND path = $2";
    tx.execute(sql, args![origin.source, &origin.path, origin.subject_kind, origin.subject, origin.is_print, now]).await?;
    tx.execute("UPDATE media SET party_id = $2, updated_at = $3 WHERE id = $1", args![media, party, now]).await?;
    tx.commit().await?;
    Ok(())
}

/// The files of a thing that are not in the trash: what it printed first, then by name.
///
/// # Errors
/// When the database refuses.
pub async fn list_attached(conn: &impl Conn, subject: Uuid, prints_alone: bool, most: usize) -> Result<Vec<Media>> {
    let only = if prints_alone { " AND f.is_print AND b.media_type = 'application/pdf'" } else { "" };
    let sql = format!(
        "{} JOIN dolibarr_file f ON f.media_id = m.id WHERE f.subject_id = $1 AND m.deleted_at IS NULL{only}
         ORDER BY f.is_print DESC, m.name, m.id LIMIT {most}",
        read::COLUMNS
    );
    Ok(conn.list(&sql, args![subject]).await?)
}

/// One of them.
///
/// # Errors
/// When the database refuses.
pub async fn find_attached(conn: &impl Conn, subject: Uuid, media: Uuid, prints_alone: bool) -> Result<Option<Media>> {
    let only = if prints_alone { " AND f.is_print AND b.media_type = 'application/pdf'" } else { "" };
    let sql =
        format!("{} JOIN dolibarr_file f ON f.media_id = m.id WHERE f.subject_id = $1 AND m.id = $2 AND m.deleted_at IS NULL{only}", read::COLUMNS);
    Ok(conn.find(&sql, args![subject, media]).await?)
}

/// What came about a party or a document of it goes with it: the rows here, what they say of it, the contents at the next sweep.
///
/// # Errors
/// When the database refuses.
pub async fn forget_brought(conn: &impl Conn, party: Uuid) -> Result<()> {
    let of = |column: &str| format!("({column} = $1 OR {column} IN (SELECT d.id FROM document d WHERE d.party_id = $1))");
    // What Dolibarr's index says of them.
    let index = format!(
        "DELETE FROM file_index WHERE id IN (SELECT f.id FROM origin o JOIN file_index f ON f.about_table = o.source_table AND f.about_row = o.source_row
         JOIN origin own ON own.local_id = f.id AND own.source_id = o.source_id WHERE {})",
        of("o.local_id")
    );
    conn.execute(&index, args![party]).await?;
    let of = of("subject_id");
    let ids: Vec<Uuid> = conn.list(&format!("SELECT media_id FROM dolibarr_file WHERE media_id IS NOT NULL AND {of}"), args![party]).await?;
    conn.execute(&format!("DELETE FROM dolibarr_file WHERE {of}"), args![party]).await?;
    for ids in ids.chunks(500) {
        write::forget(conn, ids).await?;
    }
    Ok(())
}

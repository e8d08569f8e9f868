//! What is added, changed, thrown away.

use hootis_media::Kind;
use hootis_space::{Conn, DbError, OnUnique as _, Tx, Value, args, search};
use uuid::Uuid;

use super::super::KIND;
use super::super::sender::Sender;
use super::places;
use crate::clock::Now;
use crate::error::{Error, Result};

/// A content that is new.
pub(in super::super) struct NewBlob {
    pub(in super::super) id: Uuid,
    pub(in super::super) hash: [u8; 32],
    pub(in super::super) kind: Kind,
    pub(in super::super) media_type: &'static str,
    pub(in super::super) size_bytes: u64,
    pub(in super::super) size: Option<(u32, u32)>,
    pub(in super::super) duration_ms: Option<u64>,
    pub(in super::super) has_views: bool,
}

/// A file that is new.
pub(in super::super) struct NewMedia {
    pub(in super::super) id: Uuid,
    pub(in super::super) blob: Uuid,
    pub(in super::super) party: Option<Uuid>,
    pub(in super::super) name: String,
    pub(in super::super) taken_at: i64,
    pub(in super::super) by: Sender,
    /// It waits for the message that it goes with.
    pub(in super::super) is_unsent: bool,
}

/// The words of a file that people change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Words {
    pub(in super::super) name: String,
    pub(in super::super) caption: Option<String>,
    pub(in super::super) alt: Option<String>,
    pub(in super::super) party: Option<Uuid>,
}

/// The key by which equal contents are known, as it is sealed, and the row it is in.
pub(in super::super) async fn find_key(conn: &impl Conn) -> Result<Option<(Uuid, Vec<u8>)>> {
    Ok(conn.find("SELECT id, sealed_key FROM media_key ORDER BY id LIMIT 1", args![]).await?)
}

/// Keeps one. Of two that are made at once the first counts, for both.
pub(in super::super) async fn insert_key(conn: &impl Conn, now: Now, id: Uuid, sealed: Vec<u8>) -> Result<()> {
    conn.execute("INSERT INTO media_key (id, sealed_key, created_at) VALUES ($1, $2, $3)", args![id, sealed, now]).await?;
    Ok(())
}

/// One at a time from here to the end of the transaction: whoever counts what the plan leaves, and whoever looks whether a content
/// is still needed.
pub(in super::super) async fn in_turn(conn: &impl Conn) -> Result<()> {
    conn.execute("UPDATE media_key SET created_at = created_at", args![]).await?;
    Ok(())
}

/// The content that has a hash.
pub(in super::super) async fn find_blob(conn: &impl Conn, hash: [u8; 32]) -> Result<Option<Uuid>> {
    Ok(conn.find("SELECT id FROM media_blob WHERE content_hash = $1", args![hash.to_vec()]).await?)
}

/// Keeps a content.
///
/// # Errors
/// `Conflict` when somebody else has just kept an equal one.
pub(in super::super) async fn insert_blob(tx: &Tx, now: Now, new: &NewBlob) -> Result<()> {
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let (width, height) = new.size.unzip();
    tx.execute(
        "INSERT INTO media_blob (id, content_hash, kind, media_type, size_bytes, width, height, duration_ms, has_views, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![
            new.id,
            new.hash.to_vec(),
            new.kind.as_str(),
            new.media_type,
            number(new.size_bytes),
            width.map(i64::from),
            height.map(i64::from),
            new.duration_ms.map(number),
            new.has_views,
            now
        ],
    )
    .await
    .on_unique("media_blob_content_hash", || Error::Conflict("media-again"))?;
    Ok(())
}

/// Adds a file.
///
/// # Errors
/// `Conflict` when its content went in that moment.
pub(in super::super) async fn insert(tx: &Tx, now: Now, new: &NewMedia) -> Result<()> {
    let sql =
        "INSERT INTO media (id, blob_id, party_id, name, taken_at, added_by, added_name, contact_id, unsent_at, version, created_at, updated_at)
               VALUES ($1, $2, (SELECT id FROM party WHERE id = $3), $4, $5, $6, $7, $9, $10, 1, $8, $8)";
    let (contact, member) = if new.by.is_contact { (Some(new.by.id), None) } else { (None, Some(new.by.id).filter(|id| !id.is_nil())) };
    let args = args![new.id, new.blob, new.party, &new.name, new.taken_at, member, &new.by.name, now, contact, new.is_unsent.then_some(now.0)];
    match tx.execute(sql, args).await {
        Err(DbError::Reference) => return Err(Error::Conflict("media-again")),
        other => other?,
    };
    Ok(())
}

/// Makes files findable by what is said of them.
pub(in super::super) async fn index(conn: &impl Conn, ids: &[Uuid]) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let mut args = args![];
    let holes = places(ids, &mut args);
    // Not by the name of a party, which has its own entry and may have to be forgotten.
    let sql = format!("SELECT id, name, COALESCE(caption, '') || ' ' || COALESCE(alt, '') FROM media WHERE id IN ({holes})");
    let rows: Vec<(Uuid, String, String)> = conn.list(&sql, args).await?;
    let entries = rows.iter().map(|(id, name, words)| (*id, search::body(&[Some(name), Some(words)]))).collect();
    search::put(conn, KIND, entries).await?;
    Ok(())
}

/// Changes the words of a file; none when somebody else has changed them meanwhile. One that is about another party is shown to the
/// old one no more, and to the new one not yet.
pub(in super::super) async fn update(conn: &impl Conn, now: Now, id: Uuid, version: i64, words: &Words) -> Result<bool> {
    let sql = "UPDATE media SET name = $3, caption = $4, alt = $5, party_id = $6, version = version + 1, updated_at = $7,
                 shared_at = CASE WHEN party_id IS DISTINCT FROM $6 THEN NULL ELSE shared_at END,
                 shared_with = CASE WHEN party_id IS DISTINCT FROM $6 THEN NULL ELSE shared_with END
               WHERE id = $1 AND version = $2 AND deleted_at IS NULL";
    let args = args![id, version, &words.name, words.caption.clone(), words.alt.clone(), words.party, now];
    Ok(conn.execute(sql, args).await? == 1)
}

/// Says which party files are about; those that were about another, who is shown them no more.
pub(in super::super) async fn move_to(conn: &impl Conn, now: Now, ids: &[Uuid], party: Option<Uuid>) -> Result<Vec<Uuid>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut args = args![party, now];
    let holes = places(ids, &mut args);
    let sql = format!(
        "UPDATE media SET party_id = $1, shared_at = NULL, shared_with = NULL, version = version + 1, updated_at = $2
         WHERE id IN ({holes}) AND deleted_at IS NULL AND party_id IS DISTINCT FROM $1 RETURNING id"
    );
    Ok(conn.list(&sql, args).await?)
}

/// Puts files in the trash, or takes them out of it; those that were not there.
pub(in super::super) async fn set_trashed(conn: &impl Conn, now: Now, ids: &[Uuid], trashed: bool) -> Result<Vec<Uuid>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut args = args![if trashed { Value::from(now) } else { Value::Null }, now];
    let holes = places(ids, &mut args);
    let other = if trashed { "IS NULL" } else { "IS NOT NULL" };
    let sql =
        format!("UPDATE media SET deleted_at = $1, updated_at = $2 WHERE id IN ({holes}) AND unsent_at IS NULL AND deleted_at {other} RETURNING id");
    Ok(conn.list(&sql, args).await?)
}

/// The files in the trash, the longest there first.
pub(in super::super) async fn in_trash_until(conn: &impl Conn, until: Now, most: u32) -> Result<Vec<Uuid>> {
    Ok(conn.list("SELECT id FROM media WHERE deleted_at <= $1 ORDER BY deleted_at, id LIMIT $2", args![until, most]).await?)
}

/// Deletes files that are in the trash, or go with nothing, for good; the contents that nobody needs any more, which are gone as well.
pub(in super::super) async fn delete(tx: &Tx, ids: &[Uuid]) -> Result<Vec<Uuid>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    in_turn(tx).await?;
    let mut args = args![];
    let holes = places(ids, &mut args);
    delete_rows(tx, &format!("id IN ({holes}) AND (deleted_at IS NOT NULL OR unsent_at IS NOT NULL)"), args).await
}

/// Deletes files with what they are about, in the trash or not. Contents that nobody needs any more have no row then, and go at the
/// next sweep.
pub(in super::super) async fn forget(conn: &impl Conn, ids: &[Uuid]) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    in_turn(conn).await?;
    let mut args = args![];
    let holes = places(ids, &mut args);
    delete_rows(conn, &format!("id IN ({holes})"), args).await?;
    Ok(())
}

async fn delete_rows(conn: &impl Conn, rule: &str, args: Vec<Value>) -> Result<Vec<Uuid>> {
    let sql = format!("DELETE FROM media WHERE {rule} RETURNING id, blob_id");
    let (ids, blobs): (Vec<Uuid>, Vec<Uuid>) = conn.list::<(Uuid, Uuid)>(&sql, args).await?.into_iter().unzip();
    forget_words(conn, &ids).await?;
    search::remove(conn, KIND, &ids).await?;
    if blobs.is_empty() {
        return Ok(Vec::new());
    }
    let mut args = args![];
    let holes = places(&blobs, &mut args);
    let sql =
        format!("DELETE FROM media_blob WHERE id IN ({holes}) AND NOT EXISTS (SELECT 1 FROM media m WHERE m.blob_id = media_blob.id) RETURNING id");
    Ok(conn.list(&sql, args).await?)
}

/// That something was done stays in the journal; what it said of the file does not.
async fn forget_words(tx: &impl Conn, ids: &[Uuid]) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let mut args = args![KIND];
    let holes = places(ids, &mut args);
    tx.execute(&format!("UPDATE change_entry SET fields = '[]' WHERE subject_kind = $1 AND subject_id IN ({holes})"), args).await?;
    Ok(())
}

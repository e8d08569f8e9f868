//! Files that go with messages and internal notes.

use hootis_space::{Conn, Tx, args, search};
use uuid::Uuid;

use super::super::row::Media;
use super::super::sender::Sender;
use super::places;
use super::read::COLUMNS;
use super::write;
use crate::clock::Now;
use crate::error::Result;

/// What files go with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum With {
    /// A message, which contacts see.
    Message,
    /// An internal note, which they never do.
    Aside,
}

impl With {
    fn column(self) -> &'static str {
        match self {
            Self::Message => "message_id",
            Self::Aside => "aside_id",
        }
    }
}

/// A file that waits for its message.
#[derive(Clone, Debug)]
pub struct Unsent {
    pub id: Uuid,
    pub name: String,
    pub size_bytes: u64,
}

/// Those of `ids` that a sender has sent here, and with nothing yet, in the order they are named in.
///
/// # Errors
/// When the database refuses.
pub async fn list_unsent(conn: &impl Conn, sender: &Sender, ids: &[Uuid]) -> Result<Vec<Unsent>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut args = args![sender.id];
    let holes = places(ids, &mut args);
    let sql = format!(
        "SELECT m.id, m.name, b.size_bytes FROM media m JOIN media_blob b ON b.id = m.blob_id
         WHERE m.unsent_at IS NOT NULL AND (m.added_by = $1 OR m.contact_id = $1) AND m.id IN ({holes})"
    );
    let rows: Vec<(Uuid, String, i64)> = conn.list(&sql, args).await?;
    let mut found: Vec<Unsent> = rows.into_iter().map(|(id, name, size)| Unsent { id, name, size_bytes: size.unsigned_abs() }).collect();
    found.sort_by_key(|one| ids.iter().position(|id| *id == one.id));
    Ok(found)
}

/// Sends files with what stands at a position of a conversation: from here on whoever sees the one sees the other. Their names.
///
/// # Errors
/// When the database refuses.
pub async fn attach(tx: &Tx, now: Now, conversation: Uuid, with: With, position: i64, sender: &Sender, ids: &[Uuid]) -> Result<Vec<String>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (table, column) = match with {
        With::Message => ("message", with.column()),
        With::Aside => ("aside", with.column()),
    };
    let mut args = args![conversation, position, now, sender.id];
    let holes = places(ids, &mut args);
    let sql = format!(
        "UPDATE media SET conversation_id = $1, {column} = (SELECT w.id FROM {table} w WHERE w.conversation_id = $1 AND w.position = $2),
           party_id = (SELECT v.party_id FROM conversation v WHERE v.id = $1), unsent_at = NULL, updated_at = $3
         WHERE unsent_at IS NOT NULL AND (added_by = $4 OR contact_id = $4) AND id IN ({holes}) RETURNING id, name"
    );
    let sent: Vec<(Uuid, String)> = tx.list(&sql, args).await?;
    write::index(tx, &sent.iter().map(|(id, _)| *id).collect::<Vec<_>>()).await?;
    Ok(sent.into_iter().map(|(_, name)| name).collect())
}

/// The files of some messages or notes, each with the one it goes with, as they were sent; none of the trash.
///
/// # Errors
/// When the database refuses.
pub async fn list_with(conn: &impl Conn, with: With, ids: &[Uuid]) -> Result<Vec<(Uuid, Media)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut args = args![];
    let holes = places(ids, &mut args);
    let column = with.column();
    let sql = format!("{COLUMNS} WHERE m.{column} IN ({holes}) AND m.deleted_at IS NULL AND m.unsent_at IS NULL ORDER BY m.id");
    let files: Vec<Media> = conn.list(&sql, args).await?;
    Ok(files.into_iter().filter_map(|file| Some((if with == With::Message { file.message? } else { file.aside? }, file))).collect())
}

/// The names of the files of a message or note, for the search.
///
/// # Errors
/// When the database refuses.
pub async fn names_with(conn: &impl Conn, with: With, id: Uuid) -> Result<Vec<String>> {
    Ok(conn.list(&format!("SELECT name FROM media WHERE {} = $1 AND deleted_at IS NULL ORDER BY id", with.column()), args![id]).await?)
}

/// A file of a message of a conversation, or 404. What goes with a note is none.
///
/// # Errors
/// 404 when there is none.
pub async fn get_of_message(conn: &impl Conn, conversation: Uuid, id: Uuid) -> Result<Media> {
    let sql = format!(
        "{COLUMNS} JOIN message t ON t.id = m.message_id
         WHERE m.id = $1 AND m.conversation_id = $2 AND m.aside_id IS NULL AND m.deleted_at IS NULL AND m.unsent_at IS NULL AND t.deleted_at IS NULL"
    );
    Ok(conn.get(&sql, args![id, conversation]).await?)
}

/// Puts the files of a message or note in the trash: it was deleted.
///
/// # Errors
/// When the database refuses.
pub async fn trash_with(tx: &Tx, now: Now, with: With, id: Uuid) -> Result<()> {
    let sql = format!("UPDATE media SET deleted_at = $2, shared_at = NULL, updated_at = $2 WHERE {} = $1 AND deleted_at IS NULL", with.column());
    tx.execute(&sql, args![id, now]).await?;
    Ok(())
}

/// What becomes of files when a contact is erased.
///
/// What they sent goes for good, and so does what stands in conversations that go,
/// and what was shown to them alone while they were private to a member. What else was shown to them is shown no more. The contents
/// that nobody needs any more, whose sealed files are to be removed ([`super::super::remove_contents`]).
///
/// # Errors
/// When the database refuses.
pub async fn erase(tx: &Tx, now: Now, contact: Uuid, conversations: &[Uuid]) -> Result<Vec<Uuid>> {
    let mut args = args![contact, now];
    let alone = if conversations.is_empty() { String::new() } else { format!(" OR conversation_id IN ({})", places(conversations, &mut args)) };
    let sql = format!(
        "UPDATE media SET deleted_at = COALESCE(deleted_at, $2) WHERE contact_id = $1{alone}
           OR (shared_with = $1 AND EXISTS (SELECT 1 FROM contact c WHERE c.id = $1 AND c.is_private)) RETURNING id"
    );
    let ids: Vec<Uuid> = tx.list(&sql, args).await?;
    let contents = write::delete(tx, &ids).await?;
    tx.execute("UPDATE media SET shared_at = NULL, shared_with = NULL WHERE shared_with = $1", args![contact]).await?;
    tx.execute("DELETE FROM media_upload WHERE sender_id = $1", args![contact]).await?;
    Ok(contents)
}

/// Files whose message was not sent until an instant, the oldest first.
pub(in super::super) async fn list_unsent_until(conn: &impl Conn, until: Now, most: u32) -> Result<Vec<Uuid>> {
    Ok(conn.list("SELECT id FROM media WHERE unsent_at <= $1 ORDER BY unsent_at, id LIMIT $2", args![until, most]).await?)
}

/// How many those are, and when the earliest of all came.
pub(in super::super) async fn count_unsent(conn: &impl Conn, until: Now) -> Result<(i64, Option<i64>)> {
    let sql = "SELECT (SELECT COUNT(*) FROM media WHERE unsent_at <= $1), (SELECT MIN(unsent_at) FROM media WHERE unsent_at IS NOT NULL)";
    Ok(conn.get(sql, args![until]).await?)
}

/// The words of a message or note as the search finds it: its own, and the names of its files.
///
/// # Errors
/// When the database refuses.
pub async fn index_with(tx: &Tx, kind: &'static str, id: Uuid, body: &str, names: &[String]) -> Result<()> {
    let mut words = vec![Some(body)];
    words.extend(names.iter().map(|name| Some(name.as_str())));
    search::put(tx, kind, vec![(id, search::body(&words))]).await?;
    Ok(())
}

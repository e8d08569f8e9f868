//! Reads and writes of the conversation itself.

use hootis_space::{Conn, DbError, FromRow, Row, Tx, Value, args, search};
use uuid::Uuid;

use super::clock::tick;
use crate::clock::Now;
use crate::error::Result;
use crate::space::Eyes;

/// A conversation.
#[derive(Clone, Debug)]
pub struct Conversation {
    pub id: Uuid,
    /// The party, and what it is called.
    pub party: Option<(Uuid, String)>,
    pub subject: Option<String>,
    /// A contact waits for an answer.
    pub awaits: bool,
    pub done_at: Option<i64>,
    pub assigned_to: Option<Uuid>,
    /// The position of its last message.
    pub messaged_at: i64,
    /// The position when something changed that contacts may see.
    pub stamp: i64,
    /// The position when anything changed.
    pub inner_stamp: i64,
    pub created_at: i64,
}

const SELECT: &str =
    "SELECT v.id, v.party_id, p.name, v.subject, v.awaits, v.done_at, v.assigned_to, v.messaged_at, v.stamp, v.inner_stamp, v.created_at
                      FROM conversation v LEFT JOIN party p ON p.id = v.party_id";

impl FromRow for Conversation {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        let id = row.take()?;
        let (party, name): (Option<Uuid>, Option<String>) = (row.take()?, row.take()?);
        Ok(Self {
            id,
            party: party.zip(name),
            subject: row.take()?,
            awaits: row.take()?,
            done_at: row.take()?,
            assigned_to: row.take()?,
            messaged_at: row.take()?,
            stamp: row.take()?,
            inner_stamp: row.take()?,
            created_at: row.take()?,
        })
    }
}

/// The condition on `conversation v`: these eyes see all its contacts. Its arguments are pushed on `args`.
#[must_use]
pub fn open_to(eyes: Eyes, args: &mut Vec<Value>) -> String {
    eyes.conversation("v.id", args)
}

/// A conversation, or 404. `seen` is a condition on `conversation v`: who asks may see it. Of `args`, the first is its id.
///
/// # Errors
/// 404 when there is none for these eyes.
pub async fn get(conn: &impl Conn, seen: &str, args: Vec<Value>) -> Result<Conversation> {
    Ok(conn.get(&format!("{SELECT} WHERE v.id = $1 AND {seen}"), args).await?)
}

/// A conversation, whoever may see it: for work that no person asks for.
///
/// # Errors
/// When the database refuses.
pub async fn find(conn: &impl Conn, id: Uuid) -> Result<Option<Conversation>> {
    Ok(conn.find(&format!("{SELECT} WHERE v.id = $1"), args![id]).await?)
}

/// The names of the contacts of some conversations, by name.
///
/// # Errors
/// When the database refuses.
pub async fn list_contact_names(conn: &impl Conn, ids: &[Uuid]) -> Result<Vec<(Uuid, String)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let holes: Vec<String> = (1..=ids.len()).map(|i| format!("${i}")).collect();
    let sql = format!(
        "SELECT x.conversation_id, c.first_name, c.last_name FROM conversation_contact x JOIN contact c ON c.id = x.contact_id
         WHERE x.conversation_id IN ({}) ORDER BY c.name_key, c.id",
        holes.join(", ")
    );
    let found: Vec<(Uuid, Option<String>, String)> = conn.list(&sql, ids.iter().map(|id| Value::Id(*id)).collect()).await?;
    Ok(found.into_iter().map(|(id, first, last)| (id, super::name_of(first.as_deref(), &last))).collect())
}

/// Says that a conversation is done, or waits for an answer again. Its position; none when it was so already.
///
/// # Errors
/// When the database refuses.
pub async fn set_done(tx: &Tx, now: Now, id: Uuid, done: bool) -> Result<Option<i64>> {
    let at = tick(tx, now).await?;
    let is_other = if done { "done_at IS NULL" } else { "done_at IS NOT NULL" };
    let sql = format!("UPDATE conversation SET done_at = $2, awaits = $3, stamp = $4, inner_stamp = $4 WHERE id = $1 AND {is_other}");
    Ok((tx.execute(&sql, args![id, done.then_some(now.0), !done, at]).await? == 1).then_some(at))
}

/// Gives a conversation to a member, or to nobody. None when it was theirs already.
///
/// # Errors
/// When the database refuses.
pub async fn set_assigned(tx: &Tx, now: Now, id: Uuid, member: Option<Uuid>) -> Result<Option<i64>> {
    let at = tick(tx, now).await?;
    let sql = "UPDATE conversation SET assigned_to = $2, inner_stamp = $3 WHERE id = $1 AND COALESCE(assigned_to, $4) <> COALESCE($2, $4)";
    Ok((tx.execute(sql, args![id, member, at, Uuid::nil()]).await? == 1).then_some(at))
}

/// Gives a conversation another subject, or none. None when it had it already.
///
/// # Errors
/// When the database refuses.
pub async fn set_subject(tx: &Tx, now: Now, id: Uuid, subject: Option<&str>) -> Result<Option<i64>> {
    let at = tick(tx, now).await?;
    let sql = "UPDATE conversation SET subject = $2, stamp = $3, inner_stamp = $3 WHERE id = $1 AND COALESCE(subject, '') <> COALESCE($2, '')";
    Ok((tx.execute(sql, args![id, subject, at]).await? == 1).then_some(at))
}

/// Notes that something changed in a conversation that only members see.
///
/// # Errors
/// When the database refuses.
pub async fn touch_inside(tx: &Tx, id: Uuid, at: i64) -> Result<()> {
    tx.execute("UPDATE conversation SET inner_stamp = $2 WHERE id = $1", args![id, at]).await?;
    Ok(())
}

/// The conversations that a contact is alone in.
///
/// # Errors
/// When the database refuses.
pub async fn list_alone(tx: &Tx, contact: Uuid) -> Result<Vec<Uuid>> {
    let sql = "SELECT x.conversation_id FROM conversation_contact x WHERE x.contact_id = $1
               AND NOT EXISTS (SELECT 1 FROM conversation_contact o WHERE o.conversation_id = x.conversation_id AND o.contact_id <> $1)";
    Ok(tx.list(sql, args![contact]).await?)
}

/// What becomes of conversations when a contact is erased.
///
/// What they wrote loses its words and its author, and a conversation with nobody else ([`list_alone`]) goes whole. One with a contact who was private to a member is seen by nobody more than before.
///
/// # Errors
/// When the database refuses.
pub async fn delete_of_contact(tx: &Tx, now: Now, contact: Uuid) -> Result<()> {
    // Who was let in, and under which name.
    let told = "UPDATE change_entry SET fields = '[]' WHERE subject_kind = $1 AND subject_id IN (SELECT conversation_id FROM conversation_contact WHERE contact_id = $2)";
    tx.execute(told, args![super::KIND, contact]).await?;
    for id in list_alone(tx, contact).await? {
        let messages: Vec<Uuid> = tx.list("SELECT id FROM message WHERE conversation_id = $1", args![id]).await?;
        search::remove(tx, super::MESSAGE, &messages).await?;
        tx.execute("DELETE FROM conversation WHERE id = $1", args![id]).await?;
    }
    keep_private(tx, contact).await?;
    let theirs: Vec<Uuid> = tx.list("SELECT id FROM message WHERE contact_id = $1", args![contact]).await?;
    if theirs.is_empty() {
        return Ok(());
    }
    search::remove(tx, super::MESSAGE, &theirs).await?;
    let at = tick(tx, now).await?;
    tx.execute(
        "UPDATE conversation SET stamp = $2, inner_stamp = $2 WHERE id IN (SELECT conversation_id FROM message WHERE contact_id = $1)",
        args![contact, at],
    )
    .await?;
    let erase =
        "UPDATE message SET body = '', author_name = '—', contact_id = NULL, deleted_at = COALESCE(deleted_at, $2), stamp = $3 WHERE contact_id = $1";
    tx.execute(erase, args![contact, now, at]).await?;
    Ok(())
}

/// Conversations with a contact who is private to a member, and with others, stay as private as they were. Where two members had
/// one each, neither saw the whole: nobody does.
async fn keep_private(tx: &Tx, contact: Uuid) -> Result<()> {
    let Some(owner): Option<Option<Uuid>> = tx.find("SELECT private_to FROM contact WHERE id = $1 AND is_private", args![contact]).await? else {
        return Ok(());
    };
    let theirs = "id IN (SELECT conversation_id FROM conversation_contact WHERE contact_id = $1)";
    let sql = format!(
        "UPDATE conversation SET private_to = CASE WHEN NOT is_private OR private_to IS NOT DISTINCT FROM $2 THEN $2 ELSE $3 END, is_private = TRUE WHERE {theirs}"
    );
    tx.execute(&sql, args![contact, owner, Uuid::nil()]).await?;
    Ok(())
}

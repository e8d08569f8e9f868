//! Who is in a conversation, how far each has read, and what they began to write.

use hootis_space::{Conn, DbError, FromRow, Row, Tx, Value, args};
use uuid::Uuid;

use super::clock::{position, tick};
use crate::clock::Now;
use crate::error::Result;

/// First and last name.
#[must_use]
pub fn name_of(first: Option<&str>, last: &str) -> String {
    first.map_or_else(|| last.to_owned(), |first| format!("{first} {last}"))
}

/// A contact in a conversation.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: Uuid,
    pub name: String,
    pub first_name: Option<String>,
    pub email: Option<String>,
    pub position: Option<String>,
    pub read_position: i64,
    pub read_at: Option<i64>,
}

impl FromRow for Person {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        let id = row.take()?;
        let (first, last): (Option<String>, String) = (row.take()?, row.take()?);
        Ok(Self {
            id,
            name: name_of(first.as_deref(), &last),
            first_name: first,
            email: row.take()?,
            position: row.take()?,
            read_position: row.take()?,
            read_at: row.take()?,
        })
    }
}

/// The contacts of a conversation, by name.
///
/// # Errors
/// When the database refuses.
pub async fn list_people(conn: &impl Conn, conversation: Uuid) -> Result<Vec<Person>> {
    let sql = "SELECT c.id, c.first_name, c.last_name, c.email, c.position, x.read_position, x.read_at
               FROM conversation_contact x JOIN contact c ON c.id = x.contact_id WHERE x.conversation_id = $1 ORDER BY c.name_key, c.id LIMIT 200";
    Ok(conn.list(sql, args![conversation]).await?)
}

/// Puts contacts into a conversation, those who are there already aside; how many are new. They find everything unread.
///
/// # Errors
/// 404 when there is no such contact.
pub async fn put_people(tx: &Tx, now: Now, conversation: Uuid, contacts: &[Uuid]) -> Result<u64> {
    let sql = "INSERT INTO conversation_contact (conversation_id, contact_id, read_position, noticed_position, created_at) VALUES ($1, $2, 0, 0, $3)
               ON CONFLICT (conversation_id, contact_id) DO NOTHING";
    let sets = contacts.iter().map(|contact| args![conversation, *contact, now]).collect();
    match tx.execute_many(sql, sets).await {
        Err(DbError::Reference) => Err(crate::error::Error::NotFound),
        other => Ok(other?),
    }
}

/// Somebody who reads and writes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reader {
    Member(Uuid),
    Contact(Uuid),
}

impl Reader {
    /// The table of their row in a conversation, its column for them, and their id.
    fn row(self) -> (&'static str, &'static str, Uuid) {
        match self {
            Self::Member(id) => ("conversation_member", "member_id", id),
            Self::Contact(id) => ("conversation_contact", "contact_id", id),
        }
    }

    /// Makes the row of a member where there is none yet; contacts have theirs from the start.
    pub(super) async fn enter(self, tx: &Tx, now: Now, conversation: Uuid) -> Result<()> {
        let Self::Member(id) = self else { return Ok(()) };
        let sql = "INSERT INTO conversation_member (conversation_id, member_id, read_position, noticed_position, draft_is_aside, created_at)
                   VALUES ($1, $2, 0, 0, $3, $4) ON CONFLICT (conversation_id, member_id) DO NOTHING";
        tx.execute(sql, args![conversation, id, false, now]).await?;
        Ok(())
    }
}

/// What somebody began to write.
#[derive(Clone, Default, Debug)]
pub struct Draft {
    pub body: String,
    /// Meant for colleagues alone.
    pub is_aside: bool,
    pub at: Option<i64>,
}

/// How far somebody has read, whether they want no notices of it, and their draft. None: they were never there.
///
/// # Errors
/// When the database refuses.
pub async fn reader_of(conn: &impl Conn, conversation: Uuid, reader: Reader) -> Result<Option<(i64, bool, Draft)>> {
    let (table, column, id) = reader.row();
    let aside = if matches!(reader, Reader::Member(_)) { "draft_is_aside" } else { "1 = 0" };
    let sql =
        format!("SELECT read_position, muted_at IS NOT NULL, draft, draft_at, {aside} FROM {table} WHERE conversation_id = $1 AND {column} = $2");
    let found = conn.query(&sql, args![conversation, id]).await?.into_iter().next();
    let Some(mut row) = found else { return Ok(None) };
    let (read, muted): (i64, bool) = (row.take()?, row.take()?);
    let (body, at): (Option<String>, Option<i64>) = (row.take()?, row.take()?);
    Ok(Some((read, muted, Draft { body: body.unwrap_or_default(), at, is_aside: row.take()? })))
}

/// Notes that somebody has read up to a position, of what there is. None when they had already; else the position of that.
///
/// Contacts see that somebody of the company has read the last message, and nothing else of what members read: a member who
/// looks at a note makes no news for them.
///
/// # Errors
/// When the database refuses.
pub async fn mark_read(tx: &Tx, now: Now, conversation: Uuid, reader: Reader, until: i64) -> Result<Option<i64>> {
    reader.enter(tx, now, conversation).await?;
    let (table, column, id) = reader.row();
    let until = until.min(position(tx).await?);
    let sql = format!("SELECT read_position FROM {table} WHERE conversation_id = $1 AND {column} = $2");
    let Some(before) = tx.find::<i64>(&sql, args![conversation, id]).await? else { return Ok(None) };
    let sql = format!("UPDATE {table} SET read_position = $3, read_at = $4 WHERE conversation_id = $1 AND {column} = $2 AND read_position < $3");
    if tx.execute(&sql, args![conversation, id, until, now]).await? == 0 {
        return Ok(None);
    }
    let at = tick(tx, now).await?;
    match reader {
        Reader::Contact(_) => tx.execute("UPDATE conversation SET stamp = $2, inner_stamp = $2 WHERE id = $1", args![conversation, at]).await?,
        Reader::Member(_) => {
            let sql = "UPDATE conversation SET inner_stamp = $2, stamp = CASE WHEN messaged_at > $3 AND messaged_at <= $4 THEN $2 ELSE stamp END
                       WHERE id = $1";
            tx.execute(sql, args![conversation, at, before, until]).await?
        }
    };
    Ok(Some(at))
}

/// Keeps what somebody began to write; nothing is no draft.
///
/// # Errors
/// When the database refuses.
pub async fn keep_draft(tx: &Tx, now: Now, conversation: Uuid, reader: Reader, body: Option<&str>, is_aside: bool) -> Result<()> {
    reader.enter(tx, now, conversation).await?;
    let (table, column, id) = reader.row();
    let mut args = args![conversation, id, body, body.map(|_| now.0)];
    let aside = if let Reader::Member(_) = reader {
        args.push(Value::Bool(is_aside));
        ", draft_is_aside = $5"
    } else {
        ""
    };
    tx.execute(&format!("UPDATE {table} SET draft = $3, draft_at = $4{aside} WHERE conversation_id = $1 AND {column} = $2"), args).await?;
    Ok(())
}

/// Whether somebody wants notices of a conversation by mail, from now on.
///
/// # Errors
/// When the database refuses.
pub async fn mute(tx: &Tx, now: Now, conversation: Uuid, reader: Reader, muted: bool) -> Result<()> {
    reader.enter(tx, now, conversation).await?;
    let (table, column, id) = reader.row();
    let sql = format!("UPDATE {table} SET muted_at = $3 WHERE conversation_id = $1 AND {column} = $2");
    tx.execute(&sql, args![conversation, id, muted.then_some(now.0)]).await?;
    Ok(())
}

/// How many messages of `conversation v` after `since` (an expression) somebody else wrote, up to a hundred: a scalar subquery.
/// `me` is the placeholder of the reader's id.
#[must_use]
pub fn unread_of(reader: Reader, me: &str, since: &str) -> String {
    let (_, column, _) = reader.row();
    format!(
        "(SELECT COUNT(*) FROM (SELECT 1 FROM message u WHERE u.conversation_id = v.id AND u.position > {since} AND u.deleted_at IS NULL
          AND (u.{column} IS NULL OR u.{column} <> {me}) LIMIT 100) counted)"
    )
}

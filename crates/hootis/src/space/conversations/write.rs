//! Writing, changing and deleting what is said.

use hootis_policy::talk;
use hootis_space::{Conn as _, DbError, Tx, args, search};
use uuid::Uuid;

use super::clock::tick;
use super::people::{Reader, keep_draft, mark_read};
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::space::media::{self, Sender, Unsent, With};

/// Who writes.
#[derive(Clone, Debug)]
pub struct Author {
    pub who: Reader,
    pub name: String,
}

/// Something to be said. The id was made with its form: sent twice, it is one message.
#[derive(Clone, Debug)]
pub struct NewMessage {
    pub id: Uuid,
    pub author: Author,
    pub body: String,
}

/// Begins a conversation with its first message; its position. None when it is there already: the button was pressed twice.
///
/// # Errors
/// 404 when a contact or the party is not there.
pub async fn insert(
    tx: &Tx,
    now: Now,
    id: Uuid,
    party: Option<Uuid>,
    subject: Option<&str>,
    contacts: &[Uuid],
    first: &NewMessage,
) -> Result<Option<i64>> {
    let assigned = match first.author.who {
        Reader::Member(member) => Some(member),
        Reader::Contact(_) => None,
    };
    let sql = "INSERT INTO conversation (id, party_id, subject, awaits, assigned_to, messaged_at, stamp, inner_stamp, created_at)
               VALUES ($1, $2, $3, $4, $5, 0, 0, 0, $6) ON CONFLICT (id) DO NOTHING";
    match tx.execute(sql, args![id, party, subject, false, assigned, now]).await {
        Ok(0) => return Ok(None),
        Ok(_) => {}
        Err(DbError::Reference) => return Err(Error::NotFound),
        Err(other) => return Err(other.into()),
    }
    super::put_people(tx, now, id, contacts).await?;
    write(tx, now, id, first).await
}

/// Writes a message; its position. None when it is there already: other words under the same id are another message.
///
/// A contact who writes waits for an answer; a member who writes has answered. Either opens a conversation that was done.
///
/// # Errors
/// When the database refuses.
pub async fn write(tx: &Tx, now: Now, conversation: Uuid, new: &NewMessage) -> Result<Option<i64>> {
    let at = tick(tx, now).await?;
    let (member, contact) = match new.author.who {
        Reader::Member(id) => (Some(id), None),
        Reader::Contact(id) => (None, Some(id)),
    };
    let sql = "INSERT INTO message (id, conversation_id, position, member_id, contact_id, from_contact, author_name, body, stamp, created_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $3, $9) ON CONFLICT (id) DO NOTHING";
    let args = |id| args![id, conversation, at, member, contact, contact.is_some(), &new.author.name, &new.body, now];
    let mut id = new.id;
    if tx.execute(sql, args(id)).await? == 0 {
        let there = "SELECT COUNT(*) FROM message WHERE id = $1 AND conversation_id = $2 AND body = $3";
        if tx.get::<i64>(there, args![id, conversation, &new.body]).await? > 0 {
            return Ok(None);
        }
        id = Uuid::now_v7();
        tx.execute(sql, args(id)).await?;
    }
    tx.execute(
        "UPDATE conversation SET messaged_at = $2, stamp = $2, inner_stamp = $2, awaits = $3, done_at = NULL WHERE id = $1",
        args![conversation, at, contact.is_some()],
    )
    .await?;
    search::put(tx, super::MESSAGE, vec![(id, search::body(&[Some(&new.body)]))]).await?;
    keep_draft(tx, now, conversation, new.author.who, None, false).await?;
    // Who answers has read what was before.
    mark_read(tx, now, conversation, new.author.who, at).await?;
    Ok(Some(at))
}

/// Sends files with the message that stands at a position. They were their sender's alone until now.
///
/// # Errors
/// When the database refuses.
pub async fn attach(tx: &Tx, now: Now, conversation: Uuid, at: i64, author: &Author, files: &[Unsent]) -> Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    let (id, is_contact) = match author.who {
        Reader::Member(id) => (id, false),
        Reader::Contact(id) => (id, true),
    };
    let sender = Sender { id, name: author.name.clone(), is_contact };
    let ids: Vec<Uuid> = files.iter().map(|file| file.id).collect();
    let names = media::attach(tx, now, conversation, With::Message, at, &sender, &ids).await?;
    let sql = "SELECT id, body FROM message WHERE conversation_id = $1 AND position = $2";
    let (message, body): (Uuid, String) = tx.get(sql, args![conversation, at]).await?;
    media::index_with(tx, super::MESSAGE, message, &body, &names).await
}

/// Changes what a message says; its position now. None when it was deleted or erased meanwhile, or is too old: what is gone does
/// not come back.
///
/// # Errors
/// When the database refuses.
pub async fn edit(tx: &Tx, now: Now, conversation: Uuid, id: Uuid, by: Reader, body: &str) -> Result<Option<i64>> {
    let at = tick(tx, now).await?;
    let (column, author) = match by {
        Reader::Member(id) => ("member_id", id),
        Reader::Contact(id) => ("contact_id", id),
    };
    let sql = format!(
        "UPDATE message SET body = $2, edited_at = $3, stamp = $4 WHERE id = $1 AND deleted_at IS NULL AND {column} = $5 AND created_at > $6"
    );
    if tx.execute(&sql, args![id, body, now, at, author, now.before(talk::EDIT)]).await? == 0 {
        return Ok(None);
    }
    let names = media::names_with(tx, With::Message, id).await?;
    media::index_with(tx, super::MESSAGE, id, body, &names).await?;
    stamp(tx, conversation, at).await?;
    Ok(Some(at))
}

/// Takes the words of a message away, and puts its files in the trash: that there was one, whose and when, stays. None when it was
/// deleted already.
///
/// # Errors
/// When the database refuses.
pub async fn delete(tx: &Tx, now: Now, conversation: Uuid, id: Uuid) -> Result<Option<i64>> {
    let at = tick(tx, now).await?;
    let sql = "UPDATE message SET body = '', deleted_at = $2, stamp = $3 WHERE id = $1 AND deleted_at IS NULL";
    if tx.execute(sql, args![id, now, at]).await? == 0 {
        return Ok(None);
    }
    search::remove(tx, super::MESSAGE, &[id]).await?;
    media::trash_with(tx, now, With::Message, id).await?;
    stamp(tx, conversation, at).await?;
    Ok(Some(at))
}

/// Notes that something changed in a conversation that its contacts see; its position.
///
/// # Errors
/// When the database refuses.
pub async fn touch(tx: &Tx, now: Now, conversation: Uuid) -> Result<i64> {
    let at = tick(tx, now).await?;
    stamp(tx, conversation, at).await?;
    Ok(at)
}

async fn stamp(tx: &Tx, conversation: Uuid, at: i64) -> Result<()> {
    tx.execute("UPDATE conversation SET stamp = $2, inner_stamp = $2 WHERE id = $1", args![conversation, at]).await?;
    Ok(())
}

//! A message, and a page of them.

use hootis_policy::talk;
use hootis_space::{Conn, DbError, FromRow, Row, Value, args, search};
use uuid::Uuid;

use crate::clock::Now;
use crate::error::Result;
use crate::space::media::{self, Media, With};

/// What was written to everybody in a conversation.
#[derive(Clone, Debug)]
pub struct Message {
    pub id: Uuid,
    pub conversation_id: Uuid,
    pub position: i64,
    /// The member who wrote it; none: a contact did, or the member is gone.
    pub member_id: Option<Uuid>,
    /// The contact who wrote it; none: a member did, or the contact is gone.
    pub contact_id: Option<Uuid>,
    pub from_contact: bool,
    pub author_name: String,
    /// Empty once it was deleted.
    pub body: String,
    pub edited_at: Option<i64>,
    pub deleted_at: Option<i64>,
    pub created_at: i64,
}

const COLUMNS: &str =
    "SELECT id, conversation_id, position, member_id, contact_id, from_contact, author_name, body, edited_at, deleted_at, created_at FROM message";

impl FromRow for Message {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            conversation_id: row.take()?,
            position: row.take()?,
            member_id: row.take()?,
            contact_id: row.take()?,
            from_contact: row.take()?,
            author_name: row.take()?,
            body: row.take()?,
            edited_at: row.take()?,
            deleted_at: row.take()?,
            created_at: row.take()?,
        })
    }
}

impl Message {
    /// Whether whoever wrote it may still change it.
    #[must_use]
    pub fn can_be_edited(&self, now: Now) -> bool {
        self.deleted_at.is_none() && now < Now(self.created_at).after(talk::EDIT)
    }
}

/// Where a page of a conversation ends or begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Edge {
    /// The newest there are.
    Newest,
    /// The last ones before a position.
    Before(i64),
    /// The first ones after a position.
    After(i64),
}

/// Part of a conversation, oldest first.
#[derive(Clone, Debug)]
pub struct Page<T> {
    pub rows: Vec<T>,
    /// There is more before these.
    pub has_older: bool,
    /// There is more after these.
    pub has_newer: bool,
}

/// At most `most` rows of `conversation` at an edge, and one more if there are more: as they come from the database, the
/// nearest to the edge first.
///
/// `select` is their columns and table, with `conversation_id` and `position`.
///
/// # Errors
/// When the database refuses.
pub(in crate::space) async fn at_edge<T: FromRow + Send>(
    conn: &impl Conn,
    select: &str,
    conversation: Uuid,
    edge: Edge,
    most: i64,
) -> Result<Vec<T>> {
    let (rule, order, from) = match edge {
        Edge::Newest => ("<=", "DESC", i64::MAX),
        Edge::Before(position) => ("<", "DESC", position),
        Edge::After(position) => (">", "ASC", position),
    };
    let sql = format!("{select} WHERE conversation_id = $1 AND position {rule} $2 ORDER BY position {order} LIMIT $3");
    Ok(conn.list(&sql, args![conversation, from, most + 1]).await?)
}

impl<T> Page<T> {
    /// A page of rows that came from the database, the nearest to the edge first: at most `most` of them.
    #[must_use]
    pub fn cut(mut rows: Vec<T>, edge: Edge, most: usize) -> Self {
        let has_more = rows.len() > most;
        rows.truncate(most);
        if !matches!(edge, Edge::After(_)) {
            rows.reverse();
        }
        // Whoever asks for what is before or after a place knows what is there.
        let (has_older, has_newer) = match edge {
            Edge::Newest => (has_more, false),
            Edge::Before(_) => (has_more, true),
            Edge::After(_) => (true, has_more),
        };
        Self { rows, has_older, has_newer }
    }
}

/// A page of messages, at most `most`, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn page(conn: &impl Conn, conversation: Uuid, edge: Edge, most: usize) -> Result<Page<Message>> {
    let rows = at_edge(conn, COLUMNS, conversation, edge, i64::try_from(most).unwrap_or(i64::MAX - 1)).await?;
    Ok(Page::cut(rows, edge, most))
}

/// The messages up to a position that changed after a stamp.
///
/// # Errors
/// When the database refuses.
pub async fn list_changed(conn: &impl Conn, conversation: Uuid, since: i64, until: i64, most: i64) -> Result<Vec<Message>> {
    let sql = format!("{COLUMNS} WHERE conversation_id = $1 AND stamp > $2 AND position <= $3 ORDER BY stamp LIMIT $4");
    Ok(conn.list(&sql, args![conversation, since, until, most]).await?)
}

/// One message of a conversation, or 404.
///
/// # Errors
/// 404 when there is none.
pub async fn get_message(conn: &impl Conn, conversation: Uuid, id: Uuid) -> Result<Message> {
    Ok(conn.get(&format!("{COLUMNS} WHERE conversation_id = $1 AND id = $2"), args![conversation, id]).await?)
}

/// The message of an id, wherever it is.
///
/// # Errors
/// When the database refuses.
pub async fn find_message(conn: &impl Conn, id: Uuid) -> Result<Option<Message>> {
    Ok(conn.find(&format!("{COLUMNS} WHERE id = $1"), args![id]).await?)
}

/// The newest messages that a question finds, in conversations that `seen` (a condition on `conversation v`, its arguments in
/// `args`) lets see.
///
/// # Errors
/// When the database refuses.
pub async fn list_found(conn: &impl Conn, question: &str, seen: &str, mut args: Vec<Value>, most: i64) -> Result<Vec<Message>> {
    let Some(found) = search::matching(conn.engine(), super::MESSAGE, question, &mut args) else { return Ok(Vec::new()) };
    args.push(Value::Int(most));
    let sql = format!(
        "{} FROM ({found}) f CROSS JOIN message m JOIN conversation v ON v.id = m.conversation_id WHERE m.id = f.id AND m.deleted_at IS NULL AND {seen} ORDER BY m.position DESC LIMIT ${}",
        of_m(),
        args.len()
    );
    Ok(conn.list(&sql, args).await?)
}

/// The newest messages of one conversation that hold every word of a question.
///
/// # Errors
/// When the database refuses.
pub async fn list_found_in(conn: &impl Conn, conversation: Uuid, question: &str, most: i64) -> Result<Vec<Message>> {
    let mut args = args![conversation, super::MESSAGE];
    let Some(holds) = search::holding("e.body", question, &mut args) else { return Ok(Vec::new()) };
    args.push(Value::Int(most));
    // The messages of the conversation first: a word that half of the space's messages hold costs no more than they are.
    let sql = format!(
        "{} FROM message m CROSS JOIN search_entry e WHERE m.conversation_id = $1 AND e.kind = $2 AND e.id = m.id AND m.deleted_at IS NULL AND {holds} ORDER BY m.position DESC LIMIT ${}",
        of_m(),
        args.len()
    );
    Ok(conn.list(&sql, args).await?)
}

/// The files of some messages, by message.
///
/// # Errors
/// When the database refuses.
pub async fn list_files<'a>(conn: &impl Conn, messages: impl Iterator<Item = &'a Message>) -> Result<Vec<(Uuid, Media)>> {
    let ids: Vec<Uuid> = messages.filter(|message| message.deleted_at.is_none()).map(|message| message.id).collect();
    media::list_with(conn, With::Message, &ids).await
}

/// The columns of `message m`.
fn of_m() -> String {
    let columns = COLUMNS.trim_start_matches("SELECT ").trim_end_matches(" FROM message");
    let own: Vec<String> = columns.split(", ").map(|column| format!("m.{column}")).collect();
    format!("SELECT {}", own.join(", "))
}

//! Reads and writes of the internal notes: the only SQL that names their table.

use hootis_policy::talk;
use hootis_space::{Conn, DbError, FromRow, Row, Tx, Value, args, search};
use uuid::Uuid;

use super::calls::Call;
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::space::conversations::{Edge, Page, at_edge, tick, touch_inside};
use crate::space::media::{self, Media, Sender, Unsent, With};

/// An internal note.
#[derive(Clone, Debug)]
pub struct Aside {
    pub id: Uuid,
    pub conversation_id: Uuid,
    pub position: i64,
    /// None once the member is gone.
    pub author_id: Option<Uuid>,
    pub author_name: String,
    /// Empty once it was deleted.
    pub body: String,
    /// The colleagues it calls by name.
    pub called: Vec<Call>,
    pub edited_at: Option<i64>,
    pub deleted_at: Option<i64>,
    pub created_at: i64,
}

const COLUMNS: &str = "SELECT id, conversation_id, position, author_id, author_name, body, called, edited_at, deleted_at, created_at FROM aside";

impl FromRow for Aside {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            conversation_id: row.take()?,
            position: row.take()?,
            author_id: row.take()?,
            author_name: row.take()?,
            body: row.take()?,
            // A note whose calls cannot be read is shown without them.
            called: serde_json::from_str(&row.take::<String>()?).unwrap_or_default(),
            edited_at: row.take()?,
            deleted_at: row.take()?,
            created_at: row.take()?,
        })
    }
}

impl Aside {
    /// Whether whoever wrote it may still change it.
    #[must_use]
    pub fn can_be_edited(&self, now: Now) -> bool {
        self.deleted_at.is_none() && now < Now(self.created_at).after(talk::EDIT)
    }

    /// The words that call somebody.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.called.iter().map(|Call(_, name)| name.clone()).collect()
    }
}

/// A page of notes, at most `most`, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn page(conn: &impl Conn, conversation: Uuid, edge: Edge, most: usize) -> Result<Page<Aside>> {
    let rows = at_edge(conn, COLUMNS, conversation, edge, i64::try_from(most).unwrap_or(i64::MAX - 1)).await?;
    Ok(Page::cut(rows, edge, most))
}

/// The notes up to a position that changed after a stamp.
///
/// # Errors
/// When the database refuses.
pub async fn list_changed(conn: &impl Conn, conversation: Uuid, since: i64, until: i64, most: i64) -> Result<Vec<Aside>> {
    let sql = format!("{COLUMNS} WHERE conversation_id = $1 AND stamp > $2 AND position <= $3 ORDER BY stamp LIMIT $4");
    Ok(conn.list(&sql, args![conversation, since, until, most]).await?)
}

/// One note of a conversation, or 404.
///
/// # Errors
/// 404 when there is none.
pub async fn get(conn: &impl Conn, conversation: Uuid, id: Uuid) -> Result<Aside> {
    Ok(conn.get(&format!("{COLUMNS} WHERE conversation_id = $1 AND id = $2"), args![conversation, id]).await?)
}

/// Whether there is a note of that id.
///
/// # Errors
/// When the database refuses.
pub async fn is_written(conn: &impl Conn, id: Uuid) -> Result<bool> {
    Ok(conn.get::<i64>("SELECT COUNT(*) FROM aside WHERE id = $1", args![id]).await? > 0)
}

/// A note to be written. The id was made with its form: sent twice, it is one note.
pub struct Written<'a> {
    pub id: Uuid,
    pub author: Uuid,
    pub author_name: &'a str,
    pub body: &'a str,
    pub called: &'a [Call],
}

/// Writes a note; its position. None when it is there already: other words under the same id are another note.
///
/// # Errors
/// When the database refuses.
pub async fn write(tx: &Tx, now: Now, conversation: Uuid, new: &Written<'_>) -> Result<Option<i64>> {
    let at = tick(tx, now).await?;
    let called = serde_json::to_string(new.called).map_err(Error::internal)?;
    let sql = "INSERT INTO aside (id, conversation_id, position, author_id, author_name, body, called, stamp, created_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $3, $8) ON CONFLICT (id) DO NOTHING";
    let args = |id| args![id, conversation, at, new.author, new.author_name, new.body, called.as_str(), now];
    let mut id = new.id;
    if tx.execute(sql, args(id)).await? == 0 {
        let there = "SELECT COUNT(*) FROM aside WHERE id = $1 AND conversation_id = $2 AND body = $3";
        if tx.get::<i64>(there, args![id, conversation, new.body]).await? > 0 {
            return Ok(None);
        }
        id = Uuid::now_v7();
        tx.execute(sql, args(id)).await?;
    }
    search::put(tx, super::KIND, vec![(id, search::body(&[Some(new.body)]))]).await?;
    call(tx, now, conversation, new.called, at).await?;
    touch_inside(tx, conversation, at).await?;
    Ok(Some(at))
}

/// Notes who was called into a conversation, and where.
async fn call(tx: &Tx, now: Now, conversation: Uuid, called: &[Call], at: i64) -> Result<()> {
    let sql =
        "INSERT INTO conversation_member (conversation_id, member_id, read_position, noticed_position, called_position, draft_is_aside, created_at)
               VALUES ($1, $2, 0, 0, $3, $4, $5) ON CONFLICT (conversation_id, member_id) DO UPDATE SET called_position = excluded.called_position";
    let sets = called.iter().map(|Call(member, _)| args![conversation, *member, at, false, now]).collect();
    tx.execute_many(sql, sets).await?;
    Ok(())
}

/// Changes what a note says; its position now. None when it was deleted meanwhile, or is too old.
///
/// # Errors
/// When the database refuses.
pub async fn edit(tx: &Tx, now: Now, conversation: Uuid, id: Uuid, by: Uuid, body: &str, called: &[Call]) -> Result<Option<i64>> {
    let at = tick(tx, now).await?;
    let json = serde_json::to_string(called).map_err(Error::internal)?;
    let sql = "UPDATE aside SET body = $2, called = $3, edited_at = $4, stamp = $5
               WHERE id = $1 AND deleted_at IS NULL AND author_id = $6 AND created_at > $7";
    if tx.execute(sql, args![id, body, json, now, at, by, now.before(talk::EDIT)]).await? == 0 {
        return Ok(None);
    }
    let names = media::names_with(tx, With::Aside, id).await?;
    media::index_with(tx, super::KIND, id, body, &names).await?;
    call(tx, now, conversation, called, at).await?;
    touch_inside(tx, conversation, at).await?;
    Ok(Some(at))
}

/// Puts files beside the note that stands at a position. They were their sender's alone until now.
///
/// # Errors
/// When the database refuses.
pub async fn attach(tx: &Tx, now: Now, conversation: Uuid, at: i64, sender: &Sender, files: &[Unsent]) -> Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = files.iter().map(|file| file.id).collect();
    let names = media::attach(tx, now, conversation, With::Aside, at, sender, &ids).await?;
    let sql = "SELECT id, body FROM aside WHERE conversation_id = $1 AND position = $2";
    let (note, body): (Uuid, String) = tx.get(sql, args![conversation, at]).await?;
    media::index_with(tx, super::KIND, note, &body, &names).await
}

/// The files of some notes, by note.
///
/// # Errors
/// When the database refuses.
pub async fn list_files<'a>(conn: &impl Conn, notes: impl Iterator<Item = &'a Aside>) -> Result<Vec<(Uuid, Media)>> {
    let ids: Vec<Uuid> = notes.filter(|note| note.deleted_at.is_none()).map(|note| note.id).collect();
    media::list_with(conn, With::Aside, &ids).await
}

/// Takes the words of a note away, and puts its files in the trash: that there was one, whose and when, stays. None when it was deleted already.
///
/// # Errors
/// When the database refuses.
pub async fn delete(tx: &Tx, now: Now, conversation: Uuid, id: Uuid) -> Result<Option<i64>> {
    let at = tick(tx, now).await?;
    let sql = "UPDATE aside SET body = '', called = '[]', deleted_at = $2, stamp = $3 WHERE id = $1 AND deleted_at IS NULL";
    if tx.execute(sql, args![id, now, at]).await? == 0 {
        return Ok(None);
    }
    search::remove(tx, super::KIND, &[id]).await?;
    media::trash_with(tx, now, With::Aside, id).await?;
    touch_inside(tx, conversation, at).await?;
    Ok(Some(at))
}

/// Forgets what can be found of the notes of conversations that are about to go; their rows go with them.
///
/// # Errors
/// When the database refuses.
pub async fn delete_of(tx: &Tx, conversations: &[Uuid]) -> Result<()> {
    for conversation in conversations {
        let ids: Vec<Uuid> = tx.list("SELECT id FROM aside WHERE conversation_id = $1", args![*conversation]).await?;
        search::remove(tx, super::KIND, &ids).await?;
        tx.execute("DELETE FROM aside WHERE conversation_id = $1", args![*conversation]).await?;
    }
    Ok(())
}

/// How many notes of each conversation colleagues wrote since a member read it, up to a hundred. Who never did is taken to have
/// read what was there before they joined.
///
/// # Errors
/// When the database refuses.
pub async fn count_unread(conn: &impl Conn, member: Uuid, conversations: &[Uuid]) -> Result<Vec<(Uuid, i64)>> {
    if conversations.is_empty() {
        return Ok(Vec::new());
    }
    let mut args = args![member];
    args.extend(conversations.iter().map(|id| Value::Id(*id)));
    let holes: Vec<String> = (2..=args.len()).map(|i| format!("${i}")).collect();
    let sql = format!(
        "SELECT v.id, (SELECT COUNT(*) FROM (SELECT 1 FROM aside u WHERE u.conversation_id = v.id AND u.deleted_at IS NULL
             AND u.position > COALESCE(r.read_position, me.created_at) AND (u.author_id IS NULL OR u.author_id <> $1) LIMIT 100) counted)
         FROM conversation v JOIN member me ON me.id = $1 LEFT JOIN conversation_member r ON r.conversation_id = v.id AND r.member_id = $1 WHERE v.id IN ({})",
        holes.join(", ")
    );
    Ok(conn.list(&sql, args).await?)
}

/// The newest notes that a question finds, in conversations that `seen` (a condition on `conversation v`, its arguments in
/// `args`) lets see.
///
/// # Errors
/// When the database refuses.
pub async fn list_found(conn: &impl Conn, question: &str, seen: &str, mut args: Vec<Value>, most: i64) -> Result<Vec<Aside>> {
    let Some(found) = search::matching(conn.engine(), super::KIND, question, &mut args) else { return Ok(Vec::new()) };
    args.push(Value::Int(most));
    let sql = format!(
        "{} FROM ({found}) f CROSS JOIN aside a JOIN conversation v ON v.id = a.conversation_id WHERE a.id = f.id AND a.deleted_at IS NULL AND {seen} ORDER BY a.position DESC LIMIT ${}",
        of_a(),
        args.len()
    );
    Ok(conn.list(&sql, args).await?)
}

/// The newest notes of one conversation that hold every word of a question.
///
/// # Errors
/// When the database refuses.
pub async fn list_found_in(conn: &impl Conn, conversation: Uuid, question: &str, most: i64) -> Result<Vec<Aside>> {
    let mut args = args![conversation, super::KIND];
    let Some(holds) = search::holding("e.body", question, &mut args) else { return Ok(Vec::new()) };
    args.push(Value::Int(most));
    let sql = format!(
        "{} FROM aside a CROSS JOIN search_entry e WHERE a.conversation_id = $1 AND e.kind = $2 AND e.id = a.id AND a.deleted_at IS NULL AND {holds} ORDER BY a.position DESC LIMIT ${}",
        of_a(),
        args.len()
    );
    Ok(conn.list(&sql, args).await?)
}

/// The columns of `aside a`.
fn of_a() -> String {
    let columns = COLUMNS.trim_start_matches("SELECT ").trim_end_matches(" FROM aside");
    let own: Vec<String> = columns.split(", ").map(|column| format!("a.{column}")).collect();
    format!("SELECT {}", own.join(", "))
}

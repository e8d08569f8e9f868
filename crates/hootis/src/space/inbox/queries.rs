//! Reads of what members see of the conversations.

use std::collections::HashMap;

use hootis_space::{Conn, DbError, FromRow, Row, Tx, Value, args, search};
use uuid::Uuid;

use crate::clock::Now;
use crate::error::Result;
use crate::live::News;
pub(super) use crate::space::conversations::open_to as seen;
use crate::space::conversations::{self, Conversation, Reader, unread_of};
use crate::space::media;
use crate::space::{Eyes, asides};
use crate::web::person::initials;

/// A conversation that these eyes may see, or 404.
pub(super) async fn get(conn: &impl Conn, eyes: Eyes, id: Uuid) -> Result<Conversation> {
    let mut args = args![id];
    let seen = seen(eyes, &mut args);
    conversations::get(conn, &seen, args).await
}

/// Which conversations a list shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum View {
    /// A contact waits for an answer.
    Awaiting,
    All,
    /// Given to the member, or a colleague called them there.
    Mine,
    Party(Uuid),
    Contact(Uuid),
}

impl View {
    /// As it stands in an address.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Awaiting => "a-traiter",
            Self::Mine => "pour-moi",
            Self::All | Self::Party(_) | Self::Contact(_) => "toutes",
        }
    }

    pub(super) fn parse(code: &str) -> Option<Self> {
        [Self::Awaiting, Self::All, Self::Mine].into_iter().find(|view| view.code() == code)
    }
}

/// A line of a list of conversations.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub id: Uuid,
    /// The party's name, or those of the contacts.
    pub title: String,
    pub subject: Option<String>,
    pub is_done: bool,
    /// The position of its last message, which lists page by.
    pub position: i64,
    pub author: String,
    pub is_from_contact: bool,
    /// The member who looks wrote last.
    pub is_mine: bool,
    /// The beginning of the last message; empty when it was deleted.
    pub excerpt: String,
    /// Messages and notes that the member has not read.
    pub unread: i64,
}

impl FromRow for Line {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            title: row.take::<Option<String>>()?.unwrap_or_default(),
            subject: row.take()?,
            is_done: row.take()?,
            position: row.take()?,
            author: row.take::<Option<String>>()?.unwrap_or_default(),
            is_from_contact: row.take::<Option<bool>>()?.unwrap_or_default(),
            is_mine: row.take::<Option<bool>>()?.unwrap_or_default(),
            excerpt: conversations::text::excerpt(&row.take::<Option<String>>()?.unwrap_or_default()),
            unread: row.take()?,
        })
    }
}

impl Line {
    pub(super) fn initials(&self) -> String {
        initials(&self.title)
    }

    /// One of the three tones of avatars, always the same for one conversation.
    pub(super) fn tone(&self) -> &'static str {
        ["", "amber", "ok"][usize::from(self.id.as_bytes()[15]) % 3]
    }
}

/// A page of conversations, the ones written in last first, before a position.
pub(super) async fn list(conn: &impl Conn, eyes: Eyes, view: View, before: i64, most: i64) -> Result<Vec<Line>> {
    let mut args = args![eyes.member(), before];
    let seen = seen(eyes, &mut args);
    let mut rule = |rule: &str, id: Uuid| {
        args.push(Value::Id(id));
        format!("{rule}${}", args.len())
    };
    let wanted = match view {
        View::Awaiting => "v.awaits".to_owned(),
        View::All => "1 = 1".to_owned(),
        View::Mine => "(v.assigned_to = $1 OR r.called_position IS NOT NULL)".to_owned(),
        View::Party(id) => rule("v.party_id = ", id),
        View::Contact(id) => {
            format!("v.id IN (SELECT y.conversation_id FROM conversation_contact y WHERE {})", rule("y.contact_id = ", id))
        }
    };
    args.push(Value::Int(most));
    let sql = format!(
        "SELECT v.id, p.name, v.subject, v.done_at IS NOT NULL, v.messaged_at, m.author_name, m.from_contact, m.member_id = $1, 
           COALESCE(NULLIF(substr(m.body, 1, 400), ''), CASE WHEN m.deleted_at IS NULL THEN
             (SELECT f.name FROM media f WHERE f.message_id = m.id AND f.deleted_at IS NULL ORDER BY f.id LIMIT 1) END), {}
         FROM conversation v JOIN member me ON me.id = $1 LEFT JOIN party p ON p.id = v.party_id
         LEFT JOIN message m ON m.conversation_id = v.id AND m.position = v.messaged_at
         LEFT JOIN conversation_member r ON r.conversation_id = v.id AND r.member_id = $1
         WHERE v.messaged_at < $2 AND {wanted} AND {seen} ORDER BY v.messaged_at DESC LIMIT ${}",
        unread_of(Reader::Member(eyes.member()), "$1", "COALESCE(r.read_position, me.created_at)"),
        args.len()
    );
    let mut lines: Vec<Line> = conn.list(&sql, args).await?;
    let ids: Vec<Uuid> = lines.iter().map(|line| line.id).collect();
    let notes: HashMap<Uuid, i64> = asides::count_unread(conn, eyes.member(), &ids).await?.into_iter().collect();
    let mut names: HashMap<Uuid, Vec<String>> = HashMap::new();
    for (id, name) in conversations::list_contact_names(conn, &ids).await? {
        names.entry(id).or_default().push(name);
    }
    for line in &mut lines {
        line.unread += notes.get(&line.id).copied().unwrap_or_default();
        if line.title.is_empty() {
            line.title = names.remove(&line.id).unwrap_or_default().join(", ");
        }
    }
    Ok(lines)
}

/// How many conversations wait for an answer, up to a hundred.
///
/// # Errors
/// When the database refuses.
pub async fn count_awaiting(conn: &impl Conn, eyes: Eyes) -> Result<i64> {
    let mut args = args![];
    let seen = seen(eyes, &mut args);
    Ok(conn.get(&format!("SELECT COUNT(*) FROM (SELECT 1 FROM conversation v WHERE v.awaits AND {seen} LIMIT 100) counted"), args).await?)
}

/// Most conversations that one event names.
const NAMED: usize = 50;

/// What changed in the conversations of a space after a position.
pub(super) async fn news(conn: &impl Conn, eyes: Eyes, since: Option<i64>) -> Result<News> {
    let position = conversations::position(conn).await?;
    let mut args = args![since.unwrap_or(position), i64::try_from(NAMED + 1).unwrap_or(i64::MAX)];
    let seen = seen(eyes, &mut args);
    let sql = format!("SELECT v.id FROM conversation v WHERE v.inner_stamp > $1 AND {seen} ORDER BY v.inner_stamp LIMIT $2");
    let mut changed: Vec<Uuid> = conn.list(&sql, args).await?;
    let is_cut = changed.len() > NAMED;
    changed.truncate(NAMED);
    Ok(News { position, changed, is_cut, count: count_awaiting(conn, eyes).await? })
}

/// What conversations are called, for those who may see them.
///
/// # Errors
/// When the database refuses.
pub async fn list_names(conn: &impl Conn, ids: &[Uuid], eyes: Eyes) -> Result<Vec<(Uuid, String)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut args: Vec<Value> = ids.iter().map(|id| Value::Id(*id)).collect();
    let holes: Vec<String> = (1..=args.len()).map(|i| format!("${i}")).collect();
    let seen = seen(eyes, &mut args);
    let sql = format!(
        "SELECT v.id, COALESCE(v.subject, p.name, '') FROM conversation v LEFT JOIN party p ON p.id = v.party_id WHERE v.id IN ({}) AND {seen}",
        holes.join(", ")
    );
    let mut names: Vec<(Uuid, String)> = conn.list(&sql, args).await?;
    for (id, name) in conversations::list_contact_names(conn, ids).await? {
        if let Some(empty) = names.iter_mut().find(|(other, known)| *other == id && known.is_empty()) {
            empty.1 = name;
        }
    }
    Ok(names)
}

/// What becomes of conversations, of their files and of what colleagues said beside them, when a contact is erased. The contents that
/// nobody needs any more: see [`media::remove_contents`].
///
/// # Errors
/// When the database refuses.
pub async fn delete_of_contact(tx: &Tx, now: Now, contact: Uuid) -> Result<Vec<Uuid>> {
    let alone = conversations::list_alone(tx, contact).await?;
    let contents = media::erase(tx, now, contact, &alone).await?;
    asides::delete_of(tx, &alone).await?;
    conversations::delete_of_contact(tx, now, contact).await?;
    Ok(contents)
}

/// Members who may be given a conversation, or called: those who sign in, by name.
pub(super) async fn list_colleagues(conn: &impl Conn) -> Result<Vec<(Uuid, String)>> {
    Ok(conn.list("SELECT id, name FROM member WHERE state = 'active' ORDER BY name_key, id LIMIT 300", args![]).await?)
}

/// Somebody who can be written to.
#[derive(Clone, Debug)]
pub(super) struct Pick {
    pub id: Uuid,
    pub name: String,
    pub position: Option<String>,
    pub email: Option<String>,
}

impl FromRow for Pick {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        let id = row.take()?;
        let (first, last): (Option<String>, String) = (row.take()?, row.take()?);
        Ok(Self { id, name: conversations::name_of(first.as_deref(), &last), position: row.take()?, email: row.take()? })
    }
}

const PICK: &str = "SELECT c.id, c.first_name, c.last_name, c.position, c.email FROM contact c";

/// The contacts of a party that can be written to, by name.
pub(super) async fn list_of_party(conn: &impl Conn, eyes: Eyes, party: Uuid) -> Result<Vec<Pick>> {
    let mut args = args![party];
    let seen = eyes.condition(&mut args);
    let most = hootis_policy::talk::CONTACTS;
    Ok(conn.list(&format!("{PICK} WHERE c.party_id = $1 AND c.archived_at IS NULL AND {seen} ORDER BY c.name_key, c.id LIMIT {most}"), args).await?)
}

/// One contact that can be written to, with their party.
pub(super) async fn find_contact(conn: &impl Conn, eyes: Eyes, id: Uuid) -> Result<Option<(Pick, Option<Uuid>)>> {
    let mut args = args![id];
    let seen = eyes.condition(&mut args);
    let Some(pick) = conn.find::<Pick>(&format!("{PICK} WHERE c.id = $1 AND {seen}"), args).await? else { return Ok(None) };
    Ok(Some((pick, conn.get("SELECT party_id FROM contact WHERE id = $1", args![id]).await?)))
}

/// The name of a party.
pub(super) async fn find_party(conn: &impl Conn, id: Uuid) -> Result<Option<String>> {
    Ok(conn.find("SELECT name FROM party WHERE id = $1", args![id]).await?)
}

/// Parties that a question finds, by name.
pub(super) async fn list_parties(conn: &impl Conn, question: &str, most: i64) -> Result<Vec<(Uuid, String)>> {
    let mut args = args![];
    let Some(found) = search::matching(conn.engine(), "party", question, &mut args) else { return Ok(Vec::new()) };
    args.push(Value::Int(most));
    let sql = format!(
        "SELECT p.id, p.name FROM ({found}) f CROSS JOIN party p WHERE p.id = f.id AND p.archived_at IS NULL ORDER BY p.name_key, p.id LIMIT ${}",
        args.len()
    );
    Ok(conn.list(&sql, args).await?)
}

/// Contacts that a question finds, by name, with what their party is called.
pub(super) async fn list_contacts(conn: &impl Conn, eyes: Eyes, question: &str, most: i64) -> Result<Vec<(Uuid, String, Option<String>)>> {
    let mut args = args![];
    let Some(found) = search::matching(conn.engine(), "contact", question, &mut args) else { return Ok(Vec::new()) };
    let seen = eyes.condition(&mut args);
    args.push(Value::Int(most));
    let sql = format!(
        "SELECT c.id, c.first_name, c.last_name, p.name FROM ({found}) f CROSS JOIN contact c LEFT JOIN party p ON p.id = c.party_id
         WHERE c.id = f.id AND c.archived_at IS NULL AND {seen} ORDER BY c.name_key, c.id LIMIT ${}",
        args.len()
    );
    let found: Vec<(Uuid, Option<String>, String, Option<String>)> = conn.list(&sql, args).await?;
    Ok(found.into_iter().map(|(id, first, last, party)| (id, conversations::name_of(first.as_deref(), &last), party)).collect())
}

/// Whether there is a message or note of that id.
pub(super) async fn is_written(conn: &impl Conn, id: Uuid) -> Result<bool> {
    Ok(conversations::find_message(conn, id).await?.is_some() || asides::is_written(conn, id).await?)
}

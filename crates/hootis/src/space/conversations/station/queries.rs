//! What a contact may see of the conversations.

use hootis_policy::permissions::Reach;
use hootis_space::{Conn, DbError, FromRow, Row, Value, args};
use uuid::Uuid;

use super::super::{Conversation, Reader, get as get_seen, list_contact_names, open_to, text, unread_of};
use crate::access::portal::PortalScope;
use crate::error::Result;
use crate::live::News;
use crate::space::Eyes;

/// The condition on `conversation v`: the contact is in it or, where they see everything, it is their company's.
///
/// Of the latter, none with a contact that is private to a member. A member who looks as the contact does sees no more than they
/// may see themselves. Its arguments are pushed on `args`.
pub(super) fn seen(scope: &PortalScope, args: &mut Vec<Value>) -> String {
    let seen = format!("v.id IN ({})", ids(scope, args));
    match scope.viewer() {
        Some(viewer) => format!("({seen} AND {})", open_to(Eyes::from(viewer), args)),
        None => seen,
    }
}

/// The ids of the conversations that the contact sees: few of many, found through the contact and the company.
fn ids(scope: &PortalScope, args: &mut Vec<Value>) -> String {
    args.push(Value::Id(scope.contact()));
    let own = format!("SELECT y.conversation_id FROM conversation_contact y WHERE y.contact_id = ${}", args.len());
    if scope.reach() != Reach::Everything || scope.parties().is_empty() {
        return own;
    }
    let parties: Vec<String> = scope
        .parties()
        .iter()
        .map(|party| {
            args.push(Value::Id(*party));
            format!("${}", args.len())
        })
        .collect();
    let private =
        "EXISTS (SELECT 1 FROM conversation_contact z JOIN contact c ON c.id = z.contact_id WHERE z.conversation_id = w.id AND c.is_private)";
    format!("{own} UNION SELECT w.id FROM conversation w WHERE w.party_id IN ({}) AND NOT w.is_private AND NOT {private}", parties.join(", "))
}

/// A conversation that the contact may see, or 404.
pub(super) async fn get(conn: &impl Conn, scope: &PortalScope, id: Uuid) -> Result<Conversation> {
    let mut args = args![id];
    let seen = seen(scope, &mut args);
    get_seen(conn, &seen, args).await
}

/// A line of a contact's list.
#[derive(Clone, Debug)]
pub struct Line {
    pub id: Uuid,
    pub subject: Option<String>,
    pub is_done: bool,
    /// The position of its last message, which lists page by.
    pub position: i64,
    pub author: String,
    pub is_mine: bool,
    /// The beginning of the last message; empty when it was deleted.
    pub excerpt: String,
    pub unread: i64,
    /// Who is in it.
    pub people: String,
}

impl FromRow for Line {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            subject: row.take()?,
            is_done: row.take()?,
            position: row.take()?,
            author: row.take::<Option<String>>()?.unwrap_or_default(),
            is_mine: row.take::<Option<bool>>()?.unwrap_or_default(),
            excerpt: text::excerpt(&row.take::<Option<String>>()?.unwrap_or_default()),
            unread: row.take()?,
            people: String::new(),
        })
    }
}

/// A page of conversations, the ones written in last first, before a position. What others say to others counts as read.
pub(super) async fn list(conn: &impl Conn, scope: &PortalScope, before: i64, most: i64) -> Result<Vec<Line>> {
    let mut args = args![scope.contact(), before];
    let seen = seen(scope, &mut args);
    args.push(Value::Int(most));
    let sql = format!(
        "SELECT v.id, v.subject, v.done_at IS NOT NULL, v.messaged_at, m.author_name, m.contact_id = $1, 
           COALESCE(NULLIF(substr(m.body, 1, 400), ''), CASE WHEN m.deleted_at IS NULL THEN
             (SELECT f.name FROM media f WHERE f.message_id = m.id AND f.deleted_at IS NULL ORDER BY f.id LIMIT 1) END), {}
         FROM conversation v LEFT JOIN message m ON m.conversation_id = v.id AND m.position = v.messaged_at
         LEFT JOIN conversation_contact r ON r.conversation_id = v.id AND r.contact_id = $1
         WHERE v.messaged_at < $2 AND {seen} ORDER BY v.messaged_at DESC LIMIT ${}",
        unread_of(Reader::Contact(scope.contact()), "$1", "COALESCE(r.read_position, v.messaged_at)"),
        args.len()
    );
    let mut lines: Vec<Line> = conn.list(&sql, args).await?;
    let ids: Vec<Uuid> = lines.iter().map(|line| line.id).collect();
    for (id, name) in list_contact_names(conn, &ids).await? {
        if let Some(line) = lines.iter_mut().find(|line| line.id == id) {
            if !line.people.is_empty() {
                line.people.push_str(", ");
            }
            line.people.push_str(&name);
        }
    }
    Ok(lines)
}

/// The latest conversations, for the home.
///
/// # Errors
/// When the database refuses.
pub async fn latest(conn: &impl Conn, scope: &PortalScope, most: i64) -> Result<Vec<Line>> {
    list(conn, scope, i64::MAX, most).await
}

/// In how many of a contact's own conversations something waits to be read, up to a hundred.
pub(super) async fn count_unread(conn: &impl Conn, contact: Uuid) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM (SELECT 1 FROM conversation_contact r JOIN conversation v ON v.id = r.conversation_id
               WHERE r.contact_id = $1 AND v.messaged_at > r.read_position AND EXISTS (SELECT 1 FROM message u WHERE u.conversation_id = v.id
                 AND u.position > r.read_position AND u.deleted_at IS NULL AND (u.contact_id IS NULL OR u.contact_id <> $1)) LIMIT 100) counted";
    Ok(conn.get(sql, args![contact]).await?)
}

/// Most conversations that one event names.
const NAMED: usize = 50;

/// Up to where something happened that the contact may see: the clock of the space would tell of what colleagues do.
pub(super) async fn position(conn: &impl Conn, scope: &PortalScope) -> Result<i64> {
    let mut args = args![];
    let seen = seen(scope, &mut args);
    Ok(conn.get(&format!("SELECT COALESCE(MAX(v.stamp), 0) FROM conversation v WHERE {seen}"), args).await?)
}

/// What changed, as far as the contact may see it, after a position.
pub(super) async fn news(conn: &impl Conn, scope: &PortalScope, since: Option<i64>) -> Result<News> {
    let position = position(conn, scope).await?;
    let mut args = args![since.unwrap_or(position), i64::try_from(NAMED + 1).unwrap_or(i64::MAX)];
    let seen = seen(scope, &mut args);
    // `stamp`, not `inner_stamp`: what colleagues do among themselves is no news here.
    let sql = format!("SELECT v.id FROM conversation v WHERE v.stamp > $1 AND {seen} ORDER BY v.stamp LIMIT $2");
    let mut changed: Vec<Uuid> = conn.list(&sql, args).await?;
    let is_cut = changed.len() > NAMED;
    changed.truncate(NAMED);
    Ok(News { position, changed, is_cut, count: count_unread(conn, scope.contact()).await? })
}

/// Whether somebody of the company has read up to a position.
pub(super) async fn is_seen(conn: &impl Conn, conversation: Uuid, position: i64) -> Result<bool> {
    let sql = "SELECT COUNT(*) FROM (SELECT 1 FROM conversation_member WHERE conversation_id = $1 AND read_position >= $2 LIMIT 1) seen";
    Ok(conn.get::<i64>(sql, args![conversation, position]).await? > 0)
}

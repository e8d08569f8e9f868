//! Who is told, of what.

use hootis_space::{Conn, DbError, FromRow, Row, SpaceDb, Tx, args};
use uuid::Uuid;

use super::super::Reader;
use crate::clock::Now;
use crate::error::Result;
use crate::web::i18n::Lang;

/// Contacts of a conversation who may be told: whether they still may is looked at when their time has come.
pub(super) async fn list_contacts(conn: &impl Conn, conversation: Uuid) -> Result<Vec<Uuid>> {
    Ok(conn
        .list("SELECT contact_id FROM conversation_contact WHERE conversation_id = $1 AND muted_at IS NULL LIMIT 200", args![conversation])
        .await?)
}

/// Who looks after a conversation: whoever it was given to; else those in charge of the party; else who has written in it; else the
/// owners. With a private contact, whom that one is private to.
pub(super) async fn list_in_charge(conn: &impl Conn, conversation: Uuid) -> Result<Vec<Uuid>> {
    const PRIVATE: &str = "SELECT DISTINCT c.private_to FROM conversation_contact x JOIN contact c ON c.id = x.contact_id
                           WHERE x.conversation_id = $1 AND c.is_private AND c.private_to IS NOT NULL
                           UNION SELECT v.private_to FROM conversation v WHERE v.id = $1 AND v.is_private AND v.private_to IS NOT NULL";
    const IN_TURN: [&str; 4] = [
        "SELECT m.id FROM conversation v JOIN member m ON m.id = v.assigned_to WHERE v.id = $1 AND m.state = 'active'",
        "SELECT m.id FROM conversation v JOIN party_member l ON l.party_id = v.party_id JOIN member m ON m.id = l.member_id
         WHERE v.id = $1 AND m.state = 'active' LIMIT 20",
        "SELECT DISTINCT m.id FROM message t JOIN member m ON m.id = t.member_id WHERE t.conversation_id = $1 AND m.state = 'active' LIMIT 20",
        "SELECT m.id FROM conversation v CROSS JOIN member m WHERE v.id = $1 AND m.role = 'owner' AND m.state = 'active' LIMIT 20",
    ];
    let private: Vec<Uuid> = conn.list(PRIVATE, args![conversation]).await?;
    if !private.is_empty() {
        return Ok(private);
    }
    for sql in IN_TURN {
        let found: Vec<Uuid> = conn.list(sql, args![conversation]).await?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

/// Somebody who is written to.
pub(super) struct Person {
    pub name: String,
    pub email: String,
    pub lang: Lang,
    pub read_position: i64,
    pub noticed_position: i64,
    /// Where a colleague called them; none for contacts.
    pub called_position: Option<i64>,
    /// What the conversation is called for them: the party, or its contacts. Empty for contacts, who know the company.
    pub title: String,
}

impl FromRow for Person {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            name: row.take()?,
            email: row.take()?,
            lang: row.take::<Option<String>>()?.and_then(|code| Lang::from_code(&code)).unwrap_or_default(),
            read_position: row.take()?,
            noticed_position: row.take()?,
            called_position: row.take()?,
            title: row.take::<Option<String>>()?.unwrap_or_default(),
        })
    }
}

/// The person, if they may still see the conversation, can be written to, and have not said that they want no mails.
pub(super) async fn find_person(conn: &impl Conn, conversation: Uuid, reader: Reader) -> Result<Option<Person>> {
    match reader {
        Reader::Member(id) => find_member(conn, conversation, id).await,
        Reader::Contact(id) => find_contact(conn, conversation, id).await,
    }
}

async fn find_member(conn: &impl Conn, conversation: Uuid, id: Uuid) -> Result<Option<Person>> {
    // Whom a contact is private to sees it; without a known member, owners and administrators do.
    let sql = "SELECT m.name, m.email, m.lang, COALESCE(r.read_position, 0), COALESCE(r.noticed_position, 0), r.called_position, p.name
               FROM conversation v JOIN member m ON m.id = $2 LEFT JOIN party p ON p.id = v.party_id
               LEFT JOIN conversation_member r ON r.conversation_id = v.id AND r.member_id = m.id
               WHERE v.id = $1 AND m.state = 'active' AND m.email IS NOT NULL AND r.muted_at IS NULL
                 AND (NOT v.is_private OR COALESCE(v.private_to, $3) = m.id OR (v.private_to IS NULL AND m.role IN ('owner', 'administrator')))
                 AND NOT EXISTS (
                 SELECT 1 FROM conversation_contact x JOIN contact c ON c.id = x.contact_id WHERE x.conversation_id = v.id AND c.is_private
                 AND COALESCE(c.private_to, $3) <> m.id AND NOT (c.private_to IS NULL AND m.role IN ('owner', 'administrator')))";
    let found: Option<Person> = conn.find(sql, args![conversation, id, Uuid::nil()]).await?;
    let Some(mut person) = found else { return Ok(None) };
    if person.title.is_empty() {
        let names = super::super::list_contact_names(conn, &[conversation]).await?;
        person.title = names.into_iter().map(|(_, name)| name).collect::<Vec<_>>().join(", ");
    }
    Ok(Some(person))
}

async fn find_contact(conn: &impl Conn, conversation: Uuid, id: Uuid) -> Result<Option<Person>> {
    // Who cannot come in is not sent there.
    let sql = "SELECT c.first_name, c.last_name, a.email, a.lang, x.read_position, x.noticed_position
               FROM conversation_contact x JOIN contact c ON c.id = x.contact_id JOIN contact_access a ON a.contact_id = c.id
               WHERE x.conversation_id = $1 AND x.contact_id = $2 AND x.muted_at IS NULL AND a.state = 'active' AND c.archived_at IS NULL";
    let Some(mut row) = conn.query(sql, args![conversation, id]).await?.into_iter().next() else { return Ok(None) };
    let (first, last): (Option<String>, String) = (row.take()?, row.take()?);
    Ok(Some(Person {
        name: super::super::name_of(first.as_deref(), &last),
        email: row.take()?,
        lang: Lang::from_code(&row.take::<String>()?).unwrap_or_default(),
        read_position: row.take()?,
        noticed_position: row.take()?,
        called_position: None,
        title: String::new(),
    }))
}

/// Who looks after a conversation of a party that is about to begin: those in charge of it, else the owners.
pub(super) async fn list_in_charge_of(conn: &impl Conn, party: Option<Uuid>) -> Result<Vec<Uuid>> {
    let sql = "SELECT m.id FROM party_member l JOIN member m ON m.id = l.member_id WHERE l.party_id = $1 AND m.state = 'active' LIMIT 20";
    let found: Vec<Uuid> = match party {
        Some(party) => conn.list(sql, args![party]).await?,
        None => Vec::new(),
    };
    if !found.is_empty() {
        return Ok(found);
    }
    Ok(conn.list("SELECT id FROM member WHERE role = 'owner' AND state = 'active' LIMIT 20", args![]).await?)
}

/// What somebody has not read, and was not told of yet.
pub(super) struct News {
    pub count: i64,
    /// The position of the last of it.
    pub until: Option<i64>,
    /// The first few, with their authors.
    pub first: Vec<(String, String)>,
}

/// Messages that a mail may say.
const SAID: i64 = 5;

/// What others wrote after a position.
pub(super) async fn news(conn: &impl Conn, conversation: Uuid, reader: Reader, after: i64) -> Result<News> {
    let (column, id) = match reader {
        Reader::Member(id) => ("member_id", id),
        Reader::Contact(id) => ("contact_id", id),
    };
    let rule = format!("FROM message WHERE conversation_id = $1 AND position > $2 AND deleted_at IS NULL AND ({column} IS NULL OR {column} <> $3)");
    let (count, until): (i64, Option<i64>) = conn.get(&format!("SELECT COUNT(*), MAX(position) {rule}"), args![conversation, after, id]).await?;
    let first = conn.list(&format!("SELECT author_name, body {rule} ORDER BY position LIMIT $4"), args![conversation, after, id, SAID]).await?;
    Ok(News { count, until, first })
}

/// Notes that somebody was told up to a position.
pub(super) async fn note(space: &SpaceDb, now: Now, conversation: Uuid, reader: Reader, until: i64) -> Result<()> {
    let (table, column, id) = match reader {
        Reader::Member(id) => ("conversation_member", "member_id", id),
        Reader::Contact(id) => ("conversation_contact", "contact_id", id),
    };
    let tx = space.begin().await?;
    reader.enter(&tx, now, conversation).await?;
    let sql = format!("UPDATE {table} SET noticed_position = $3 WHERE conversation_id = $1 AND {column} = $2 AND noticed_position < $3");
    tx.execute(&sql, args![conversation, id, until]).await?;
    Ok(tx.commit().await?)
}

/// The setting that lets mails say what was written: who said so, and when. None: they do not.
///
/// # Errors
/// When the database refuses.
pub async fn find_content(conn: &impl Conn) -> Result<Option<(String, i64)>> {
    Ok(conn.find("SELECT value, updated_at FROM setting WHERE name = 'notice_content'", args![]).await?)
}

/// Lets mails say what was written, or not.
///
/// # Errors
/// When the database refuses.
pub async fn put_content(tx: &Tx, now: Now, said: Option<&str>) -> Result<()> {
    let (sql, args) = match said {
        Some(said) => (
            "INSERT INTO setting (name, value, created_at, updated_at) VALUES ('notice_content', $1, $2, $2) ON CONFLICT (name) DO NOTHING",
            args![said, now],
        ),
        None => ("DELETE FROM setting WHERE name = 'notice_content'", args![]),
    };
    tx.execute(sql, args).await?;
    Ok(())
}

//! Reads and writes of tags.

use hootis_space::{Conn, DbError, FromRow, Row, Value, args};
use uuid::Uuid;

use super::form::NewTag;
use super::{NAME_MAX, Subject};
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::web::person::{line, sort_key};

/// Tags offered in a list of choices.
pub(super) const OFFERED: i64 = 500;

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    pub id: Uuid,
    pub name: String,
    /// `#rrggbb`, when somebody chose one.
    pub color: Option<String>,
}

impl FromRow for Tag {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self { id: row.take()?, name: row.take()?, color: row.take()? })
    }
}

/// A tag on a row.
#[derive(Clone, Debug)]
pub struct TagOn {
    pub tag: Tag,
    /// Dolibarr put it there.
    pub is_imported: bool,
}

impl FromRow for TagOn {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self { tag: Tag::from_row(row)?, is_imported: row.take()? })
    }
}

/// The tags that can be put on such rows, by name.
///
/// # Errors
/// When the database refuses.
pub async fn list(conn: &impl Conn, subject: Subject) -> Result<Vec<Tag>> {
    Ok(conn.list("SELECT id, name, color FROM tag WHERE subject = $1 ORDER BY name_key, id LIMIT $2", args![subject.code(), OFFERED]).await?)
}

/// One tag.
///
/// # Errors
/// When the database refuses.
pub async fn find(conn: &impl Conn, subject: Subject, id: Uuid) -> Result<Option<Tag>> {
    Ok(conn.find("SELECT id, name, color FROM tag WHERE subject = $1 AND id = $2", args![subject.code(), id]).await?)
}

/// The tags whose names hold one of these folded words.
///
/// # Errors
/// When the database refuses.
pub async fn named(conn: &impl Conn, subject: Subject, words: &[&str], most: i64) -> Result<Vec<Tag>> {
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let mut args = args![subject.code(), most];
    let rules: Vec<String> = words
        .iter()
        .map(|word| {
            // Folded words hold letters and digits only: nothing that LIKE minds.
            args.push(Value::Text(format!("%{word}%")));
            format!("name_key LIKE ${}", args.len())
        })
        .collect();
    Ok(conn
        .list(&format!("SELECT id, name, color FROM tag WHERE subject = $1 AND ({}) ORDER BY name_key, id LIMIT $2", rules.join(" OR ")), args)
        .await?)
}

/// The tags of a row, by name.
///
/// # Errors
/// When the database refuses.
pub async fn of(conn: &impl Conn, subject: Subject, row: Uuid) -> Result<Vec<TagOn>> {
    let (table, column) = subject.table();
    let sql = format!(
        "SELECT t.id, t.name, t.color, l.source_id IS NOT NULL FROM {table} l JOIN tag t ON t.id = l.tag_id WHERE l.{column} = $1 ORDER BY t.name_key, t.id LIMIT 200"
    );
    Ok(conn.list(&sql, args![row]).await?)
}

/// The tag of that name, accents and case ignored; the oldest when there are several (Dolibarr may have homonyms).
///
/// # Errors
/// When the database refuses.
pub async fn find_named(conn: &impl Conn, subject: Subject, name: &str) -> Result<Option<Tag>> {
    let sql = "SELECT id, name, color FROM tag WHERE subject = $1 AND name_key = $2 ORDER BY id LIMIT 1";
    Ok(conn.find(sql, args![subject.code(), sort_key(name)]).await?)
}

/// Puts the tag of that name on rows, making it if there is none. Returns it, and the rows that did not have it yet.
/// `None` when the name holds no letter.
///
/// # Errors
/// When the database refuses; `Reference` when a row is not there.
pub async fn add(conn: &impl Conn, now: Now, subject: Subject, name: &str, rows: &[Uuid]) -> Result<Option<(Tag, Vec<Uuid>)>> {
    let Some(name) = line(name, NAME_MAX).filter(|name| !sort_key(name).is_empty()) else { return Ok(None) };
    let tag = match find_named(conn, subject, &name).await? {
        Some(tag) => tag,
        None => insert(conn, now, subject, &name).await?,
    };
    let (table, column) = subject.table();
    let had = having(conn, subject, tag.id, rows).await?;
    let new: Vec<Uuid> = rows.iter().copied().filter(|row| !had.contains(row)).collect();
    let sql = format!("INSERT INTO {table} ({column}, tag_id, created_at) VALUES ($1, $2, $3) ON CONFLICT ({column}, tag_id) DO NOTHING");
    conn.execute_many(&sql, new.iter().map(|row| args![*row, tag.id, now]).collect()).await?;
    Ok(Some((tag, new)))
}

async fn insert(conn: &impl Conn, now: Now, subject: Subject, name: &str) -> Result<Tag> {
    insert_new(conn, now, subject, &NewTag { name: name.to_owned(), color: None }).await
}

/// Takes a tag off rows; Dolibarr's stay on. Returns the rows that had it.
///
/// # Errors
/// When the database refuses.
pub async fn remove(conn: &impl Conn, subject: Subject, tag: Uuid, rows: &[Uuid]) -> Result<Vec<Uuid>> {
    let (table, column) = subject.table();
    let mut args = args![tag];
    let list = binds(rows, &mut args);
    let sql = format!("DELETE FROM {table} WHERE tag_id = $1 AND source_id IS NULL AND {column} IN ({list}) RETURNING {column}");
    Ok(if rows.is_empty() { Vec::new() } else { conn.list(&sql, args).await? })
}

async fn having(conn: &impl Conn, subject: Subject, tag: Uuid, rows: &[Uuid]) -> Result<Vec<Uuid>> {
    let (table, column) = subject.table();
    let mut args = args![tag];
    let list = binds(rows, &mut args);
    let sql = format!("SELECT {column} FROM {table} WHERE tag_id = $1 AND {column} IN ({list})");
    Ok(if rows.is_empty() { Vec::new() } else { conn.list(&sql, args).await? })
}

fn binds(rows: &[Uuid], args: &mut Vec<Value>) -> String {
    rows.iter()
        .map(|row| {
            args.push(Value::Id(*row));
            format!("${}", args.len())
        })
        .collect::<Vec<_>>()
        .join(", ")
}

/// A tag as its own page shows it.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub(super) tag: Tag,
    pub(super) subject: Subject,
    pub(super) version: i64,
    /// Dolibarr made it: it is named and coloured there.
    pub(super) is_imported: bool,
    /// How many rows have it.
    pub(super) rows: i64,
}

impl FromRow for Kept {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        let tag = Tag::from_row(row)?;
        Ok(Self { tag, subject: Subject::from_code(&row.take::<String>()?), version: row.take()?, is_imported: row.take()?, rows: row.take()? })
    }
}

fn kept(subject: Subject) -> String {
    let (table, _) = subject.table();
    format!(
        "SELECT t.id, t.name, t.color, t.subject, t.version, EXISTS (SELECT 1 FROM origin o WHERE o.local_id = t.id),
                (SELECT COUNT(*) FROM {table} l WHERE l.tag_id = t.id) FROM tag t WHERE t.subject = $1"
    )
}

/// The tags of a subject by name, with how often each is used; one more than [`OFFERED`] says that there are more.
pub(super) async fn list_kept(conn: &impl Conn, subject: Subject) -> Result<Vec<Kept>> {
    Ok(conn.list(&format!("{} ORDER BY t.name_key, t.id LIMIT $2", kept(subject)), args![subject.code(), OFFERED + 1]).await?)
}

/// One tag of parties or contacts, or 404.
pub(super) async fn get_kept(conn: &impl Conn, id: Uuid) -> Result<Kept> {
    for subject in Subject::KEPT {
        if let Some(found) = conn.find(&format!("{} AND t.id = $2", kept(subject)), args![subject.code(), id]).await? {
            return Ok(found);
        }
    }
    Err(Error::NotFound)
}

/// Makes a tag.
pub(super) async fn insert_new(conn: &impl Conn, now: Now, subject: Subject, new: &NewTag) -> Result<Tag> {
    let tag = Tag { id: Uuid::now_v7(), name: new.name.clone(), color: new.color.map(str::to_owned) };
    let sql = "INSERT INTO tag (id, subject, name, name_key, color, version, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, 1, $6, $6)";
    conn.execute(sql, args![tag.id, subject.code(), &tag.name, sort_key(&tag.name), tag.color.clone(), now]).await?;
    Ok(tag)
}

/// Names and colours a tag anew that is still at `version`. `false` when it is not.
pub(super) async fn update(conn: &impl Conn, now: Now, id: Uuid, version: i64, new: &NewTag) -> Result<bool> {
    let sql = "UPDATE tag SET name = $3, name_key = $4, color = $5, updated_at = $6, version = version + 1 WHERE id = $1 AND version = $2";
    Ok(conn.execute(sql, args![id, version, &new.name, sort_key(&new.name), new.color, now]).await? == 1)
}

/// Puts everything that has one tag under another, and takes the first away.
pub(super) async fn merge(conn: &impl Conn, subject: Subject, from: Uuid, into: Uuid) -> Result<()> {
    let (table, column) = subject.table();
    let sql = format!(
        "INSERT INTO {table} ({column}, tag_id, source_id, created_at) SELECT {column}, t.id, l.source_id, l.created_at FROM {table} l, tag t
         WHERE l.tag_id = $1 AND t.id = $2 ON CONFLICT ({column}, tag_id) DO NOTHING"
    );
    conn.execute(&sql, args![from, into]).await?;
    delete(conn, from).await
}

/// Takes a tag away for good, off everything that has it.
pub(super) async fn delete(conn: &impl Conn, id: Uuid) -> Result<()> {
    conn.execute("DELETE FROM tag WHERE id = $1", args![id]).await?;
    Ok(())
}

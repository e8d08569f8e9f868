//! Who did what to which row: the timeline of a card, and the journal of the space.
//!
//! Features record a change in the transaction that makes it. What is told is which fields changed and
//! how, in the words of the field's key; whoever may see the row may see its changes.

use hootis_space::{Conn, DbError, FromRow, Row, args};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::access::BackOffice;
use crate::clock::Now;
use crate::error::{Error, Result};

/// Who makes a change.
#[derive(Clone, Debug)]
pub struct Actor {
    kind: &'static str,
    id: Option<Uuid>,
    name: String,
}

impl Actor {
    /// An import run.
    #[must_use]
    pub fn import(run: Uuid, asked_by: &str) -> Self {
        Self { kind: "import", id: Some(run), name: asked_by.to_owned() }
    }

    /// A member who acts from outside the back office: the owner in the console.
    #[must_use]
    pub fn member(id: Uuid, name: &str) -> Self {
        Self { kind: "member", id: Some(id), name: name.to_owned() }
    }

    /// A contact, in Station Clients.
    #[must_use]
    pub fn contact(id: Uuid, name: &str) -> Self {
        Self { kind: "contact", id: Some(id), name: name.to_owned() }
    }

    /// The operator, from the command line.
    #[must_use]
    pub fn operator() -> Self {
        Self { kind: "operator", id: None, name: String::new() }
    }
}

impl<R> From<&BackOffice<R>> for Actor {
    fn from(office: &BackOffice<R>) -> Self {
        Self { kind: "member", id: Some(office.member.id), name: office.member.name.clone() }
    }
}

/// What became of one field. Values are what a person would read; `None` for none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The field's name, as its column.
    pub field: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// What the field of a change is called when it is one that the company added: its label behind this.
const CUSTOM: &str = "champ:";

impl FieldChange {
    /// A change of a field that the company added.
    #[must_use]
    pub fn custom(label: &str, before: Option<String>, after: Option<String>) -> Self {
        Self { field: format!("{CUSTOM}{label}"), before, after }
    }
}

/// The label of a field that the company added; none for fields that everybody has.
#[must_use]
pub fn custom_label(field: &str) -> Option<&str> {
    field.strip_prefix(CUSTOM)
}

/// A change that was made.
#[derive(Clone, Debug)]
pub struct Change {
    pub id: Uuid,
    /// member, import, operator.
    pub actor_kind: String,
    pub actor_id: Option<Uuid>,
    pub actor_name: String,
    /// party, contact, member, tag, setting, import…
    pub subject_kind: String,
    pub subject_id: Uuid,
    /// created, updated, archived, restored, deleted, tagged… a noun-like word of the feature.
    pub action: String,
    pub fields: Vec<FieldChange>,
    pub at: i64,
}

pub(in crate::space) const COLUMNS: &str =
    "SELECT id, actor_kind, actor_id, actor_name, subject_kind, subject_id, action, fields, created_at FROM change_entry";

impl FromRow for Change {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            actor_kind: row.take()?,
            actor_id: row.take()?,
            actor_name: row.take()?,
            subject_kind: row.take()?,
            subject_id: row.take()?,
            action: row.take()?,
            // A line that cannot be read is shown without its details rather than not at all.
            fields: serde_json::from_str(&row.take::<String>()?).unwrap_or_default(),
            at: row.take()?,
        })
    }
}

/// Writes a change down.
///
/// # Errors
/// When the database refuses.
pub async fn record(
    conn: &impl Conn,
    now: Now,
    actor: &Actor,
    subject_kind: &'static str,
    subject: Uuid,
    action: &'static str,
    fields: &[FieldChange],
) -> Result<()> {
    record_all(conn, now, actor, subject_kind, action, &[(subject, fields.to_vec())]).await
}

/// Writes the same change of many rows down.
///
/// # Errors
/// When the database refuses.
pub async fn record_all(
    conn: &impl Conn,
    now: Now,
    actor: &Actor,
    subject_kind: &'static str,
    action: &'static str,
    subjects: &[(Uuid, Vec<FieldChange>)],
) -> Result<()> {
    let mut sets = Vec::with_capacity(subjects.len());
    for (subject, fields) in subjects {
        let fields = serde_json::to_string(fields).map_err(Error::internal)?;
        sets.push(args![Uuid::now_v7(), actor.kind, actor.id, &actor.name, subject_kind, *subject, action, fields, now]);
    }
    conn.execute_many(
        "INSERT INTO change_entry (id, actor_kind, actor_id, actor_name, subject_kind, subject_id, action, fields, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        sets,
    )
    .await?;
    Ok(())
}

/// The latest changes of a row, newest first.
///
/// # Errors
/// When the database refuses.
pub async fn list(conn: &impl Conn, subject: Uuid, most: i64) -> Result<Vec<Change>> {
    Ok(conn.list(&format!("{COLUMNS} WHERE subject_id = $1 ORDER BY created_at DESC, id DESC LIMIT $2"), args![subject, most]).await?)
}

/// What differs between two states of a row, field by field: `(name, before, after)`.
#[must_use]
pub fn differences<'a>(fields: impl IntoIterator<Item = (&'a str, Option<&'a str>, Option<&'a str>)>) -> Vec<FieldChange> {
    fields
        .into_iter()
        .filter(|(_, before, after)| before != after)
        .map(|(field, before, after)| FieldChange { field: field.to_owned(), before: before.map(str::to_owned), after: after.map(str::to_owned) })
        .collect()
}

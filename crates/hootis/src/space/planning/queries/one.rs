//! What the page of one shows.

use hootis_space::{Conn, DbError, FromRow, Row, Value, args};
use uuid::Uuid;

use super::super::line::{Kind, Line};
use super::list::{columns, seen, tables};
use crate::error::Result;
use crate::space::Eyes;
use crate::space::conversations::name_of;

/// Rows of a kind that a page shows.
const MOST: usize = 200;

/// What else the page of an event shows.
#[derive(Clone, Debug)]
pub(in super::super) struct EventMore {
    pub(in super::super) is_automatic: bool,
    pub(in super::super) ends: Option<String>,
    pub(in super::super) location: Option<String>,
    pub(in super::super) note: Option<String>,
    pub(in super::super) note_html: Option<String>,
    pub(in super::super) contact: Option<(Uuid, String)>,
    pub(in super::super) project: Option<(Uuid, String)>,
    /// The document that it is about.
    pub(in super::super) document: Option<(Uuid, String)>,
    /// The ticket that it is about.
    pub(in super::super) ticket: Option<(Uuid, String)>,
    pub(in super::super) author: Option<String>,
    pub(in super::super) updated_at: i64,
}

impl FromRow for EventMore {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        let (is_automatic, ends, location, note, note_html) = (row.take()?, row.take()?, row.take()?, row.take()?, row.take()?);
        let contact: (Option<Uuid>, Option<String>, Option<String>) = (row.take()?, row.take()?, row.take()?);
        Ok(Self {
            is_automatic,
            ends,
            location,
            note,
            note_html,
            contact: contact.0.map(|id| (id, name_of(contact.1.as_deref(), contact.2.as_deref().unwrap_or_default()))),
            project: row.take::<Option<Uuid>>()?.zip(row.take()?),
            document: row.take::<Option<Uuid>>()?.zip(row.take()?),
            ticket: row.take::<Option<Uuid>>()?.zip(row.take()?),
            author: row.take()?,
            updated_at: row.take()?,
        })
    }
}

async fn line(conn: &impl Conn, kind: Kind, id: Uuid, rule: &str, mut args: Vec<Value>) -> Result<Line> {
    args.push(Value::Id(id));
    let sql = format!("SELECT {} FROM {} WHERE t.id = ${} AND {rule}", columns(kind), tables(kind), args.len());
    Ok(conn.get(&sql, args).await?)
}

/// An event that these eyes may see, or 404.
pub(in super::super) async fn event(conn: &impl Conn, eyes: Eyes, id: Uuid) -> Result<(Line, EventMore)> {
    let mut args = args![];
    let seen = seen(eyes, &mut args);
    let line = line(conn, Kind::Agenda, id, &seen, args).await?;
    let sql = "SELECT t.is_automatic, t.ends, t.location, t.note, t.note_html, c.id, c.first_name, c.last_name, j.id, COALESCE(j.title, j.reference),
                      d.id, d.reference, k.id, COALESCE(k.subject, k.reference), a.name, t.updated_at
               FROM event t LEFT JOIN contact c ON c.id = t.contact_id LEFT JOIN project j ON j.id = t.project_id LEFT JOIN document d ON d.id = t.about_id
               LEFT JOIN ticket k ON k.id = t.about_id LEFT JOIN member a ON a.id = t.author_id WHERE t.id = $1";
    Ok((line, conn.get(sql, args![id]).await?))
}

/// The name of a member; first and last name of a contact; what they said.
type Attendee = (Option<String>, Option<String>, Option<String>, String);

/// Who takes part in an event: their name, and what they said.
pub(in super::super) async fn attendees(conn: &impl Conn, eyes: Eyes, event: Uuid) -> Result<Vec<(String, String)>> {
    let mut args = args![event];
    let seen = eyes.condition(&mut args);
    let sql = format!(
        "SELECT m.name, c.first_name, c.last_name, t.answer FROM event_attendee t LEFT JOIN member m ON m.id = t.member_id
         LEFT JOIN contact c ON c.id = t.contact_id WHERE t.event_id = $1 AND (t.contact_id IS NULL OR {seen}) ORDER BY t.id LIMIT {MOST}"
    );
    let rows: Vec<Attendee> = conn.list(&sql, args).await?;
    let name = |member: Option<String>, first: Option<String>, last: Option<String>| {
        member.unwrap_or_else(|| name_of(first.as_deref(), last.as_deref().unwrap_or_default()))
    };
    Ok(rows.into_iter().map(|(member, first, last, answer)| (name(member, first, last), answer)).collect())
}

/// What else the page of a project shows.
#[derive(Clone, Debug)]
pub(in super::super) struct ProjectMore {
    pub(in super::super) starts_on: Option<String>,
    pub(in super::super) ends_on: Option<String>,
    pub(in super::super) stage: Option<String>,
    pub(in super::super) chance_percent: Option<String>,
    pub(in super::super) opportunity_cents: Option<i64>,
    pub(in super::super) budget_cents: Option<i64>,
    pub(in super::super) currency: String,
    pub(in super::super) location: Option<String>,
    pub(in super::super) description: Option<String>,
    pub(in super::super) description_html: Option<String>,
    pub(in super::super) parent: Option<(Uuid, String)>,
    pub(in super::super) updated_at: i64,
}

impl FromRow for ProjectMore {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            starts_on: row.take()?,
            ends_on: row.take()?,
            stage: row.take()?,
            chance_percent: row.take()?,
            opportunity_cents: row.take()?,
            budget_cents: row.take()?,
            currency: row.take()?,
            location: row.take()?,
            description: row.take()?,
            description_html: row.take()?,
            parent: row.take::<Option<Uuid>>()?.zip(row.take()?),
            updated_at: row.take()?,
        })
    }
}

/// A project, or 404.
pub(in super::super) async fn project(conn: &impl Conn, id: Uuid) -> Result<(Line, ProjectMore)> {
    let line = line(conn, Kind::Projects, id, "1 = 1", args![]).await?;
    let sql = "SELECT t.starts_on, t.ends_on, t.stage, t.chance_percent, t.opportunity_cents, t.budget_cents, t.currency, t.location, t.description,
                      t.description_html, j.id, COALESCE(j.title, j.reference), t.updated_at
               FROM project t LEFT JOIN project j ON j.id = t.parent_id WHERE t.id = $1";
    Ok((line, conn.get(sql, args![id]).await?))
}

/// A task of a project.
#[derive(Clone, Debug)]
pub(in super::super) struct Task {
    pub(in super::super) label: String,
    pub(in super::super) percent: i64,
    pub(in super::super) planned: i64,
    pub(in super::super) spent: i64,
    pub(in super::super) is_below: bool,
    pub(in super::super) is_gone: bool,
}

impl FromRow for Task {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self { label: row.take()?, percent: row.take()?, planned: row.take()?, spent: row.take()?, is_below: row.take()?, is_gone: row.take()? })
    }
}

/// The tasks of a project, in their order; time as it was noted.
pub(in super::super) async fn tasks(conn: &impl Conn, project: Uuid) -> Result<Vec<Task>> {
    let sql = format!(
        "SELECT t.label, COALESCE(t.progress_percent, 0), COALESCE(t.planned_seconds, 0),
                CAST(COALESCE((SELECT SUM(s.seconds) FROM time_spent s WHERE s.task_id = t.id), t.spent_seconds, 0) AS BIGINT),
                t.parent_id IS NOT NULL, t.gone_at IS NOT NULL
         FROM project_task t WHERE t.project_id = $1 ORDER BY t.position, t.id LIMIT {MOST}"
    );
    Ok(conn.list(&sql, args![project]).await?)
}

/// The latest events or tickets of a project.
pub(in super::super) async fn lines_of_project(conn: &impl Conn, eyes: Eyes, kind: Kind, project: Uuid, most: usize) -> Result<Vec<Line>> {
    let mut args = args![project];
    let seen = if kind == Kind::Agenda { format!("NOT t.is_automatic AND {}", seen(eyes, &mut args)) } else { "1 = 1".to_owned() };
    let (columns, tables, key) = (columns(kind), tables(kind), kind.key());
    let sql = format!("SELECT {columns} FROM {tables} WHERE t.project_id = $1 AND {seen} ORDER BY {key} DESC, t.id DESC LIMIT {most}");
    Ok(conn.list(&sql, args).await?)
}

/// What else the page of a ticket shows.
#[derive(Clone, Debug)]
pub(in super::super) struct TicketMore {
    pub(in super::super) kind: Option<String>,
    pub(in super::super) topic: Option<String>,
    pub(in super::super) severity: Option<String>,
    pub(in super::super) from_address: Option<String>,
    pub(in super::super) closed: Option<String>,
    pub(in super::super) message: Option<String>,
    pub(in super::super) message_html: Option<String>,
    pub(in super::super) author: Option<String>,
    pub(in super::super) project: Option<(Uuid, String)>,
    pub(in super::super) updated_at: i64,
}

impl FromRow for TicketMore {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            kind: row.take()?,
            topic: row.take()?,
            severity: row.take()?,
            from_address: row.take()?,
            closed: row.take()?,
            message: row.take()?,
            message_html: row.take()?,
            author: row.take()?,
            project: row.take::<Option<Uuid>>()?.zip(row.take()?),
            updated_at: row.take()?,
        })
    }
}

/// A ticket, or 404.
pub(in super::super) async fn ticket(conn: &impl Conn, id: Uuid) -> Result<(Line, TicketMore)> {
    let line = line(conn, Kind::Tickets, id, "1 = 1", args![]).await?;
    let sql = "SELECT t.kind, t.topic, t.severity, t.from_address, t.closed, t.message, t.message_html, a.name, j.id, COALESCE(j.title, j.reference), t.updated_at
               FROM ticket t LEFT JOIN member a ON a.id = t.author_id LEFT JOIN project j ON j.id = t.project_id WHERE t.id = $1";
    Ok((line, conn.get(sql, args![id]).await?))
}

/// A message of a ticket.
#[derive(Clone, Debug)]
pub(in super::super) struct Message {
    pub(in super::super) is_internal: bool,
    pub(in super::super) by_mail: bool,
    /// A colleague.
    pub(in super::super) member: Option<String>,
    pub(in super::super) contact: Option<String>,
    pub(in super::super) from_address: Option<String>,
    pub(in super::super) body: Option<String>,
    pub(in super::super) body_html: Option<String>,
    pub(in super::super) written: String,
}

impl FromRow for Message {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        let (is_internal, by_mail, member) = (row.take()?, row.take()?, row.take()?);
        let (first, last): (Option<String>, Option<String>) = (row.take()?, row.take()?);
        Ok(Self {
            is_internal,
            by_mail,
            member,
            contact: last.map(|last| name_of(first.as_deref(), &last)),
            from_address: row.take()?,
            body: row.take()?,
            body_html: row.take()?,
            written: row.take()?,
        })
    }
}

/// The messages of a ticket, as they were written; without those of contacts who are private to others.
pub(in super::super) async fn messages(conn: &impl Conn, eyes: Eyes, ticket: Uuid) -> Result<Vec<Message>> {
    let mut args = args![ticket];
    let seen = eyes.condition(&mut args);
    let sql = format!(
        "SELECT t.is_internal, t.by_mail, m.name, c.first_name, c.last_name, t.from_address, t.body, t.body_html, t.written
         FROM ticket_message t LEFT JOIN member m ON m.id = t.author_id LEFT JOIN contact c ON c.id = t.contact_id
         WHERE t.ticket_id = $1 AND (t.contact_id IS NULL OR {seen}) ORDER BY t.written, t.id LIMIT {MOST}"
    );
    Ok(conn.list(&sql, args).await?)
}

/// A document that another was made of, or that was made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    pub id: Uuid,
    /// quote, order, invoice.
    pub kind: String,
    pub reference: String,
    /// It was there first.
    pub is_source: bool,
}

impl FromRow for Made {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self { id: row.take()?, kind: row.take()?, reference: row.take()?, is_source: row.take()? })
    }
}

/// What a document was made of, and what was made of it.
///
/// # Errors
/// When the database refuses.
pub async fn made_of(conn: &impl Conn, document: Uuid) -> Result<Vec<Made>> {
    let sql = "SELECT d.id, d.kind, d.reference, TRUE FROM record_link l JOIN document d ON d.id = l.source_id WHERE l.target_id = $1
               UNION SELECT d.id, d.kind, d.reference, FALSE FROM record_link l JOIN document d ON d.id = l.target_id WHERE l.source_id = $1
               ORDER BY 2, 3 LIMIT 50";
    Ok(conn.list(sql, args![document]).await?)
}

//! What is held of a contact, to be taken away as JSON: made from the declarations, so that a column that is added comes
//! along or is said not to.

use axum::response::Response;
use hootis_policy::data::{self, Column, Database};
use hootis_policy::journal::Act;
use hootis_space::{Conn, Row, Tx, Value, args};
use serde_json::{Map, Value as Json, json};

use crate::access::Portal;
use crate::access::portal::{PortalScope, can};
use crate::error::{Error, Result};
use crate::web::format;
use crate::web::reply::attachment;

/// Tables with rows of one contact: the name, the column that names the contact, and columns that are the company's own
/// words and are never shown outside.
const TABLES: [(&str, &str, &[&str]); 7] = [
    ("contact", "id", &["note_private", "note_private_html", "is_private", "private_to", "version"]),
    ("contact_access", "contact_id", &[]),
    ("contact_correction", "contact_id", &[]),
    ("contact_erasure", "contact_id", &[]),
    ("factor", "holder_id", &[]),
    ("passkey", "holder_id", &[]),
    ("recovery_code", "holder_id", &[]),
];

/// Hands it over.
pub async fn show(portal: Portal<can::DataRead>) -> Result<Response> {
    // Whoever looks as the contact does has the back office for what they may take away.
    if portal.is_preview() {
        return Err(Error::NotFound);
    }
    let scope = portal.scope.clone();
    let read = async move |at: &Tx| {
        let mut tables = Map::new();
        for (table, holder, hidden) in TABLES {
            tables.insert(table.to_owned(), Json::Array(rows(at, &scope, table, holder, hidden).await?));
        }
        tables.insert("contact_session".to_owned(), named(at, &scope, OWN_SESSIONS, &["browser", "last_used_at", "created_at"]).await?);
        tables.insert("contact_device".to_owned(), named(at, &scope, OWN_DEVICES, &["last_used_at", "created_at"]).await?);
        tables.insert("draft".to_owned(), named(at, &scope, OWN_DRAFTS, &["conversation", "draft"]).await?);
        tables.insert("custom_value".to_owned(), named(at, &scope, OWN_FIELDS, &["label", "value"]).await?);
        tables.insert("contact_tag".to_owned(), named(at, &scope, OWN_TAGS, &["name"]).await?);
        tables.insert("message".to_owned(), named(at, &scope, OWN_MESSAGES, &["conversation", "subject", "body", "created_at"]).await?);
        tables.insert("event".to_owned(), named(at, &scope, OWN_EVENTS, &["kind", "starts", "ends", "location"]).await?);
        tables.insert("ticket".to_owned(), named(at, &scope, OWN_TICKETS, &["reference", "subject", "message", "made"]).await?);
        tables.insert("ticket_message".to_owned(), named(at, &scope, OWN_TICKET_MESSAGES, &["ticket", "subject", "body", "written"]).await?);
        tables.insert("media".to_owned(), named(at, &scope, OWN_FILES, &["name", "caption", "conversation", "size", "type", "created_at"]).await?);
        tables.insert("change_entry".to_owned(), named(at, &scope, OWN_CHANGES, &["at", "what", "fields"]).await?);
        Ok::<_, Error>(tables)
    };
    let tables = portal.space.read(read).await?;
    portal.note(Act::DataExported, Some("contact")).await;
    let whole = json!({ "company": portal.company, "exported_at": format::machine(portal.now.0), "data": tables });
    Ok(attachment("mes-donnees.json", serde_json::to_string_pretty(&whole).map_err(Error::internal)?))
}

/// The rows of a table that are the contact's, with the columns that exports hand out.
async fn rows(conn: &impl Conn, scope: &PortalScope, table: &str, holder: &str, hidden: &[&str]) -> Result<Vec<Json>> {
    let declared = data::table(Database::Space, table).ok_or_else(|| Error::internal("a table that nobody declared"))?;
    let columns: Vec<&Column> = declared.exported().filter(|column| !hidden.contains(&column.name)).collect();
    let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
    let sql = format!("SELECT {} FROM {table} WHERE {holder} = $1 ORDER BY created_at", names.join(", "));
    let found = conn.query(&sql, args![scope.contact()]).await?;
    Ok(found
        .into_iter()
        .map(|row| Json::Object(names.iter().map(|name| (*name).to_owned()).zip(row.rest().into_iter().map(plain)).collect()))
        .collect())
}

/// Rows of other tables that are about the contact, or that they wrote, with names for what is read.
async fn named(conn: &impl Conn, scope: &PortalScope, sql: &str, names: &[&str]) -> Result<Json> {
    let found = conn.query(sql, args![scope.contact()]).await?;
    let object = |row: Row| Json::Object(names.iter().map(|name| (*name).to_owned()).zip(row.rest().into_iter().map(plain)).collect());
    Ok(found.into_iter().map(object).collect())
}

/// Without those of colleagues who look as the contact does.
const OWN_SESSIONS: &str =
    "SELECT agent, last_used_at, created_at FROM contact_session WHERE contact_id = $1 AND member_id IS NULL ORDER BY created_at";
const OWN_DEVICES: &str = "SELECT last_used_at, created_at FROM contact_device WHERE contact_id = $1 ORDER BY created_at";
const OWN_DRAFTS: &str =
    "SELECT conversation_id, draft FROM conversation_contact WHERE contact_id = $1 AND draft IS NOT NULL ORDER BY conversation_id";
const OWN_FIELDS: &str =
    "SELECT f.label, v.value FROM custom_value v JOIN custom_field f ON f.id = v.field_id WHERE v.subject_id = $1 ORDER BY f.label";
const OWN_TAGS: &str = "SELECT t.name FROM contact_tag l JOIN tag t ON t.id = l.tag_id WHERE l.contact_id = $1 ORDER BY t.name";
/// What they wrote themselves: what others wrote to them is theirs to read in Station Clients, and those people's own.
const OWN_MESSAGES: &str = "SELECT m.conversation_id, v.subject, m.body, m.created_at FROM message m JOIN conversation v ON v.id = m.conversation_id
     WHERE m.contact_id = $1 ORDER BY m.created_at, m.id";
/// When and where; what colleagues noted of it is the company's own words.
const OWN_EVENTS: &str = "SELECT kind, starts, ends, location FROM event WHERE contact_id = $1 AND NOT is_automatic ORDER BY starts, id";
const OWN_TICKETS: &str = "SELECT t.reference, t.subject, t.message, t.made FROM ticket t JOIN contact c ON lower(c.email) = lower(t.from_address)
     WHERE c.id = $1 ORDER BY t.made, t.id";
const OWN_TICKET_MESSAGES: &str = "SELECT t.reference, m.subject, m.body, m.written FROM ticket_message m JOIN ticket t ON t.id = m.ticket_id
     WHERE m.contact_id = $1 AND m.author_id IS NULL AND NOT m.is_internal ORDER BY m.written, m.id";
/// What they sent: the files themselves are in their conversations, and taken away from there.
const OWN_FILES: &str =
    "SELECT m.name, m.caption, m.conversation_id, b.size_bytes, b.media_type, m.created_at FROM media m JOIN media_blob b ON b.id = m.blob_id
     WHERE m.contact_id = $1 AND m.deleted_at IS NULL ORDER BY m.created_at, m.id";
const OWN_CHANGES: &str =
    "SELECT created_at, action, fields FROM change_entry WHERE actor_kind = 'contact' AND actor_id = $1 ORDER BY created_at, id";

fn plain(value: Value) -> Json {
    match value {
        Value::Null | Value::Bytes(_) => Json::Null,
        Value::Bool(yes) => yes.into(),
        Value::Int(n) => n.into(),
        Value::Real(n) => n.into(),
        Value::Text(text) => text.into(),
        Value::Id(id) => id.to_string().into(),
    }
}

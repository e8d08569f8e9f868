//! What is held of a contact, to be taken away as JSON: made from the declarations, so that a column that is added comes
//! along or is said not to.

use axum::response::Response;
use hootis_policy::data::{self, Column, Database};
use hootis_policy::journal::Act;
use hootis_space::{Conn, Tx, Value, args};
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

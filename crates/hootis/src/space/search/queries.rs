//! Parties as a search shows them.

use hootis_space::{Conn, DbError, FromRow, Row, Value, args};
use uuid::Uuid;

use crate::error::Result;
use crate::space::parties;

/// A party that was found.
pub(super) struct Found {
    pub id: Uuid,
    pub name: String,
    pub town: Option<String>,
    pub email: Option<String>,
    pub is_customer: bool,
    pub is_supplier: bool,
    pub is_archived: bool,
}

impl FromRow for Found {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            name: row.take()?,
            town: row.take()?,
            email: row.take()?,
            is_customer: row.take()?,
            is_supplier: row.take()?,
            is_archived: row.take()?,
        })
    }
}

/// The first parties that a question finds, in them or in their tags, by name; those in use before those that are archived.
pub(super) async fn list_parties(conn: &impl Conn, question: &str, most: i64) -> Result<Vec<Found>> {
    let mut args = args![];
    let Some(found) = parties::found(conn, question, &mut args).await? else { return Ok(Vec::new()) };
    args.push(Value::Int(most));
    let sql = format!(
        "SELECT p.id, p.name, p.town, p.email, p.is_customer, p.is_supplier, p.archived_at IS NOT NULL
         FROM ({found}) f CROSS JOIN party p WHERE p.id = f.id ORDER BY p.archived_at IS NOT NULL, p.name_key, p.id LIMIT ${}",
        args.len()
    );
    Ok(conn.list(&sql, args).await?)
}

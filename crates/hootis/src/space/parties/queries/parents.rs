//! What a party may belong to.

use hootis_space::{Conn, DbError, FromRow, Row, Value, args, search};
use uuid::Uuid;

use crate::error::Result;

/// A party that another may belong to.
#[derive(Clone, Debug)]
pub(in super::super) struct Parent {
    pub(in super::super) id: Uuid,
    pub(in super::super) name: String,
    pub(in super::super) town: Option<String>,
}

impl FromRow for Parent {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self { id: row.take()?, name: row.take()?, town: row.take()? })
    }
}

/// The party of an id.
pub(in super::super) async fn find(conn: &impl Conn, id: Uuid) -> Result<Option<Parent>> {
    Ok(conn.find("SELECT id, name, town FROM party WHERE id = $1", args![id]).await?)
}

/// Parties in use that a question finds, by name.
pub(in super::super) async fn list(conn: &impl Conn, question: &str, most: i64) -> Result<Vec<Parent>> {
    let mut args = args![];
    let Some(found) = search::matching(conn.engine(), "party", question, &mut args) else { return Ok(Vec::new()) };
    args.push(Value::Int(most));
    let sql = format!(
        "SELECT p.id, p.name, p.town FROM ({found}) f CROSS JOIN party p WHERE p.id = f.id AND p.archived_at IS NULL ORDER BY p.name_key, p.id LIMIT ${}",
        args.len()
    );
    Ok(conn.list(&sql, args).await?)
}

/// Whether a party belongs to another, directly or through others, or is that very one.
pub(in super::super) async fn is_within(conn: &impl Conn, party: Uuid, other: Uuid) -> Result<bool> {
    // UNION takes each once: a circle, should there be one, is gone round once.
    let sql = "WITH RECURSIVE above (id) AS (
                 SELECT p.id FROM party p WHERE p.id = $1
                 UNION SELECT p.parent_id FROM party p JOIN above ON p.id = above.id WHERE p.parent_id IS NOT NULL
               ) SELECT COUNT(*) FROM above WHERE id = $2";
    let found: i64 = conn.get(sql, args![party, other]).await?;
    Ok(found > 0)
}

//! Rows of any declared table that are about one account.

use hootis_policy::data::{OfAccount, Table};
use hootis_space::{Conn, Value, args};
use uuid::Uuid;

use crate::error::{Error, Result};

/// Rows that are read at once.
const PAGE: usize = 500;

/// The exported columns of the rows of a table that are about an account, the oldest first: a page of those after an instant,
/// and the instant after which there may be more. All rows of one instant are of one page.
pub(super) async fn list(conn: &impl Conn, table: &Table, link: OfAccount, account: Uuid, after: i64) -> Result<(Vec<Vec<Value>>, Option<i64>)> {
    let columns: Vec<&str> = table.exported().map(|column| column.name).collect();
    let whose = match link {
        OfAccount::Itself => "id = $1",
        OfAccount::Named => "account_id = $1",
        OfAccount::Held => "holder_id = $1",
        OfAccount::OfItsSpaces => "space_id IN (SELECT id FROM space WHERE account_id = $1)",
    };
    let start = format!("SELECT created_at, {} FROM {} WHERE {whose}", columns.join(", "), table.name);
    let mut rows = read(conn, &format!("{start} AND created_at > $2 ORDER BY created_at LIMIT {PAGE}"), account, after).await?;
    let Some(last) = rows.last().map(|(at, _)| *at).filter(|_| rows.len() == PAGE) else { return Ok((cells(rows), None)) };
    rows.retain(|(at, _)| *at < last);
    rows.extend(read(conn, &format!("{start} AND created_at = $2"), account, last).await?);
    Ok((cells(rows), Some(last)))
}

async fn read(conn: &impl Conn, sql: &str, account: Uuid, at: i64) -> Result<Vec<(i64, Vec<Value>)>> {
    let rows = conn.query(sql, args![account, at]).await?.into_iter();
    rows.map(|mut row| Ok::<_, Error>((row.take()?, row.rest()))).collect()
}

fn cells(rows: Vec<(i64, Vec<Value>)>) -> Vec<Vec<Value>> {
    rows.into_iter().map(|(_, cells)| cells).collect()
}

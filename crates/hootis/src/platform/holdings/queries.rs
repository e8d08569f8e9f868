//! Rows of any declared table that are about one account.

use hootis_policy::data::{OfAccount, Table};
use hootis_space::{Conn, Value, args};
use uuid::Uuid;

use crate::error::Result;

/// The exported columns of the rows of a table that are about an account, the oldest first.
pub(super) async fn list(conn: &impl Conn, table: &Table, link: OfAccount, account: Uuid) -> Result<Vec<Vec<Value>>> {
    let columns: Vec<&str> = table.exported().map(|column| column.name).collect();
    let whose = match link {
        OfAccount::Itself => "id = $1",
        OfAccount::Named => "account_id = $1",
        OfAccount::Held => "holder_id = $1",
        OfAccount::OfItsSpaces => "space_id IN (SELECT id FROM space WHERE account_id = $1)",
    };
    let sql = format!("SELECT {} FROM {} WHERE {whose} ORDER BY created_at", columns.join(", "), table.name);
    Ok(conn.query(&sql, args![account]).await?.into_iter().map(hootis_space::Row::rest).collect())
}

//! Settings of the space, as rows.

use hootis_space::{Conn as _, Tx, args};

use crate::clock::Now;
use crate::error::Result;

/// Writes the company's name.
pub(super) async fn update_company(tx: &Tx, now: Now, name: &str) -> Result<()> {
    let sql = "INSERT INTO setting (name, value, created_at, updated_at) VALUES ('company', $1, $2, $2)
               ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at";
    tx.execute(sql, args![name, now]).await?;
    Ok(())
}

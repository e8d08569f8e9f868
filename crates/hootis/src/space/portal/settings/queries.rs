//! The logo's row.

use hootis_space::{Conn, Tx, args};

use crate::clock::Now;
use crate::error::Result;

/// Writes another logo in the place of the one that was there, or none.
pub(super) async fn put_logo(tx: &Tx, now: Now, logo: Option<(String, Vec<u8>)>) -> Result<()> {
    tx.execute("DELETE FROM portal_logo", args![]).await?;
    if let Some((name, image)) = logo {
        tx.execute("INSERT INTO portal_logo (name, image, created_at) VALUES ($1, $2, $3)", args![name, image, now]).await?;
    }
    Ok(())
}

/// The picture of that name, or 404.
pub(super) async fn get_logo(conn: &impl Conn, name: &str) -> Result<Vec<u8>> {
    Ok(conn.get("SELECT image FROM portal_logo WHERE name = $1", args![name]).await?)
}

//! Settings of the space, as rows.

use hootis_space::{Conn, Tx, args};

use crate::access::desk::Counted;
use crate::clock::Now;
use crate::error::Result;

/// Writes the company's name.
pub(super) async fn update_company(tx: &Tx, now: Now, name: &str) -> Result<()> {
    let sql = "INSERT INTO setting (name, value, created_at, updated_at) VALUES ('company', $1, $2, $2)
               ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at";
    tx.execute(sql, args![name, now]).await?;
    Ok(())
}

/// Who said that the space takes part in the trends (JSON), and when; none when it does not.
pub(super) async fn find_trends(conn: &impl Conn) -> Result<Option<(String, i64)>> {
    Ok(conn.find("SELECT value, updated_at FROM setting WHERE name = 'trends'", args![]).await?)
}

/// The space takes part.
pub(super) async fn insert_trends(tx: &Tx, now: Now, said: &str) -> Result<()> {
    let sql = "INSERT INTO setting (name, value, created_at, updated_at) VALUES ('trends', $1, $2, $2) ON CONFLICT (name) DO NOTHING";
    tx.execute(sql, args![said, now]).await?;
    Ok(())
}

/// It does not any more.
pub(super) async fn delete_trends(tx: &Tx) -> Result<()> {
    tx.execute("DELETE FROM setting WHERE name = 'trends'", args![]).await?;
    Ok(())
}

/// Who said that members must have a second factor (JSON), and when; none when they need not.
pub(super) async fn find_factor(conn: &impl Conn) -> Result<Option<(String, i64)>> {
    Ok(conn.find("SELECT value, updated_at FROM setting WHERE name = 'second_factor'", args![]).await?)
}

/// They must, for sign-ins from now on.
pub(super) async fn insert_factor(tx: &Tx, now: Now, said: &str) -> Result<()> {
    let sql = "INSERT INTO setting (name, value, created_at, updated_at) VALUES ('second_factor', $1, $2, $2) ON CONFLICT (name) DO NOTHING";
    tx.execute(sql, args![said, now]).await?;
    Ok(())
}

/// Ends every session that began without a second factor, but one.
pub(super) async fn end_weak_sessions(tx: &Tx, but: &[u8]) -> Result<()> {
    tx.execute("DELETE FROM member_session WHERE NOT is_strong AND token_hash <> $1", args![but]).await?;
    Ok(())
}

/// They need not any more.
pub(super) async fn delete_factor(tx: &Tx) -> Result<()> {
    tx.execute("DELETE FROM setting WHERE name = 'second_factor'", args![]).await?;
    Ok(())
}

/// How many parties there are, how many messages were written and how many imports ended well since an instant.
pub(super) async fn totals(conn: &impl Conn, since: Now) -> Result<Counted> {
    let sql = "SELECT (SELECT COUNT(*) FROM party), (SELECT COUNT(*) FROM message WHERE created_at >= $1),
                 (SELECT COUNT(*) FROM import_run WHERE kind = 'import' AND state = 'done' AND ended_at >= $1)";
    Ok(conn.get(sql, args![since]).await?)
}

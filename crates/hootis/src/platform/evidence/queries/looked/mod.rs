//! What the looks ask of the databases. Names of tables and columns come from `hootis-policy` and from the
//! database's own shape, never from a person.

mod platform;

use hootis_policy::states::SpaceState;
use hootis_space::{Conn, args};
use uuid::Uuid;

pub(in super::super) use platform::*;

use crate::clock::Now;
use crate::error::Result;

/// Values looked at one by one in a column: newest or not, a copy written in clear is rarely alone.
const SOME: i64 = 500;

/// The spaces that work: members sign in to them. What is disabled is left alone.
pub(in super::super) async fn working_spaces(conn: &impl Conn) -> Result<Vec<Uuid>> {
    let rows: Vec<(Uuid, String)> = conn.list("SELECT id, state FROM space ORDER BY id", args![]).await?;
    let works = |state: &str| SpaceState::parse(state).is_some_and(SpaceState::members_sign_in);
    Ok(rows.into_iter().filter(|(_, state)| works(state)).map(|(id, _)| id).collect())
}

/// How many values a column has, and how many are no Argon2id hash.
pub(in super::super) async fn password_hashes(conn: &impl Conn, table: &str, column: &str) -> Result<(i64, i64)> {
    counted(conn, table, column, &format!("{column} NOT LIKE '$argon2id$v=19$%'"), args![]).await
}

/// How many values a column of bytes has, and how many are not that long.
pub(in super::super) async fn bytes_of_length(conn: &impl Conn, table: &str, column: &str, bytes: i64) -> Result<(i64, i64)> {
    counted(conn, table, column, &format!("octet_length({column}) <> $1"), args![bytes]).await
}

/// How many values a column of text has, and how many are shorter than a hash would be.
pub(in super::super) async fn texts_of_length(conn: &impl Conn, table: &str, column: &str, chars: i64) -> Result<(i64, i64)> {
    counted(conn, table, column, &format!("octet_length({column}) < $1"), args![chars]).await
}

/// How many values a column of bytes has, and how many do not begin with a version or have another length.
pub(in super::super) async fn versioned_bytes(conn: &impl Conn, table: &str, column: &str, least: i64, most: i64) -> Result<(i64, i64)> {
    let wrong = format!("octet_length({column}) < $1 OR octet_length({column}) > $2 OR substr({column}, 1, 1) <> $3");
    counted(conn, table, column, &wrong, args![least, most, vec![1_u8]]).await
}

async fn counted(conn: &impl Conn, table: &str, column: &str, wrong: &str, args: Vec<hootis_space::Value>) -> Result<(i64, i64)> {
    let values = conn.get(&format!("SELECT COUNT({column}) FROM {table}"), args![]).await?;
    let wrong = conn.get(&format!("SELECT COUNT(*) FROM {table} WHERE {column} IS NOT NULL AND ({wrong})"), args).await?;
    Ok((values, wrong))
}

/// Some values of a column of bytes.
pub(in super::super) async fn some_bytes(conn: &impl Conn, table: &str, column: &str) -> Result<Vec<Vec<u8>>> {
    Ok(conn.list(&format!("SELECT {column} FROM {table} WHERE {column} IS NOT NULL LIMIT {SOME}"), args![]).await?)
}

/// Connections to a Dolibarr whose credentials are kept though nobody agreed to it.
pub(in super::super) async fn unacknowledged_sources(conn: &impl Conn) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM import_source WHERE sealed_url IS NOT NULL AND (acknowledged_text = '' OR acknowledged_name = '')";
    Ok(conn.get(sql, args![]).await?)
}

/// Settings that ask for what is read again and again though nothing is connected any more.
pub(in super::super) async fn syncs_without_connection(conn: &impl Conn) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM import_sync y JOIN import_source s ON s.id = y.source_id WHERE s.sealed_url IS NULL";
    Ok(conn.get(sql, args![]).await?)
}

/// Dumps uploaded before an instant.
pub(in super::super) async fn uploads_before(conn: &impl Conn, before: Now) -> Result<i64> {
    Ok(conn.get("SELECT COUNT(*) FROM import_upload WHERE created_at < $1", args![before]).await?)
}

/// How far the last runs of a space came, as JSON.
pub(in super::super) async fn progress_of_runs(conn: &impl Conn) -> Result<Vec<String>> {
    Ok(conn.list(&format!("SELECT progress FROM import_run ORDER BY created_at DESC, id DESC LIMIT {SOME}"), args![]).await?)
}

/// How many imports, dry runs and checks a space has, and how many of them nobody asked for, or read a source
/// that nobody agreed to.
pub(in super::super) async fn treatments(conn: &impl Conn) -> Result<(i64, i64)> {
    let all = conn.get("SELECT COUNT(*) FROM import_run", args![]).await?;
    let sql = "SELECT COUNT(*) FROM import_run r LEFT JOIN import_source s ON s.id = r.source_id \
               WHERE r.requested_name = '' OR (s.id IS NOT NULL AND (s.acknowledged_text = '' OR s.acknowledged_name = ''))";
    Ok((all, conn.get(sql, args![]).await?))
}

/// The last runs of a space: how far each came, as JSON, and who asked for it.
pub(in super::super) async fn runs(conn: &impl Conn) -> Result<Vec<(String, String)>> {
    Ok(conn.list(&format!("SELECT progress, requested_name FROM import_run ORDER BY created_at DESC, id DESC LIMIT {SOME}"), args![]).await?)
}

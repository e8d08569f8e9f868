//! Reads and writes of keys.

use hootis_policy::api::Scope;
use hootis_space::{Conn, DbError, FromRow, Row, args};
use uuid::Uuid;

use super::NewKey;
use crate::clock::Now;
use crate::error::Result;

/// A key, as far as it is kept.
#[derive(Clone, Debug)]
pub struct ApiKey {
    pub id: Uuid,
    pub space_id: Uuid,
    pub name: String,
    pub scopes: Vec<Scope>,
    /// Its last characters.
    pub hint: String,
    pub expires_at: i64,
    pub last_used_at: Option<i64>,
    pub created_at: i64,
}

impl ApiKey {
    /// Whether it may do that.
    #[must_use]
    pub fn may(&self, scope: Scope) -> bool {
        self.scopes.contains(&scope)
    }
}

impl FromRow for ApiKey {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            space_id: row.take()?,
            name: row.take()?,
            // A scope of a newer version, or of an application that is gone, allows nothing.
            scopes: row.take::<String>()?.split(' ').filter_map(Scope::parse).collect(),
            hint: row.take()?,
            expires_at: row.take()?,
            last_used_at: row.take()?,
            created_at: row.take()?,
        })
    }
}

const COLUMNS: &str = "SELECT k.id, k.space_id, k.name, k.scopes, k.hint, k.expires_at, k.last_used_at, k.created_at FROM api_key k";

/// The key of a hash.
pub(super) async fn find(conn: &impl Conn, hash: &[u8]) -> Result<Option<ApiKey>> {
    Ok(conn.find(&format!("{COLUMNS} WHERE k.key_hash = $1"), args![hash]).await?)
}

/// The keys of a space, the newest first, those that have expired too.
///
/// # Errors
/// When the database refuses.
pub async fn list_of_space(conn: &impl Conn, space: Uuid) -> Result<Vec<ApiKey>> {
    Ok(conn.list(&format!("{COLUMNS} WHERE k.space_id = $1 ORDER BY k.created_at DESC, k.id"), args![space]).await?)
}

/// The keys of an account's spaces, each with the space's company.
///
/// # Errors
/// When the database refuses.
pub async fn list_of_account(conn: &impl Conn, account: Uuid) -> Result<Vec<(ApiKey, String)>> {
    let sql = format!(
        "{} JOIN space s ON s.id = k.space_id WHERE s.account_id = $1 ORDER BY s.company, s.id, k.created_at DESC, k.id",
        COLUMNS.replace(" FROM api_key", ", s.company FROM api_key")
    );
    Ok(conn.list(&sql, args![account]).await?)
}

/// Adds a key, unless the space has `most` already; whether it was added.
pub(super) async fn insert(conn: &impl Conn, now: Now, space: Uuid, new: &NewKey, hash: &[u8], hint: &str, most: i64) -> Result<bool> {
    let scopes: Vec<String> = new.scopes.iter().map(|scope| scope.name()).collect();
    let added = conn
        .execute(
            "INSERT INTO api_key (id, space_id, name, scopes, key_hash, hint, member_id, expires_at, created_at)
             SELECT $1, s.id, $3, $4, $5, $6, $7, $8, $9 FROM space s WHERE s.id = $2 AND (SELECT COUNT(*) FROM api_key k WHERE k.space_id = $2) < $10",
            args![Uuid::now_v7(), space, &new.name, scopes.join(" "), hash, hint, new.member, new.expires_at, now, most],
        )
        .await?;
    Ok(added == 1)
}

/// Notes that a key was used.
pub(super) async fn touch(conn: &impl Conn, now: Now, id: Uuid) -> Result<()> {
    conn.execute("UPDATE api_key SET last_used_at = $2 WHERE id = $1", args![id, now]).await?;
    Ok(())
}

/// Deletes a key of a space; what it was called.
pub(super) async fn delete(conn: &impl Conn, space: Uuid, id: Uuid) -> Result<Option<String>> {
    Ok(conn.find("DELETE FROM api_key WHERE id = $1 AND space_id = $2 RETURNING name", args![id, space]).await?)
}

/// Deletes the keys that a member of a space made; id and name of each.
pub(super) async fn delete_of_member(conn: &impl Conn, space: Uuid, member: Uuid) -> Result<Vec<(Uuid, String)>> {
    Ok(conn.list("DELETE FROM api_key WHERE space_id = $1 AND member_id = $2 RETURNING id, name", args![space, member]).await?)
}

/// Deletes a key of any space of an account; which space it was of.
pub(super) async fn delete_of_account(conn: &impl Conn, account: Uuid, id: Uuid) -> Result<Option<Uuid>> {
    let sql = "DELETE FROM api_key WHERE id = $1 AND space_id IN (SELECT id FROM space WHERE account_id = $2) RETURNING space_id";
    Ok(conn.find(sql, args![id, account]).await?)
}

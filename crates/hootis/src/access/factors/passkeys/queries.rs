//! The rows of passkeys.

use hootis_space::{Conn, DbError, FromRow, Row, Tx, args};
use uuid::Uuid;

use crate::clock::Now;
use crate::error::Result;

/// A passkey.
pub(in super::super) struct Passkey {
    pub(in super::super) id: Uuid,
    pub(in super::super) holder_id: Uuid,
    pub(in super::super) credential_id: Vec<u8>,
    pub(in super::super) public_key: Vec<u8>,
    pub(in super::super) label: String,
    pub(in super::super) last_used_at: Option<i64>,
    pub(in super::super) created_at: i64,
}

const COLUMNS: &str = "SELECT id, holder_id, credential_id, public_key, label, last_used_at, created_at FROM passkey";

impl FromRow for Passkey {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            holder_id: row.take()?,
            credential_id: row.take()?,
            public_key: row.take()?,
            label: row.take()?,
            last_used_at: row.take()?,
            created_at: row.take()?,
        })
    }
}

/// Somebody's, oldest first.
pub(in super::super) async fn list(conn: &impl Conn, holder: Uuid) -> Result<Vec<Passkey>> {
    Ok(conn.list(&format!("{COLUMNS} WHERE holder_id = $1 ORDER BY created_at, id"), args![holder]).await?)
}

/// The one of that id, whoever's.
pub(super) async fn find(conn: &impl Conn, credential_id: Vec<u8>) -> Result<Option<Passkey>> {
    Ok(conn.find(&format!("{COLUMNS} WHERE credential_id = $1"), args![credential_id]).await?)
}

/// What somebody calls one of theirs, or 404.
pub(super) async fn get_label(conn: &impl Conn, holder: Uuid, id: Uuid) -> Result<String> {
    Ok(conn.get("SELECT label FROM passkey WHERE id = $1 AND holder_id = $2", args![id, holder]).await?)
}

/// A passkey that was just made.
pub(super) struct New<'a> {
    pub(super) holder: Uuid,
    pub(super) credential_id: Vec<u8>,
    pub(super) public_key: Vec<u8>,
    pub(super) count: u32,
    pub(super) label: &'a str,
}

/// Adds one. False: its id is there already.
pub(super) async fn insert(tx: &Tx, now: Now, new: New<'_>) -> Result<bool> {
    let sql = "INSERT INTO passkey (id, holder_id, credential_id, public_key, sign_count, label, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
               ON CONFLICT (credential_id) DO NOTHING";
    let args = args![Uuid::now_v7(), new.holder, new.credential_id, new.public_key, new.count, new.label, now];
    Ok(tx.execute(sql, args).await? == 1)
}

/// Notes that one was used. False: it counts, and had counted further before.
pub(super) async fn touch(conn: &impl Conn, now: Now, id: Uuid, count: u32) -> Result<bool> {
    let sql = "UPDATE passkey SET sign_count = $2, last_used_at = $3 WHERE id = $1 AND (sign_count < $2 OR (sign_count = 0 AND $2 = 0))";
    Ok(conn.execute(sql, args![id, count, now]).await? == 1)
}

/// Takes one away.
pub(super) async fn delete(tx: &Tx, holder: Uuid, id: Uuid) -> Result<()> {
    tx.execute("DELETE FROM passkey WHERE id = $1 AND holder_id = $2", args![id, holder]).await?;
    Ok(())
}

/// Uses a challenge up. False: it was answered before.
pub(super) async fn use_challenge(conn: &impl Conn, now: Now, hash: Vec<u8>, dies: Now) -> Result<bool> {
    let sql = "INSERT INTO passkey_challenge (challenge_hash, expires_at, created_at) VALUES ($1, $2, $3) ON CONFLICT (challenge_hash) DO NOTHING";
    Ok(conn.execute(sql, args![hash, dies, now]).await? == 1)
}

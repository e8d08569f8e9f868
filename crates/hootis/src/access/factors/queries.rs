//! The rows of second factors, in whichever database their holders are.

use std::collections::HashSet;

use hootis_policy::retention;
use hootis_space::{Conn, DbError, FromRow, Row, Tx, args};
use uuid::Uuid;

use super::Side;
use crate::clock::Now;
use crate::error::Result;

/// The tables of this feature that name a holder.
const OF_HOLDER: [&str; 5] = ["factor", "passkey", "recovery_code", "half_sign_in", "factor_recovery"];

/// An authenticator application.
pub(super) struct Application {
    pub(super) sealed_secret: Vec<u8>,
    pub(super) created_at: i64,
}

impl FromRow for Application {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self { sealed_secret: row.take()?, created_at: row.take()? })
    }
}

/// Whether somebody has a second factor.
///
/// # Errors
/// When the database refuses.
pub async fn is_on(conn: &impl Conn, holder: Uuid) -> Result<bool> {
    let found: i64 = conn
        .get("SELECT (SELECT COUNT(*) FROM factor WHERE holder_id = $1) + (SELECT COUNT(*) FROM passkey WHERE holder_id = $1)", args![holder])
        .await?;
    Ok(found > 0)
}

/// The members of a space who have one.
///
/// # Errors
/// When the database refuses.
pub async fn members_with(conn: &impl Conn) -> Result<HashSet<Uuid>> {
    let sql = "SELECT holder_id FROM factor WHERE holder_id IN (SELECT id FROM member)
               UNION SELECT holder_id FROM passkey WHERE holder_id IN (SELECT id FROM member)";
    Ok(conn.list(sql, args![]).await?.into_iter().collect())
}

/// Whether the company asks its members for a second factor.
pub(super) async fn is_required(conn: &impl Conn) -> Result<bool> {
    let found: i64 = conn.get("SELECT COUNT(*) FROM setting WHERE name = 'second_factor'", args![]).await?;
    Ok(found > 0)
}

/// Removes all that there is of somebody's second factor; how many rows, by table.
///
/// # Errors
/// When the database refuses.
pub async fn delete_all(conn: &impl Conn, holder: Uuid) -> Result<Vec<(&'static str, u64)>> {
    let mut deleted = Vec::new();
    for table in OF_HOLDER {
        deleted.push((table, conn.execute(&format!("DELETE FROM {table} WHERE holder_id = $1"), args![holder]).await?));
    }
    Ok(deleted)
}

/// Somebody's application.
pub(super) async fn find_application(conn: &impl Conn, holder: Uuid) -> Result<Option<Application>> {
    Ok(conn.find("SELECT sealed_secret, created_at FROM factor WHERE holder_id = $1", args![holder]).await?)
}

/// Takes an application for somebody's; another one before it is forgotten.
pub(super) async fn put_application(tx: &Tx, now: Now, holder: Uuid, sealed: Vec<u8>, step: i64) -> Result<()> {
    tx.execute("DELETE FROM factor WHERE holder_id = $1", args![holder]).await?;
    let sql = "INSERT INTO factor (holder_id, sealed_secret, last_step, created_at, updated_at) VALUES ($1, $2, $3, $4, $4)";
    tx.execute(sql, args![holder, sealed, step, now]).await?;
    Ok(())
}

/// Takes somebody's application away.
pub(super) async fn delete_application(conn: &impl Conn, holder: Uuid) -> Result<()> {
    conn.execute("DELETE FROM factor WHERE holder_id = $1", args![holder]).await?;
    Ok(())
}

/// Uses the code of a step up. False: it, or a later one, was used before.
pub(super) async fn use_step(conn: &impl Conn, now: Now, holder: Uuid, step: i64) -> Result<bool> {
    let sql = "UPDATE factor SET last_step = $2, updated_at = $3 WHERE holder_id = $1 AND last_step < $2";
    Ok(conn.execute(sql, args![holder, step, now]).await? == 1)
}

/// Somebody's codes that were not used yet: id and hash.
pub(super) async fn list_codes(conn: &impl Conn, holder: Uuid) -> Result<Vec<(Uuid, String)>> {
    Ok(conn.list("SELECT id, code_hash FROM recovery_code WHERE holder_id = $1 ORDER BY id", args![holder]).await?)
}

/// How many there are.
pub(super) async fn count_codes(conn: &impl Conn, holder: Uuid) -> Result<i64> {
    Ok(conn.get("SELECT COUNT(*) FROM recovery_code WHERE holder_id = $1", args![holder]).await?)
}

/// Uses a code up. False: it was used before.
pub(super) async fn delete_code(conn: &impl Conn, id: Uuid) -> Result<bool> {
    Ok(conn.execute("DELETE FROM recovery_code WHERE id = $1", args![id]).await? == 1)
}

/// Gives somebody other codes; those from before are dead.
pub(super) async fn replace_codes(tx: &Tx, now: Now, holder: Uuid, hashes: Vec<String>) -> Result<()> {
    tx.execute("DELETE FROM recovery_code WHERE holder_id = $1", args![holder]).await?;
    let rows = hashes.into_iter().map(|hash| args![Uuid::now_v7(), holder, hash, now]).collect();
    tx.execute_many("INSERT INTO recovery_code (id, holder_id, code_hash, created_at) VALUES ($1, $2, $3, $4)", rows).await?;
    Ok(())
}

/// Notes that somebody gave the right password.
pub(super) async fn insert_half(conn: &impl Conn, now: Now, holder: Uuid, token_hash: Vec<u8>) -> Result<()> {
    let sql = "INSERT INTO half_sign_in (token_hash, holder_id, expires_at, created_at) VALUES ($1, $2, $3, $4)";
    conn.execute(sql, args![token_hash, holder, now.after(retention::HALF_SIGN_IN), now]).await?;
    Ok(())
}

/// Who that was.
pub(super) async fn find_half(conn: &impl Conn, now: Now, token_hash: Vec<u8>) -> Result<Option<Uuid>> {
    Ok(conn.find("SELECT holder_id FROM half_sign_in WHERE token_hash = $1 AND expires_at > $2", args![token_hash, now]).await?)
}

/// Uses it up. False: somebody was quicker.
pub(super) async fn delete_half(conn: &impl Conn, token_hash: Vec<u8>) -> Result<bool> {
    Ok(conn.execute("DELETE FROM half_sign_in WHERE token_hash = $1", args![token_hash]).await? == 1)
}

/// Forgets every half sign-in of somebody.
pub(super) async fn delete_halves(conn: &impl Conn, holder: Uuid) -> Result<()> {
    conn.execute("DELETE FROM half_sign_in WHERE holder_id = $1", args![holder]).await?;
    Ok(())
}

/// When somebody's second factor goes, if that was asked for.
pub(super) async fn find_recovery(conn: &impl Conn, now: Now, holder: Uuid) -> Result<Option<i64>> {
    let sql = "SELECT due_at FROM factor_recovery WHERE holder_id = $1 AND created_at > $2";
    Ok(conn.find(sql, args![holder, now.before(retention::FACTOR_RECOVERY)]).await?)
}

/// Asks for it. False: it was asked for already.
pub(super) async fn insert_recovery(tx: &Tx, now: Now, holder: Uuid, token_hash: Vec<u8>, due: Now) -> Result<bool> {
    let old = now.before(retention::FACTOR_RECOVERY);
    tx.execute("DELETE FROM factor_recovery WHERE holder_id = $1 AND created_at <= $2", args![holder, old]).await?;
    let sql = "INSERT INTO factor_recovery (holder_id, token_hash, due_at, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (holder_id) DO NOTHING";
    Ok(tx.execute(sql, args![holder, token_hash, due, now]).await? == 1)
}

/// Whose the mailed link is.
pub(super) async fn find_recovery_link(conn: &impl Conn, token_hash: Vec<u8>) -> Result<Option<Uuid>> {
    Ok(conn.find("SELECT holder_id FROM factor_recovery WHERE token_hash = $1", args![token_hash]).await?)
}

/// Ends it. False: there was none.
pub(super) async fn delete_recovery(conn: &impl Conn, holder: Uuid) -> Result<bool> {
    Ok(conn.execute("DELETE FROM factor_recovery WHERE holder_id = $1", args![holder]).await? == 1)
}

/// Ends somebody's sessions but one.
pub(super) async fn end_other_sessions(tx: &Tx, side: Side, holder: Uuid, kept: &[u8]) -> Result<()> {
    let sql = match side {
        Side::Account => "DELETE FROM session WHERE account_id = $1 AND token_hash <> $2",
        Side::Operator => "DELETE FROM session WHERE operator_id = $1 AND token_hash <> $2",
        Side::Member => "DELETE FROM member_session WHERE member_id = $1 AND token_hash <> $2",
        Side::Contact => "DELETE FROM contact_session WHERE contact_id = $1 AND token_hash <> $2",
    };
    tx.execute(sql, args![holder, kept]).await?;
    Ok(())
}

/// Notes that a member has a second factor, for the session that it was set up in.
pub(super) async fn strengthen(tx: &Tx, token_hash: &[u8]) -> Result<()> {
    tx.execute("UPDATE member_session SET is_strong = TRUE WHERE token_hash = $1", args![token_hash]).await?;
    Ok(())
}

/// Keeps a number, sealed, until its message has left. Always on the platform: it is who sends.
pub(super) async fn insert_phone(tx: &Tx, now: Now, id: Uuid, sealed: Vec<u8>) -> Result<()> {
    tx.execute("INSERT INTO factor_phone (id, sealed_number, created_at) VALUES ($1, $2, $3)", args![id, sealed, now]).await?;
    Ok(())
}

/// The number, sealed.
pub(super) async fn find_phone(conn: &impl Conn, id: Uuid) -> Result<Option<Vec<u8>>> {
    Ok(conn.find("SELECT sealed_number FROM factor_phone WHERE id = $1", args![id]).await?)
}

/// Forgets it.
pub(super) async fn delete_phone(conn: &impl Conn, id: Uuid) -> Result<()> {
    conn.execute("DELETE FROM factor_phone WHERE id = $1", args![id]).await?;
    Ok(())
}

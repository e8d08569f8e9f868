//! Reads and writes of the journal, and of its head in the platform's database.

use hootis_space::{Conn, DbError, FromRow, Row, Tx, args};
use uuid::Uuid;

use super::chain::{Kept, NOTHING, network_hash};
use crate::app::App;
use crate::clock::Now;
use crate::error::Result;
use crate::platform::PlatformDb;

/// An entry with its hash, as it is read.
pub(super) struct Stored {
    pub kept: Kept,
    pub hash: Vec<u8>,
}

const COLUMNS: &str = "SELECT sequence, created_at, kind, account_id, member_id, operator_id, space_id, subject_id, detail, amount, network_hash, previous_hash, hash FROM entry";

impl FromRow for Stored {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        let kept = Kept {
            sequence: row.take()?,
            created_at: row.take()?,
            kind: row.take()?,
            ids: [row.take()?, row.take()?, row.take()?, row.take()?, row.take()?],
            detail: row.take()?,
            amount: row.take()?,
            network_hash: row.take()?,
            previous_hash: row.take()?,
        };
        Ok(Self { kept, hash: row.take()? })
    }
}

/// The row that says where the chain begins and ends.
pub(super) struct Ends {
    pub sequence: i64,
    pub hash: Option<Vec<u8>>,
    pub anchor: i64,
    pub anchor_hash: Option<Vec<u8>>,
    pub anchor_seal: Option<Vec<u8>>,
}

impl FromRow for Ends {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self { sequence: row.take()?, hash: row.take()?, anchor: row.take()?, anchor_hash: row.take()?, anchor_seal: row.take()? })
    }
}

/// Takes hold of the end of the chain until the transaction ends: its last sequence and hash.
pub(super) async fn take_end(tx: &Tx) -> Result<(i64, Option<Vec<u8>>)> {
    Ok(tx.get("UPDATE chain SET sequence = sequence WHERE id = 1 RETURNING sequence, hash", args![]).await?)
}

/// Sets the end of the chain.
pub(super) async fn put_end(tx: &Tx, sequence: i64, hash: &[u8]) -> Result<()> {
    tx.execute("UPDATE chain SET sequence = $1, hash = $2 WHERE id = 1", args![sequence, hash]).await?;
    Ok(())
}

/// Adds an entry.
pub(super) async fn insert(tx: &Tx, kept: &Kept, hash: &[u8]) -> Result<()> {
    let [account, member, operator, space, subject] = kept.ids;
    tx.execute(
        "INSERT INTO entry (sequence, created_at, kind, account_id, member_id, operator_id, space_id, subject_id, detail, amount, network_hash, previous_hash, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        args![
            kept.sequence,
            kept.created_at,
            &kept.kind,
            account,
            member,
            operator,
            space,
            subject,
            kept.detail.clone(),
            kept.amount,
            kept.network_hash.clone(),
            kept.previous_hash.clone(),
            hash
        ],
    )
    .await?;
    Ok(())
}

/// The head that is kept apart: its sequence and seal.
pub(super) async fn head(platform: &PlatformDb) -> Result<Option<(i64, Vec<u8>)>> {
    Ok(platform.find("SELECT sequence, seal FROM journal_head WHERE id = 1", args![]).await?)
}

/// Whether something must have been noted: a space is open.
pub(super) async fn has_noted(platform: &PlatformDb) -> Result<bool> {
    Ok(platform.find::<i64>("SELECT 1 FROM space WHERE state <> 'pending' LIMIT 1", args![]).await?.is_some())
}

/// Moves the head forward, never back.
pub(super) async fn put_head(platform: &PlatformDb, now: Now, sequence: i64, seal: Vec<u8>) -> Result<()> {
    platform
        .execute(
            "INSERT INTO journal_head (id, sequence, seal, created_at, updated_at) VALUES (1, $1, $2, $3, $3)
             ON CONFLICT (id) DO UPDATE SET sequence = $1, seal = $2, updated_at = $3 WHERE journal_head.sequence < $1",
            args![sequence, seal, now],
        )
        .await?;
    Ok(())
}

/// Where the chain begins and ends.
pub(super) async fn ends(conn: &impl Conn) -> Result<Ends> {
    Ok(conn.get("SELECT sequence, hash, anchor_sequence, anchor_hash, anchor_seal FROM chain WHERE id = 1", args![]).await?)
}

/// The hash that a place in the chain has: of its entry, of the anchor, or of the start. None where nothing is.
pub(super) async fn hash_at(conn: &impl Conn, sequence: i64) -> Result<Option<Vec<u8>>> {
    if sequence == 0 {
        return Ok(Some(NOTHING.to_vec()));
    }
    let sql = "SELECT hash FROM entry WHERE sequence = $1 UNION ALL SELECT anchor_hash FROM chain WHERE id = 1 AND anchor_sequence = $1 LIMIT 1";
    Ok(conn.find(sql, args![sequence]).await?)
}

/// Entries in their order, after a sequence.
pub(super) async fn list(conn: &impl Conn, after: i64, most: i64) -> Result<Vec<Stored>> {
    Ok(conn.list(&format!("{COLUMNS} WHERE sequence > $1 ORDER BY sequence LIMIT $2"), args![after, most]).await?)
}

/// How many entries were made before an instant, and when the oldest of all was.
pub(super) async fn count_before(conn: &impl Conn, before: i64) -> Result<(i64, Option<i64>)> {
    let sql = "SELECT (SELECT COUNT(*) FROM entry WHERE created_at < $1), (SELECT MIN(created_at) FROM entry)";
    Ok(conn.get(sql, args![before]).await?)
}

/// The last of the first `most` entries that were all made before an instant.
pub(super) async fn last_of_due(tx: &Tx, before: i64, most: i64) -> Result<Option<i64>> {
    let stays: Option<i64> = tx.get("SELECT MIN(sequence) FROM entry WHERE created_at >= $1", args![before]).await?;
    let sql = "SELECT sequence FROM (SELECT sequence FROM entry WHERE sequence < $1 ORDER BY sequence LIMIT $2) due ORDER BY sequence DESC LIMIT 1";
    Ok(tx.find(sql, args![stays.unwrap_or(i64::MAX), most]).await?)
}

/// Deletes entries up to a sequence; how many.
pub(super) async fn delete_until(tx: &Tx, sequence: i64) -> Result<u64> {
    Ok(tx.execute("DELETE FROM entry WHERE sequence <= $1", args![sequence]).await?)
}

/// Sets the anchor.
pub(super) async fn put_anchor(tx: &Tx, sequence: i64, hash: &[u8], seal: Vec<u8>) -> Result<()> {
    let sql = "UPDATE chain SET anchor_sequence = $1, anchor_hash = $2, anchor_seal = $3 WHERE id = 1";
    tx.execute(sql, args![sequence, hash, seal]).await?;
    Ok(())
}

/// An entry for whoever reads the journal: no hashes.
pub struct Line {
    pub sequence: i64,
    pub created_at: i64,
    /// As in [`hootis_policy::journal::Act::as_str`].
    pub kind: String,
    pub account: Option<Uuid>,
    pub member: Option<Uuid>,
    pub operator: Option<Uuid>,
    pub space: Option<Uuid>,
    pub subject: Option<Uuid>,
    pub detail: Option<String>,
    pub amount: Option<i64>,
}

impl From<Stored> for Line {
    fn from(Stored { kept, .. }: Stored) -> Self {
        let [account, member, operator, space, subject] = kept.ids;
        let Kept { sequence, created_at, kind, detail, amount, .. } = kept;
        Self { sequence, created_at, kind, account, member, operator, space, subject, detail, amount }
    }
}

/// The last entries, the newest first.
///
/// # Errors
/// When the journal cannot be read.
pub async fn list_last(journal: &super::Journal, most: u32) -> Result<Vec<Line>> {
    let stored: Vec<Stored> = journal.db.list(&format!("{COLUMNS} ORDER BY sequence DESC LIMIT $1"), args![most]).await?;
    Ok(stored.into_iter().map(Line::from).collect())
}

/// The last entries about what an account did, or had done to it, before a sequence, the newest first.
///
/// # Errors
/// When the journal cannot be read.
pub async fn list_of_account(journal: &super::Journal, account: Uuid, before: i64, most: u32) -> Result<Vec<Line>> {
    let sql = format!("{COLUMNS} WHERE account_id = $1 AND sequence < $2 ORDER BY sequence DESC LIMIT $3");
    let stored: Vec<Stored> = journal.db.list(&sql, args![account, before, most]).await?;
    Ok(stored.into_iter().map(Line::from).collect())
}

/// The first `most` entries that were made from a network between two instants, the second excluded. Only a reveal
/// asks this (U3).
///
/// # Errors
/// When the journal cannot be read.
pub async fn list_of_network(app: &App, network: &str, from: i64, to: i64, most: i64) -> Result<Vec<Line>> {
    let sql = format!("{COLUMNS} WHERE created_at >= $2 AND created_at < $3 AND network_hash = $1 ORDER BY sequence LIMIT $4");
    let stored: Vec<Stored> = app.journal().db.list(&sql, args![network_hash(app.platform_key(), network), from, to, most]).await?;
    Ok(stored.into_iter().map(Line::from).collect())
}

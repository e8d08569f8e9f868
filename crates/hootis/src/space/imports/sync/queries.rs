//! Reads and writes of settings.

use hootis_dolibarr::Take;
use hootis_space::{Conn, args};
use uuid::Uuid;

use super::super::queries::{ImportSource, get_source};
use super::{State, Sync};
use crate::clock::Now;
use crate::error::Result;

const SYNC: &str = "SELECT source_id, every_minutes, state, set_by, set_name, set_at, next_at, last_run, last_ok_at, failing_since, failures, refusals, why, told_at FROM import_sync";

/// The setting of a source.
pub(in super::super) async fn find(conn: &impl Conn, source: Uuid) -> Result<Option<Sync>> {
    Ok(conn.find(&format!("{SYNC} WHERE source_id = $1"), args![source]).await?)
}

/// The connected source that can be kept up with: the one that was imported last.
pub(in super::super) async fn find_source(conn: &impl Conn) -> Result<Option<ImportSource>> {
    let sql = "SELECT s.id FROM import_source s JOIN import_run r ON r.source_id = s.id
               WHERE s.sealed_url IS NOT NULL AND r.kind = 'import' AND r.upload_id IS NULL AND r.state NOT IN ('queued', 'running')
               ORDER BY r.created_at DESC, r.id DESC LIMIT 1";
    match conn.find::<Uuid>(sql, args![]).await? {
        Some(id) => Ok(Some(get_source(conn, id).await?)),
        None => Ok(None),
    }
}

/// The company within the Dolibarr that a source is, and what was chosen to be taken of it.
pub(in super::super) async fn choice(conn: &impl Conn, source: Uuid) -> Result<(i64, Take)> {
    let (entity, take): (i64, String) = conn.get("SELECT entity, take FROM import_source WHERE id = $1", args![source]).await?;
    Ok((entity, serde_json::from_str(&take).unwrap_or_default()))
}

/// Who sets what, and when.
pub(super) struct Setting<'a> {
    pub every_minutes: i64,
    pub by: Uuid,
    pub name: &'a str,
    pub next_at: Now,
}

/// Makes a setting, or makes it anew. It begins as if nothing had ever failed.
pub(super) async fn put(conn: &impl Conn, now: Now, source: Uuid, setting: &Setting<'_>) -> Result<()> {
    let sql = "INSERT INTO import_sync (source_id, every_minutes, state, set_by, set_name, set_at, next_at, failures, refusals, created_at, updated_at)
               VALUES ($1, $2, 'on', $3, $4, $5, $6, 0, 0, $5, $5)
               ON CONFLICT (source_id) DO UPDATE SET every_minutes = excluded.every_minutes, state = 'on', set_by = excluded.set_by, set_name = excluded.set_name,
               set_at = excluded.set_at, next_at = excluded.next_at, failing_since = NULL, failures = 0, refusals = 0, why = NULL, told_at = NULL, updated_at = excluded.updated_at";
    conn.execute(sql, args![source, setting.every_minutes, setting.by, setting.name, now, setting.next_at]).await?;
    Ok(())
}

/// No setting asks for anything until somebody says so.
pub(in super::super) async fn pause_all(conn: &impl Conn, now: Now) -> Result<()> {
    conn.execute("UPDATE import_sync SET state = 'paused', next_at = NULL, updated_at = $1 WHERE state = 'on'", args![now]).await?;
    Ok(())
}

/// Forgets every setting.
pub(in super::super) async fn delete_all(conn: &impl Conn) -> Result<()> {
    conn.execute("DELETE FROM import_sync", args![]).await?;
    Ok(())
}

/// Moves the next run on, if nobody did so meanwhile.
pub(super) async fn move_on(conn: &impl Conn, now: Now, sync: &Sync, next_at: Now) -> Result<bool> {
    let sql = "UPDATE import_sync SET next_at = $2, updated_at = $4 WHERE source_id = $1 AND next_at = $3 AND state = 'on'";
    Ok(conn.execute(sql, args![sync.source_id, next_at, sync.next_at, now]).await? == 1)
}

/// A run is asked for by a setting that was made at an instant.
pub(super) async fn mark_run(conn: &impl Conn, run: Uuid, set_at: i64) -> Result<()> {
    conn.execute("UPDATE import_run SET sync_set_at = $2 WHERE id = $1", args![run, set_at]).await?;
    Ok(())
}

/// Writes how it goes, once for each run. False when that run's end was looked at already.
pub(super) async fn update(conn: &impl Conn, now: Now, run: Uuid, sync: &Sync) -> Result<bool> {
    let sql = "UPDATE import_sync SET state = $3, next_at = $4, last_run = $2, last_ok_at = $5, failing_since = $6, failures = $7, refusals = $8, why = $9, told_at = $10, updated_at = $11
               WHERE source_id = $1 AND (last_run IS NULL OR last_run <> $2)";
    let set = args![
        sync.source_id,
        run,
        sync.state.code(),
        sync.next_at,
        sync.last_ok_at,
        sync.failing_since,
        sync.failures,
        sync.refusals,
        sync.why.clone(),
        sync.told_at,
        now
    ];
    Ok(conn.execute(sql, set).await? == 1)
}

/// Warnings stay with the newest run that a setting asked for: each one reads, and warns of, everything anew.
pub(super) async fn forget_old_warnings(conn: &impl Conn, newest: Uuid) -> Result<()> {
    let sql = "DELETE FROM import_warning WHERE run_id <> $1 AND run_id IN (SELECT id FROM import_run WHERE sync_set_at IS NOT NULL)";
    conn.execute(sql, args![newest]).await?;
    Ok(())
}

impl State {
    /// Whether a good run brings a setting back to life.
    pub(super) fn comes_back(self) -> bool {
        self == Self::Stopped
    }
}

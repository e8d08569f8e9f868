//! Reads and writes of sources, uploads, runs and warnings. Rows that come from Dolibarr: see `engine`.

use std::collections::BTreeMap;

use hootis_dolibarr::{Take, Warning};
use hootis_space::{Conn, DbError, FromRow, Row, args};
use uuid::Uuid;

use super::run::{Progress, RUN_COLUMNS, Run, RunKind, RunState};
use crate::clock::Now;
use crate::error::{Error, Result};

/// The Dolibarr of this company: one an entity.
#[derive(Clone, Debug)]
pub(super) struct ImportSource {
    pub id: Uuid,
    pub label: String,
    pub sealed_url: Option<Vec<u8>>,
    pub acknowledged_text: String,
    pub acknowledged_by: Option<Uuid>,
    pub acknowledged_name: String,
    pub acknowledged_at: i64,
}

impl FromRow for ImportSource {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            label: row.take()?,
            sealed_url: row.take()?,
            acknowledged_text: row.take()?,
            acknowledged_by: row.take()?,
            acknowledged_name: row.take()?,
            acknowledged_at: row.take()?,
        })
    }
}

const SOURCE: &str = "SELECT id, label, sealed_url, acknowledged_text, acknowledged_by, acknowledged_name, acknowledged_at FROM import_source";

/// Who acknowledged which text, and when.
#[derive(Clone, Debug)]
pub(super) struct Acknowledgement {
    pub text: String,
    pub by: Option<Uuid>,
    pub name: String,
    pub at: Now,
}

/// The sources there are, by entity.
pub(super) async fn list_sources(conn: &impl Conn) -> Result<Vec<ImportSource>> {
    Ok(conn.list(&format!("{SOURCE} ORDER BY entity"), args![]).await?)
}

/// The source of an entity.
pub(super) async fn find_source_of_entity(conn: &impl Conn, entity: i64) -> Result<Option<ImportSource>> {
    Ok(conn.find(&format!("{SOURCE} WHERE entity = $1"), args![entity]).await?)
}

/// The source of an id.
pub(super) async fn get_source(conn: &impl Conn, id: Uuid) -> Result<ImportSource> {
    Ok(conn.get(&format!("{SOURCE} WHERE id = $1"), args![id]).await?)
}

/// The source of an entity, made if there is none.
pub(super) async fn put_source(conn: &impl Conn, now: Now, entity: i64, label: &str, take: Take, ack: &Acknowledgement) -> Result<Uuid> {
    let take = serde_json::to_string(&take).map_err(Error::internal)?;
    let sql = "INSERT INTO import_source (id, entity, label, take, acknowledged_text, acknowledged_by, acknowledged_name, acknowledged_at, created_at, updated_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
               ON CONFLICT (entity) DO UPDATE SET label = excluded.label, take = excluded.take, acknowledged_text = excluded.acknowledged_text,
               acknowledged_by = excluded.acknowledged_by, acknowledged_name = excluded.acknowledged_name, acknowledged_at = excluded.acknowledged_at, updated_at = excluded.updated_at
               RETURNING id";
    Ok(conn.get(sql, args![Uuid::now_v7(), entity, label, take, &ack.text, ack.by, &ack.name, ack.at, now]).await?)
}

/// What a new run is.
pub(super) struct NewRun<'a> {
    pub source_id: Option<Uuid>,
    pub kind: RunKind,
    pub state: RunState,
    pub upload_id: Option<Uuid>,
    pub entity: i64,
    pub take: Take,
    pub requested_by: Option<Uuid>,
    pub requested_name: &'a str,
    pub progress: &'a Progress,
}

impl<'a> NewRun<'a> {
    /// One that takes the files of an archive.
    pub(super) fn documents(upload_id: Option<Uuid>, by: Option<Uuid>, name: &'a str, progress: &'a Progress, state: RunState) -> Self {
        let take = Take::default();
        Self { source_id: None, kind: RunKind::Documents, state, upload_id, entity: 1, take, requested_by: by, requested_name: name, progress }
    }
}

/// Adds a run.
pub(super) async fn insert_run(conn: &impl Conn, now: Now, new: &NewRun<'_>) -> Result<Uuid> {
    let id = Uuid::now_v7();
    let take = serde_json::to_string(&new.take).map_err(Error::internal)?;
    conn.execute(
        "INSERT INTO import_run (id, source_id, kind, state, upload_id, entity, take, requested_by, requested_name, progress, cancel_asked, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        args![
            id,
            new.source_id,
            new.kind.code(),
            new.state.code(),
            new.upload_id,
            new.entity,
            take,
            new.requested_by,
            new.requested_name,
            new.progress.json(),
            false,
            now
        ],
    )
    .await?;
    Ok(id)
}

/// The run of an id, or 404.
pub(super) async fn get_run(conn: &impl Conn, id: Uuid) -> Result<Run> {
    Ok(conn.get(&format!("SELECT {RUN_COLUMNS} FROM import_run WHERE id = $1"), args![id]).await?)
}

/// The last runs, newest first.
pub(super) async fn list_runs(conn: &impl Conn, most: i64) -> Result<Vec<Run>> {
    Ok(conn.list(&format!("SELECT {RUN_COLUMNS} FROM import_run ORDER BY created_at DESC, id DESC LIMIT $1"), args![most]).await?)
}

/// The run that work is going on for, or that waits for it.
pub(super) async fn find_busy_run(conn: &impl Conn) -> Result<Option<Run>> {
    let sql = format!("SELECT {RUN_COLUMNS} FROM import_run WHERE state IN ('queued', 'running', 'undoing') ORDER BY created_at, id LIMIT 1");
    Ok(conn.find(&sql, args![]).await?)
}

/// The last look at a Dolibarr that came to its end.
pub(super) async fn find_last_check(conn: &impl Conn) -> Result<Option<Run>> {
    let sql = format!("SELECT {RUN_COLUMNS} FROM import_run WHERE kind = 'check' AND state = 'done' ORDER BY created_at DESC, id DESC LIMIT 1");
    Ok(conn.find(&sql, args![]).await?)
}

/// The import that can be undone: the last one that was not. One that a setting asked for counts when it changed something.
pub(super) async fn find_undoable_run(conn: &impl Conn) -> Result<Option<Run>> {
    let sql = format!(
        "SELECT {RUN_COLUMNS} FROM import_run WHERE kind = 'import' AND state IN ('done', 'failed', 'cancelled', 'undoing')
         AND (sync_set_at IS NULL OR EXISTS (SELECT 1 FROM import_before b WHERE b.run_id = import_run.id)
              OR EXISTS (SELECT 1 FROM origin o WHERE o.first_run = import_run.id))
         ORDER BY created_at DESC, id DESC LIMIT 1"
    );
    Ok(conn.find(&sql, args![]).await?)
}

/// A run begins, or goes on.
pub(super) async fn start_run(conn: &impl Conn, now: Now, id: Uuid, progress: &Progress) -> Result<()> {
    let sql = "UPDATE import_run SET state = 'running', started_at = COALESCE(started_at, $2), progress = $3 WHERE id = $1";
    conn.execute(sql, args![id, now, progress.json()]).await?;
    Ok(())
}

/// Writes how far a run is.
pub(super) async fn update_progress(conn: &impl Conn, id: Uuid, progress: &Progress) -> Result<()> {
    conn.execute("UPDATE import_run SET progress = $2 WHERE id = $1", args![id, progress.json()]).await?;
    Ok(())
}

/// A run comes to its end.
pub(super) async fn end_run(conn: &impl Conn, now: Now, id: Uuid, state: RunState, progress: &Progress, error: Option<&str>) -> Result<()> {
    let sql = "UPDATE import_run SET state = $2, ended_at = $3, progress = $4, error = $5 WHERE id = $1";
    conn.execute(sql, args![id, state.code(), now, progress.json(), error]).await?;
    Ok(())
}

/// Whether somebody asked to stop.
pub(super) async fn is_cancel_asked(conn: &impl Conn, id: Uuid) -> Result<bool> {
    Ok(conn.find("SELECT cancel_asked FROM import_run WHERE id = $1", args![id]).await?.unwrap_or(true))
}

/// One stored warning.
#[derive(Clone, Debug)]
pub(super) struct StoredWarning {
    pub table: String,
    pub row: Option<i64>,
    pub code: String,
    /// What fills the sentence, by name.
    pub args: BTreeMap<String, String>,
}

impl FromRow for StoredWarning {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self { table: row.take()?, row: row.take()?, code: row.take()?, args: serde_json::from_str(&row.take::<String>()?).unwrap_or_default() })
    }
}

/// The warnings of a run after the one of number `after`.
pub(super) async fn list_warnings(conn: &impl Conn, run: Uuid, after: i64, most: i64) -> Result<Vec<StoredWarning>> {
    let sql = "SELECT source_table, source_row, code, args FROM import_warning WHERE run_id = $1 AND num > $2 ORDER BY num LIMIT $3";
    Ok(conn.list(sql, args![run, after, most]).await?)
}

/// Warnings kept of a run; the rest is counted.
pub(super) const MAX_WARNINGS: u64 = 10_000;

/// Keeps warnings, as long as there are not too many. `count` is how many there were so far.
pub(super) async fn insert_warnings(conn: &impl Conn, now: Now, run: Uuid, warnings: &[Warning], count: &mut u64) -> Result<()> {
    let mut sets = Vec::new();
    for warning in warnings {
        *count += 1;
        if *count <= MAX_WARNINGS {
            let named: BTreeMap<_, _> = warning.args.iter().map(|(name, value)| (*name, value)).collect();
            let named = serde_json::to_string(&named).map_err(Error::internal)?;
            sets.push(args![run, i64::try_from(*count).unwrap_or(i64::MAX), &warning.table, warning.row, warning.code, named, now]);
        }
    }
    if !sets.is_empty() {
        let sql = "INSERT INTO import_warning (run_id, num, source_table, source_row, code, args, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
        conn.execute_many(sql, sets).await?;
    }
    Ok(())
}

/// Somebody asks a run to stop. One that has not begun stops at once.
pub(super) async fn cancel_run(conn: &impl Conn, now: Now, id: Uuid) -> Result<()> {
    conn.execute("UPDATE import_run SET state = 'cancelled', ended_at = $2 WHERE id = $1 AND state = 'queued'", args![id, now]).await?;
    conn.execute("UPDATE import_run SET cancel_asked = $2 WHERE id = $1 AND state = 'running'", args![id, true]).await?;
    Ok(())
}

/// A run is to be undone, unless another has begun meanwhile.
pub(super) async fn ask_undo(conn: &impl Conn, id: Uuid) -> Result<bool> {
    let sql = "UPDATE import_run SET state = 'undoing' WHERE id = $1 AND state IN ('done', 'failed', 'cancelled')
               AND NOT EXISTS (SELECT 1 FROM import_run b WHERE b.state IN ('queued', 'running', 'undoing'))";
    Ok(conn.execute(sql, args![id]).await? == 1)
}

/// Keeps the sealed credentials of a source, or forgets them.
pub(super) async fn update_credentials(conn: &impl Conn, now: Now, id: Uuid, sealed: Option<Vec<u8>>) -> Result<()> {
    conn.execute("UPDATE import_source SET sealed_url = $2, updated_at = $3 WHERE id = $1", args![id, sealed, now]).await?;
    Ok(())
}

/// What a source is called in front of people.
pub(super) async fn update_label(conn: &impl Conn, now: Now, id: Uuid, label: &str) -> Result<()> {
    conn.execute("UPDATE import_source SET label = $2, updated_at = $3 WHERE id = $1", args![id, label, now]).await?;
    Ok(())
}

/// Forgets the credentials of every source.
pub(super) async fn forget_credentials(conn: &impl Conn, now: Now) -> Result<()> {
    conn.execute("UPDATE import_source SET sealed_url = NULL, updated_at = $1 WHERE sealed_url IS NOT NULL", args![now]).await?;
    Ok(())
}

/// Adds an upload.
pub(super) async fn insert_upload(conn: &impl Conn, now: Now, id: Uuid, name: &str, size: u64, by: Uuid) -> Result<()> {
    let size = i64::try_from(size).unwrap_or(i64::MAX);
    conn.execute(
        "INSERT INTO import_upload (id, name, size_bytes, uploaded_by, created_at) VALUES ($1, $2, $3, $4, $5)",
        args![id, name, size, by, now],
    )
    .await?;
    Ok(())
}

/// Notes that people wrote on parties that a run added.
pub(super) async fn count_notes_on(conn: &impl Conn, run: Uuid) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM note n JOIN origin o ON o.local_id = n.party_id WHERE o.first_run = $1";
    Ok(conn.get(sql, args![run]).await?)
}

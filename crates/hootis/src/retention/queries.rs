//! What the platform knows of the rules and their runs.

use hootis_policy::retention;
use hootis_space::{Conn, DbError, FromRow, Row, args};
use uuid::Uuid;

use crate::clock::Now;
use crate::error::Result;
use crate::jobs;
use crate::platform::PlatformDb;

/// Makes the rows of rules that have none yet; they are due at once.
pub(super) async fn ensure(db: &PlatformDb, now: Now, rules: impl Iterator<Item = &'static str>) -> Result<()> {
    let known: Vec<String> = db.list("SELECT rule FROM retention_rule", args![]).await?;
    let new = rules.filter(|rule| known.iter().all(|known| known != rule)).map(|rule| args![rule, now]).collect();
    let sql = "INSERT INTO retention_rule (rule, next_run_at, created_at, updated_at) VALUES ($1, $2, $2, $2) ON CONFLICT (rule) DO NOTHING";
    db.execute_many(sql, new).await?;
    Ok(())
}

/// The rules whose next run has come. One further off than any run ever is was written under a clock that was ahead.
pub(super) async fn list_due(db: &PlatformDb, now: Now) -> Result<Vec<String>> {
    let sql = "SELECT rule FROM retention_rule WHERE next_run_at <= $1 OR next_run_at > $2";
    Ok(db.list(sql, args![now, now.after(retention::EVERY)]).await?)
}

/// Takes a rule, unless somebody else has it. A lease longer than any is was written under a clock that was ahead.
pub(super) async fn take(db: &PlatformDb, now: Now, rule: &str) -> Result<bool> {
    let sql = "UPDATE retention_rule SET leased_until = $2, updated_at = $3
               WHERE rule = $1 AND (leased_until IS NULL OR leased_until < $3 OR leased_until > $2)";
    Ok(db.execute(sql, args![rule, now.after(jobs::LEASE), now]).await? == 1)
}

/// A sign of life: nobody else takes the rule for another while.
pub(super) async fn renew(db: &PlatformDb, now: Now, rule: &str) -> Result<()> {
    db.execute("UPDATE retention_rule SET leased_until = $2 WHERE rule = $1", args![rule, now.after(jobs::LEASE)]).await?;
    Ok(())
}

/// How a run went, for the row of its rule.
pub(super) struct Went {
    pub ran_at: Now,
    pub took_ms: i64,
    pub amount: i64,
    pub late_ms: i64,
    pub oldest_due_at: Option<Now>,
    pub outcome: &'static str,
}

/// Writes down how a run went, and lets go of the rule.
pub(super) async fn put(db: &PlatformDb, rule: &str, went: &Went) -> Result<()> {
    db.execute(
        "UPDATE retention_rule SET leased_until = NULL, next_run_at = $2, ran_at = $3, took_ms = $4, amount = $5, late_ms = $6, oldest_due_at = $7,
         outcome = $8, updated_at = $3 WHERE rule = $1",
        args![
            rule,
            went.ran_at.after(retention::EVERY),
            went.ran_at,
            went.took_ms,
            went.amount,
            went.late_ms,
            went.oldest_due_at.map(|due| due.0),
            went.outcome
        ],
    )
    .await?;
    Ok(())
}

/// What is known of a rule.
#[derive(Clone, Debug)]
pub struct Known {
    pub rule: String,
    pub next_run_at: i64,
    pub ran_at: Option<i64>,
    pub took_ms: Option<i64>,
    pub amount: Option<i64>,
    pub late_ms: Option<i64>,
    pub oldest_due_at: Option<i64>,
    pub outcome: Option<String>,
}

impl FromRow for Known {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            rule: row.take()?,
            next_run_at: row.take()?,
            ran_at: row.take()?,
            took_ms: row.take()?,
            amount: row.take()?,
            late_ms: row.take()?,
            oldest_due_at: row.take()?,
            outcome: row.take()?,
        })
    }
}

/// What is known of each rule.
pub(super) async fn list_known(db: &PlatformDb) -> Result<Vec<Known>> {
    Ok(db.list("SELECT rule, next_run_at, ran_at, took_ms, amount, late_ms, oldest_due_at, outcome FROM retention_rule", args![]).await?)
}

/// Begins the history of a run; those of the same rule that never ended are marked so.
pub(super) async fn begin_run(db: &PlatformDb, now: Now, rule: &str, late_ms: i64) -> Result<Uuid> {
    let id = Uuid::now_v7();
    let tx = db.begin().await?;
    tx.execute("UPDATE retention_run SET outcome = 'interrupted', ended_at = $2 WHERE rule = $1 AND ended_at IS NULL", args![rule, now]).await?;
    tx.execute(
        "INSERT INTO retention_run (id, rule, started_at, amount, late_ms, outcome, created_at) VALUES ($1, $2, $3, 0, $4, 'running', $3)",
        args![id, rule, now, late_ms],
    )
    .await?;
    tx.commit().await?;
    Ok(id)
}

/// Writes down how far a run is.
pub(super) async fn update_run(db: &PlatformDb, id: Uuid, amount: i64, late_ms: i64) -> Result<()> {
    db.execute("UPDATE retention_run SET amount = $2, late_ms = $3 WHERE id = $1", args![id, amount, late_ms]).await?;
    Ok(())
}

/// Ends the history of a run.
pub(super) async fn end_run(db: &PlatformDb, now: Now, id: Uuid, outcome: &'static str) -> Result<()> {
    db.execute("UPDATE retention_run SET ended_at = $2, outcome = $3 WHERE id = $1", args![id, now, outcome]).await?;
    Ok(())
}

/// A run of the past.
#[derive(Clone, Debug)]
pub struct Past {
    pub rule: String,
    pub started_at: i64,
    pub ended_at: Option<i64>,
    pub amount: i64,
    pub late_ms: i64,
    pub outcome: String,
}

impl FromRow for Past {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            rule: row.take()?,
            started_at: row.take()?,
            ended_at: row.take()?,
            amount: row.take()?,
            late_ms: row.take()?,
            outcome: row.take()?,
        })
    }
}

/// The last runs that took something out, the newest first.
pub(super) async fn list_runs(db: &PlatformDb, most: u32) -> Result<Vec<Past>> {
    let sql = "SELECT rule, started_at, ended_at, amount, late_ms, outcome FROM retention_run ORDER BY started_at DESC, id DESC LIMIT $1";
    Ok(db.list(sql, args![most]).await?)
}

/// How many went on each day since an instant: days since 1970, amount, and the worst lateness.
pub(super) async fn list_days(db: &PlatformDb, since: Now) -> Result<Vec<(i64, i64, i64)>> {
    let day = Now(0).after(hootis_policy::Span::days(1));
    let sql = "SELECT started_at / $1, SUM(amount), MAX(late_ms) FROM retention_run WHERE started_at >= $2 GROUP BY started_at / $1 ORDER BY 1";
    Ok(db.list(sql, args![day, since]).await?)
}

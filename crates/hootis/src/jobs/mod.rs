//! Work to be done later, or for long: kept in the platform's database, so that it survives a restart.
//!
//! A job is leased while somebody works on it; past its lease somebody else may. It may therefore run
//! twice, and must bear that. What jobs do is not known here: see `app::run_job`.

#[cfg(test)]
mod tests;

use std::time::Duration;

use hootis_space::{Conn, Db, FromRow, Row, Value, args};
use uuid::Uuid;

use crate::clock::Now;
use crate::error::Result;

/// How long a job may go without a sign of life.
pub const LEASE: Duration = Duration::from_secs(60);

/// A job that failed this often is given up, and kept a while for the operator to see.
pub const MAX_ATTEMPTS: i64 = 12;

/// One piece of work.
#[derive(Clone)]
pub struct Job {
    pub id: Uuid,
    pub kind: String,
    pub space_id: Option<Uuid>,
    /// JSON; what it means is the kind's own affair. Holds ids, never personal data.
    pub payload: String,
    pub attempts: i64,
}

impl FromRow for Job {
    fn from_row(row: &mut Row) -> Result<Self, hootis_space::DbError> {
        Ok(Self { id: row.take()?, kind: row.take()?, space_id: row.take()?, payload: row.take()?, attempts: row.take()? })
    }
}

/// Asks for work. With a `unique_key`, asking again while it waits changes nothing.
///
/// # Errors
/// When the database refuses.
pub async fn ask(conn: &impl Conn, now: Now, kind: &'static str, space_id: Option<Uuid>, payload: String, unique_key: Option<String>) -> Result<()> {
    conn.execute(
        "INSERT INTO job (id, kind, space_id, payload, unique_key, attempts, run_at, created_at) VALUES ($1, $2, $3, $4, $5, 0, $6, $6) ON CONFLICT (unique_key) DO NOTHING",
        args![Uuid::now_v7(), kind, space_id, payload, unique_key, now],
    )
    .await?;
    Ok(())
}

/// Takes the job that has waited longest, if one is due.
///
/// # Errors
/// When the database refuses.
pub async fn take(db: &Db, now: Now) -> Result<Option<Job>> {
    const DUE: &str = "SELECT id, kind, space_id, payload, attempts FROM job WHERE run_at <= $1 AND attempts < $2 AND (leased_until IS NULL OR leased_until < $1) ORDER BY run_at, id LIMIT 1";
    let Some(job) = db.find::<Job>(DUE, args![now, MAX_ATTEMPTS]).await? else { return Ok(None) };
    // Somebody else may have taken it since: only one update can find the lease as it was.
    let taken = db
        .execute(
            "UPDATE job SET leased_until = $2, attempts = attempts + 1 WHERE id = $1 AND attempts = $3 AND (leased_until IS NULL OR leased_until < $4)",
            args![job.id, now.after(LEASE), job.attempts, now],
        )
        .await?;
    Ok((taken == 1).then_some(job))
}

/// A sign of life: nobody else takes the job for another while.
///
/// # Errors
/// When the database refuses.
pub async fn renew(db: &Db, now: Now, id: Uuid) -> Result<()> {
    db.execute("UPDATE job SET leased_until = $2 WHERE id = $1", args![id, now.after(LEASE)]).await?;
    Ok(())
}

/// The job is done.
///
/// # Errors
/// When the database refuses.
pub async fn done(db: &Db, id: Uuid) -> Result<()> {
    db.execute("DELETE FROM job WHERE id = $1", args![id]).await?;
    Ok(())
}

/// Takes a job out in a transaction that does what it was for. False when it is not there any more.
///
/// # Errors
/// When the database refuses.
pub async fn take_out(conn: &impl Conn, id: Uuid) -> Result<bool> {
    Ok(conn.execute("DELETE FROM job WHERE id = $1", args![id]).await? == 1)
}

/// The job failed: it is tried again later, ever more slowly.
///
/// # Errors
/// When the database refuses.
pub async fn failed(db: &Db, now: Now, job: &Job, why: &str) -> Result<()> {
    let why: String = why.chars().take(500).collect();
    db.execute(
        "UPDATE job SET leased_until = NULL, run_at = $2, last_error = $3 WHERE id = $1",
        args![job.id, now.after(pause(job.attempts)), Value::from(why)],
    )
    .await?;
    Ok(())
}

/// When a job that waits for its space to come back is tried: never, until [`wake_up`].
const PARKED: i64 = i64::MAX;

/// The job waits until its space comes back. It was not tried: nothing may be done in that space for now.
///
/// # Errors
/// When the database refuses.
pub async fn park(db: &Db, job: &Job) -> Result<()> {
    db.execute("UPDATE job SET leased_until = NULL, run_at = $2, attempts = $3 WHERE id = $1", args![job.id, PARKED, job.attempts]).await?;
    Ok(())
}

/// The jobs of a space go on where they were parked.
///
/// # Errors
/// When the database refuses.
pub async fn wake_up(conn: &impl Conn, now: Now, space: Uuid) -> Result<()> {
    conn.execute("UPDATE job SET run_at = $2 WHERE space_id = $1 AND run_at = $3", args![space, now, PARKED]).await?;
    Ok(())
}

/// Forgets the jobs of a space; how many there were.
///
/// # Errors
/// When the database refuses.
pub async fn delete_of_space(conn: &impl Conn, space: Uuid) -> Result<u64> {
    Ok(conn.execute("DELETE FROM job WHERE space_id = $1", args![space]).await?)
}

/// 5 s, 10 s, 20 s … up to 6 h.
#[must_use]
pub fn pause(attempts: i64) -> Duration {
    let doublings = u32::try_from(attempts.clamp(0, 20)).unwrap_or(0);
    Duration::from_secs((5_u64 << doublings).min(6 * 3600))
}

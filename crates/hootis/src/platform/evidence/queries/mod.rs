//! The results of the checks, and what the looks ask ([`looked`]).

pub(super) mod looked;

use hootis_policy::evidence;
use hootis_space::{Conn, DbError, FromRow, Row, args};

use super::figure::Figure;
use crate::clock::Now;
use crate::error::{Error, Result};

/// The last check of a promise.
#[derive(Clone, Debug)]
pub(super) struct Last {
    pub(super) promise: String,
    /// Nothing until the first check.
    pub(super) ok: Option<bool>,
    pub(super) figure: Option<Figure>,
    pub(super) checked_at: Option<i64>,
    /// Since when the result is what it is.
    pub(super) changed_at: Option<i64>,
    /// When the operator was told of a failure.
    pub(super) told_at: Option<i64>,
}

impl FromRow for Last {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            promise: row.take()?,
            ok: row.take()?,
            figure: row.take::<Option<String>>()?.and_then(|json| serde_json::from_str(&json).ok()),
            checked_at: row.take()?,
            changed_at: row.take()?,
            told_at: row.take()?,
        })
    }
}

/// A day of checks of a promise.
#[derive(Clone, Debug)]
pub(super) struct Day {
    pub(super) promise: String,
    /// When it began, in UTC.
    pub(super) day: i64,
    pub(super) checks: i64,
    pub(super) failures: i64,
    /// The worst that was found.
    pub(super) figure: Option<Figure>,
}

impl FromRow for Day {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        let (promise, day, checks, failures) = (row.take()?, row.take()?, row.take()?, row.take()?);
        Ok(Self { promise, day, checks, failures, figure: serde_json::from_str(&row.take::<String>()?).ok() })
    }
}

const LAST: &str = "SELECT promise, ok, figure, checked_at, changed_at, told_at FROM evidence_check";

/// The last check of every promise.
pub(super) async fn list_last(conn: &impl Conn) -> Result<Vec<Last>> {
    Ok(conn.list(LAST, args![]).await?)
}

/// Every day since an instant, by promise and day.
pub(super) async fn list_days(conn: &impl Conn, since: Now) -> Result<Vec<Day>> {
    let sql = "SELECT promise, day, checks, failures, figure FROM evidence_day WHERE day >= $1 ORDER BY promise, day";
    Ok(conn.list(sql, args![since]).await?)
}

/// Makes the row of a check that was never made.
pub(super) async fn insert(conn: &impl Conn, now: Now, promise: &str) -> Result<()> {
    conn.execute(
        "INSERT INTO evidence_check (promise, next_at, created_at) VALUES ($1, $2, $2) ON CONFLICT (promise) DO NOTHING",
        args![promise, now],
    )
    .await?;
    Ok(())
}

/// The promises whose check is due.
pub(super) async fn list_due(conn: &impl Conn, now: Now) -> Result<Vec<String>> {
    let sql = "SELECT promise FROM evidence_check WHERE next_at <= $1 AND (leased_until IS NULL OR leased_until < $1) ORDER BY next_at, promise";
    Ok(conn.list(sql, args![now]).await?)
}

/// Takes a check that was last made before an instant, or that is due; whether nobody else did.
pub(super) async fn take(conn: &impl Conn, now: Now, promise: &str, asked_before: Option<Now>) -> Result<bool> {
    let sql = "UPDATE evidence_check SET leased_until = $3 WHERE promise = $1 AND (leased_until IS NULL OR leased_until < $2) \
               AND (next_at <= $2 OR checked_at IS NULL OR checked_at <= $4)";
    // Nothing is as old as that: only what is due is taken.
    let before = asked_before.unwrap_or(Now(i64::MIN));
    Ok(conn.execute(sql, args![promise, now, now.after(evidence::LEASE), before]).await? == 1)
}

/// Gives a check back that could not be made: it is tried again a little later.
pub(super) async fn give_back(conn: &impl Conn, now: Now, promise: &str) -> Result<()> {
    let sql = "UPDATE evidence_check SET leased_until = NULL, next_at = $2 WHERE promise = $1";
    conn.execute(sql, args![promise, now.after(evidence::Pace::Often.every())]).await?;
    Ok(())
}

/// The last check of a promise.
pub(super) async fn get_last(conn: &impl Conn, promise: &str) -> Result<Last> {
    Ok(conn.get(&format!("{LAST} WHERE promise = $1"), args![promise]).await?)
}

/// Notes the result of a check, and the day's count with it.
pub(super) async fn update(conn: &impl Conn, now: Now, next: Now, last: &Last) -> Result<()> {
    let figure = serde_json::to_string(&last.figure).map_err(Error::internal)?;
    conn.execute(
        "UPDATE evidence_check SET ok = $2, figure = $3, checked_at = $4, changed_at = $5, told_at = $6, next_at = $7, leased_until = NULL \
         WHERE promise = $1",
        args![&last.promise, last.ok, &figure, last.checked_at, last.changed_at, last.told_at, next],
    )
    .await?;
    let failed = i64::from(last.ok == Some(false));
    conn.execute(
        "INSERT INTO evidence_day (promise, day, checks, failures, figure, created_at) VALUES ($1, $2, 1, $3, $4, $5) \
         ON CONFLICT (promise, day) DO UPDATE SET checks = evidence_day.checks + 1, failures = evidence_day.failures + $3, \
           figure = CASE WHEN $3 > 0 OR evidence_day.failures = 0 THEN $4 ELSE evidence_day.figure END",
        args![&last.promise, day_of(now), failed, &figure, now],
    )
    .await?;
    Ok(())
}

/// When the day of an instant began, in UTC.
pub(super) fn day_of(now: Now) -> i64 {
    now.0 - now.0.rem_euclid(DAY_MS)
}

/// A day in milliseconds.
pub(super) const DAY_MS: i64 = hootis_policy::Span::days(1).as_seconds() as i64 * 1_000;

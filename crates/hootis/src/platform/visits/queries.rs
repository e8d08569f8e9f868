//! Rows of the table `visit`, and their end.

use hootis_policy::{Span, retention};
use hootis_space::{Conn, DbError, FromRow, Row, args};
use uuid::Uuid;

use crate::clock::Now;
use crate::error::Result;

/// One visit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Record {
    pub address: String,
    pub visited_at: i64,
    pub browser: String,
    pub platform: String,
    pub referrer: Option<String>,
}

impl FromRow for Record {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self { address: row.take()?, visited_at: row.take()?, browser: row.take()?, platform: row.take()?, referrer: row.take()? })
    }
}

/// Writes records, all or none.
pub(super) async fn insert(conn: &impl Conn, records: &[Record]) -> Result<()> {
    let rows = records.iter().map(|r| args![Uuid::now_v7(), &r.address, r.visited_at, &r.browser, &r.platform, r.referrer.clone()]).collect();
    conn.execute_many("INSERT INTO visit (id, address, visited_at, browser, platform, referrer) VALUES ($1, $2, $3, $4, $5, $6)", rows).await?;
    Ok(())
}

/// The visits of an address between two instants, the second excluded; at most `most`, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn list_of_address(conn: &impl Conn, address: &str, from: i64, to: i64, most: i64) -> Result<Vec<Record>> {
    let sql = "SELECT address, visited_at, browser, platform, referrer FROM visit
               WHERE visited_at >= $2 AND visited_at < $3 AND address = $1 ORDER BY visited_at, id LIMIT $4";
    Ok(conn.list(sql, args![address, from, to, most]).await?)
}

/// When the oldest record was made, if there is one.
///
/// # Errors
/// When the database refuses.
pub async fn oldest(conn: &impl Conn) -> Result<Option<i64>> {
    Ok(conn.get("SELECT MIN(visited_at) FROM visit", args![]).await?)
}

/// When a record of that instant is due: at the end of the last of the days of its rule, its own being the first.
#[must_use]
pub fn due_at(visited_at: i64) -> Now {
    Now(day_of(visited_at)).after(retention::BROWSING_RECORD)
}

/// How many records are due, and since when the oldest of them.
///
/// # Errors
/// When the database refuses.
pub async fn count_due(conn: &impl Conn, now: Now) -> Result<(i64, Option<i64>)> {
    let (count, oldest): (i64, Option<i64>) =
        conn.get("SELECT COUNT(*), MIN(visited_at) FROM visit WHERE visited_at < $1", args![first_kept(now)]).await?;
    Ok((count, oldest.map(|at| due_at(at).0)))
}

/// Deletes the oldest day that is due, whole; how many records. Zero when none is due.
///
/// # Errors
/// When the database refuses: that day is whole then.
pub async fn purge(conn: &impl Conn, now: Now) -> Result<u64> {
    match oldest(conn).await? {
        Some(at) if at < first_kept(now) => Ok(conn.execute("DELETE FROM visit WHERE visited_at < $1", args![day_of(at) + day()]).await?),
        _ => Ok(0),
    }
}

/// The first instant whose records are kept.
fn first_kept(now: Now) -> i64 {
    day_of(now.before(retention::BROWSING_RECORD).0) + day()
}

/// When the day of an instant began, in UTC.
fn day_of(at: i64) -> i64 {
    at.div_euclid(day()) * day()
}

fn day() -> i64 {
    Now(0).after(Span::days(1)).0
}

//! Rows of the table `audience`: one counter a day, facet and name.

use hootis_policy::retention;
use hootis_space::{Conn, args};

use crate::clock::Now;
use crate::error::Result;

/// What is counted.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Facet {
    /// Pages shown, by the template of their route.
    Page,
    /// Visits.
    Visit,
    /// Different visitors, about.
    Visitor,
    /// Visits by the site that led here; without a name when none did.
    Source,
    /// Visits by the family of the browser.
    Browser,
}

impl Facet {
    fn as_str(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Visit => "visit",
            Self::Visitor => "visitor",
            Self::Source => "source",
            Self::Browser => "browser",
        }
    }
}

/// One counter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Count {
    pub day: i64,
    pub facet: Facet,
    pub label: String,
    pub hits: i64,
}

/// Adds to counters, all or none.
pub(super) async fn add(conn: &impl Conn, now: Now, counts: &[Count]) -> Result<()> {
    let rows = counts.iter().map(|count| args![count.day, count.facet.as_str(), &count.label, count.hits, now]).collect();
    let sql = "INSERT INTO audience (day, facet, label, hits, created_at) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (day, facet, label) DO UPDATE SET hits = audience.hits + $4";
    conn.execute_many(sql, rows).await?;
    Ok(())
}

/// The days of a facet since `from`, all names together.
pub(super) async fn list_days(conn: &impl Conn, facet: Facet, from: i64) -> Result<Vec<(i64, i64)>> {
    let sql = "SELECT day, CAST(SUM(hits) AS BIGINT) FROM audience WHERE facet = $1 AND day >= $2 GROUP BY day ORDER BY day";
    Ok(conn.list(sql, args![facet.as_str(), from]).await?)
}

/// The names of a facet since `from`, the most counted first.
pub(super) async fn list_names(conn: &impl Conn, facet: Facet, from: i64) -> Result<Vec<(String, i64)>> {
    let sql =
        "SELECT label, CAST(SUM(hits) AS BIGINT) AS total FROM audience WHERE facet = $1 AND day >= $2 GROUP BY label ORDER BY total DESC, label";
    Ok(conn.list(sql, args![facet.as_str(), from]).await?)
}

/// How many counters are due, and since when the oldest of them.
///
/// # Errors
/// When the database refuses.
pub async fn count_due(conn: &impl Conn, now: Now) -> Result<(i64, Option<i64>)> {
    let (count, oldest): (i64, Option<i64>) =
        conn.get("SELECT COUNT(*), MIN(day) FROM audience WHERE day < $1", args![now.before(retention::AUDIENCE)]).await?;
    Ok((count, oldest.map(|day| Now(day).after(retention::AUDIENCE).0)))
}

/// Deletes the counters that are due; how many.
///
/// # Errors
/// When the database refuses.
pub async fn purge(conn: &impl Conn, now: Now) -> Result<u64> {
    Ok(conn.execute("DELETE FROM audience WHERE day < $1", args![now.before(retention::AUDIENCE)]).await?)
}

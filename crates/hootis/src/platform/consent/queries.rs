//! Every read and write of the counts of cookies.

use hootis_policy::Span;
use hootis_space::{Conn, args};

use crate::clock::Now;
use crate::error::Result;
use crate::web::cookies::{Counts, Outcome};

/// What evidence looks back at.
const LOOKED_AT: Span = Span::hours(24);

/// How many cookies were set and dropped within the last 24 hours.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Figures {
    /// Set, each as declared.
    pub set: i64,
    /// Dropped, because they were not as declared.
    pub dropped: i64,
}

/// Writes down what this process has counted. What cannot be written is counted on.
///
/// # Errors
/// When the database refuses.
pub async fn write_counts(conn: &impl Conn, now: Now, counts: &Counts) -> Result<()> {
    let taken = counts.take();
    if taken.is_empty() {
        return Ok(());
    }
    let sets = taken.iter().map(|count| args![count.hour, count.outcome.code(), count.name, count.hits, now]).collect();
    let sql = "INSERT INTO cookie_count (hour, outcome, name, hits, created_at) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (hour, outcome, name) DO UPDATE SET hits = cookie_count.hits + excluded.hits";
    if let Err(error) = conn.execute_many(sql, sets).await {
        counts.put_back(&taken);
        return Err(error.into());
    }
    Ok(())
}

/// What was written down of the last 24 hours, by every process.
///
/// # Errors
/// When the database refuses.
pub async fn figures(conn: &impl Conn, now: Now) -> Result<Figures> {
    let sql = "SELECT outcome, CAST(SUM(hits) AS BIGINT) FROM cookie_count WHERE hour > $1 GROUP BY outcome";
    let rows: Vec<(String, i64)> = conn.list(sql, args![now.before(LOOKED_AT)]).await?;
    let of = |outcome: Outcome| rows.iter().find(|(code, _)| code == outcome.code()).map_or(0, |(_, hits)| *hits);
    Ok(Figures { set: of(Outcome::Set), dropped: of(Outcome::Dropped) })
}

//! How often each processor was called, by day.

use hootis_space::{Conn, DbError, FromRow, Row, args};

use crate::clock::Now;
use crate::error::Result;

/// What was called on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The processor's id.
    pub processor: String,
    /// `2026-11-23`.
    pub day: String,
    /// Calls that left.
    pub calls: i64,
    /// Calls that were refused.
    pub refused: i64,
    /// When the last one left or was refused.
    pub last_at: i64,
}

impl FromRow for Day {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self { processor: row.take()?, day: row.take()?, calls: row.take()?, refused: row.take()?, last_at: row.take()? })
    }
}

/// Counts a call.
pub(super) async fn count(conn: &impl Conn, now: Now, processor: &str, day: &str, left: bool) -> Result<()> {
    let (calls, refused) = (i64::from(left), i64::from(!left));
    conn.execute(
        "INSERT INTO processor_call (processor, day, calls, refused, last_at, created_at) VALUES ($1, $2, $3, $4, $5, $5)
         ON CONFLICT (processor, day) DO UPDATE
         SET calls = processor_call.calls + excluded.calls, refused = processor_call.refused + excluded.refused, last_at = excluded.last_at",
        args![processor, day, calls, refused, now],
    )
    .await?;
    Ok(())
}

/// The days since one (`2026-11-23`), by processor, the newest last.
///
/// # Errors
/// When the database refuses.
pub async fn list_days(conn: &impl Conn, since: &str) -> Result<Vec<Day>> {
    let days = "SELECT processor, day, calls, refused, last_at FROM processor_call WHERE day >= $1 ORDER BY processor, day";
    Ok(conn.list(days, args![since]).await?)
}

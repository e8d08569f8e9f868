//! Rows of the tables `space_total` and `trend`.

use hootis_space::{Conn, DbError, FromRow, Row, Tx, args};
use uuid::Uuid;

use crate::clock::Now;
use crate::error::Result;

/// What is added up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Measure {
    /// Spaces that are open.
    OpenSpaces,
    /// Parties in the spaces that take part.
    Parties,
    /// Messages of the month in the spaces that take part.
    Messages,
    /// Imports of the month in the spaces that take part.
    Imports,
}

impl Measure {
    /// Every measure.
    pub const ALL: [Self; 4] = [Self::OpenSpaces, Self::Parties, Self::Messages, Self::Imports];

    fn as_str(self) -> &'static str {
        match self {
            Self::OpenSpaces => "spaces",
            Self::Parties => "parties",
            Self::Messages => "messages",
            Self::Imports => "imports",
        }
    }
}

/// A total of a month.
pub struct Trend {
    /// When the month began.
    pub month: i64,
    pub measure: Option<Measure>,
    /// None when too few spaces were in it.
    pub total: Option<i64>,
}

impl FromRow for Trend {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        let month = row.take()?;
        let name: String = row.take()?;
        Ok(Self { month, measure: Measure::ALL.into_iter().find(|measure| measure.as_str() == name), total: row.take()? })
    }
}

/// The totals since a month, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn list(conn: &impl Conn, from: i64) -> Result<Vec<Trend>> {
    Ok(conn.list("SELECT month, measure, total FROM trend WHERE month >= $1 ORDER BY month DESC, measure", args![from]).await?)
}

/// What a space counts of itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Counted {
    pub parties: i64,
    /// Those of the month.
    pub messages: i64,
    /// Those of the month.
    pub imports: i64,
}

impl FromRow for Counted {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self { parties: row.take()?, messages: row.take()?, imports: row.take()? })
    }
}

/// What a space that takes part counted of itself.
///
/// # Errors
/// When the database refuses.
pub async fn put_totals(conn: &impl Conn, now: Now, month: i64, space: Uuid, counted: Counted) -> Result<()> {
    let sql = "INSERT INTO space_total (space_id, month, parties, messages, imports, created_at) VALUES ($1, $2, $3, $4, $5, $6)
               ON CONFLICT (space_id) DO UPDATE SET month = $2, parties = $3, messages = $4, imports = $5";
    conn.execute(sql, args![space, month, counted.parties, counted.messages, counted.imports, now]).await?;
    Ok(())
}

/// One more message in a space; nothing where it does not take part.
///
/// # Errors
/// When the database refuses.
pub async fn add_message(conn: &impl Conn, month: i64, space: Uuid) -> Result<()> {
    conn.execute("UPDATE space_total SET messages = messages + 1 WHERE space_id = $1 AND month = $2", args![space, month]).await?;
    Ok(())
}

/// The space takes part no more.
///
/// # Errors
/// When the database refuses.
pub async fn drop_totals(conn: &impl Conn, space: Uuid) -> Result<()> {
    conn.execute("DELETE FROM space_total WHERE space_id = $1", args![space]).await?;
    Ok(())
}

/// Takes hold of a month that is over; false when somebody has closed it.
pub(super) async fn open_month(tx: &Tx, month: i64, now: Now) -> Result<bool> {
    let sql = "INSERT INTO trend (month, measure, total, spaces, created_at) VALUES ($1, $2, NULL, NULL, $3) ON CONFLICT (month, measure) DO NOTHING";
    Ok(tx.execute(sql, args![month, Measure::OpenSpaces.as_str(), now]).await? == 1)
}

/// The sum of a measure over spaces before the month `this`, and how many spaces are in it.
pub(super) async fn sum(tx: &Tx, measure: Measure, this: i64) -> Result<(i64, i64)> {
    // Nothing is processed in a space that is disabled: its numbers count no more.
    let sql = match measure {
        Measure::OpenSpaces => "SELECT COUNT(*), COUNT(*) FROM space WHERE state NOT IN ('pending', 'disabled', 'destroyed') AND created_at < $1",
        Measure::Parties => {
            "SELECT CAST(COALESCE(SUM(parties), 0) AS BIGINT), COUNT(*) FROM space_total WHERE month < $1 AND parties > 0
             AND space_id IN (SELECT id FROM space WHERE state NOT IN ('pending', 'disabled', 'destroyed'))"
        }
        Measure::Messages => {
            "SELECT CAST(COALESCE(SUM(messages), 0) AS BIGINT), COUNT(*) FROM space_total WHERE month < $1 AND messages > 0
             AND space_id IN (SELECT id FROM space WHERE state NOT IN ('pending', 'disabled', 'destroyed'))"
        }
        Measure::Imports => {
            "SELECT CAST(COALESCE(SUM(imports), 0) AS BIGINT), COUNT(*) FROM space_total WHERE month < $1 AND imports > 0
             AND space_id IN (SELECT id FROM space WHERE state NOT IN ('pending', 'disabled', 'destroyed'))"
        }
    };
    Ok(tx.get(sql, args![this]).await?)
}

/// Writes the total of a month, or that too few spaces were in it.
pub(super) async fn close_month(tx: &Tx, month: i64, measure: Measure, total: Option<(i64, i64)>, now: Now) -> Result<()> {
    let sql = "INSERT INTO trend (month, measure, total, spaces, created_at) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (month, measure) DO UPDATE SET total = $3, spaces = $4";
    tx.execute(sql, args![month, measure.as_str(), total.map(|(total, _)| total), total.map(|(_, spaces)| spaces), now]).await?;
    Ok(())
}

/// Every space begins the month with no messages and no imports; what is destroyed begins none.
pub(super) async fn begin_month(tx: &Tx, month: i64) -> Result<()> {
    tx.execute("DELETE FROM space_total WHERE space_id IN (SELECT id FROM space WHERE state = 'destroyed')", args![]).await?;
    tx.execute("UPDATE space_total SET month = $1, messages = 0, imports = 0 WHERE month < $1", args![month]).await?;
    Ok(())
}

//! Service trends (promise U1): totals by month, of spaces, of parties, of messages and of imports.
//!
//! A space takes part only if somebody of the company who may change its settings said so; the setting says who
//! and when (U4). No space is ever opened for this: its totals are counted when an import or the setting itself
//! has it open, each message is added as it is written, and they stand in one row until the month is closed. Closing
//! adds them up, forgets the messages and imports of the month, and keeps a sum only if enough spaces are in it. Taking
//! the setting back deletes the row.

mod queries;
#[cfg(test)]
mod tests;

pub use queries::{Counted, Measure, Trend, add_message, drop_totals, list, put_totals};

use hootis_policy::limits::GROUP_MIN;

use crate::app::App;
use crate::clock::Now;
use crate::error::Result;
use crate::web::format;

/// When the month of an instant began, in Paris.
#[must_use]
pub fn month_of(now: Now) -> i64 {
    format::month_starts(now.0, 1).last().copied().unwrap_or(now.0)
}

/// Closes the months that are over; how many were. Safe to run at any time, twice at once.
///
/// # Errors
/// When the database refuses: the month stays open.
pub async fn close(app: &App, now: Now) -> Result<u64> {
    let this = month_of(now);
    let last = month_of(Now(this - 1));
    let tx = app.platform().begin().await?;
    // The row of the month is what two processes race for: whoever comes second finds it.
    if !queries::open_month(&tx, last, now).await? {
        return Ok(0);
    }
    for measure in Measure::ALL {
        let (total, spaces) = queries::sum(&tx, measure, this).await?;
        let enough = spaces >= GROUP_MIN;
        queries::close_month(&tx, last, measure, enough.then_some((total, spaces)), now).await?;
    }
    queries::begin_month(&tx, this).await?;
    tx.commit().await?;
    Ok(1)
}

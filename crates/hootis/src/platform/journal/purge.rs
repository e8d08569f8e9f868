//! Twelve months and no longer: whole days go, from the start of the chain, and leave an anchor.

use hootis_policy::retention::SECURITY_JOURNAL;

use super::chain::{Place, seal};
use super::{queries, verify};
use crate::app::App;
use crate::clock::{Now, start_of_day};
use crate::error::Result;

/// Entries of days that began before this are due.
fn cut(now: Now) -> i64 {
    start_of_day(now.before(SECURITY_JOURNAL)).0
}

/// How many entries are due, and when the oldest one of all was or will be.
///
/// # Errors
/// When the journal cannot be read.
pub async fn count_due(app: &App, now: Now) -> Result<(u64, Option<Now>)> {
    let (due, oldest) = queries::count_before(&app.journal().db, cut(now)).await?;
    Ok((due.unsigned_abs(), oldest.map(|made| due_at(Now(made)))))
}

/// When an entry goes: twelve months after the end of its day.
fn due_at(made: Now) -> Now {
    start_of_day(made).after(hootis_policy::Span::days(1)).after(SECURITY_JOURNAL)
}

/// Deletes the first `most` entries that are due, and anchors what is left; how many went.
///
/// An entry that is not due, as its date says, holds back those after it; one that is not as it was written stays, with all after it:
/// what goes is sealed as having been whole.
///
/// # Errors
/// When nothing was deleted.
pub async fn purge(app: &App, now: Now, most: u32) -> Result<u64> {
    let tx = app.journal().db.begin().await?;
    queries::take_end(&tx).await?;
    let Some(last) = queries::last_of_due(&tx, cut(now), i64::from(most)).await? else { return Ok(0) };
    let (sequence, hash) = verify::whole_until(app, &tx, last).await?;
    queries::put_anchor(&tx, sequence, &hash, seal(app.platform_key(), Place::Anchor, sequence, &hash)).await?;
    let gone = queries::delete_until(&tx, sequence).await?;
    tx.commit().await?;
    Ok(gone)
}

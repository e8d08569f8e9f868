//! Time that really passed. A clock that somebody sets, or that jumps by itself, must not cut 30 days short: what is
//! destroyed also waits for this one.
//!
//! Each start of a machine has a row: its ticks, and how much time had passed altogether then. A machine that starts takes
//! over where the furthest is; what passed while all were off is not counted, so that a span is at times longer than
//! promised, and never shorter.

use super::life::Moment;
use super::queries;
use crate::app::App;
use crate::error::Result;

/// The time, and milliseconds that passed since Hootis was first started, at the least.
///
/// # Errors
/// When the database refuses.
pub async fn moment(app: &App) -> Result<Moment> {
    let (now, steady, db) = (app.now(), app.clock().steady(), app.platform());
    let starts = queries::list_starts(db).await?;
    let furthest = starts.iter().map(|(_, _, elapsed)| *elapsed).max().unwrap_or(0);
    let ours = starts.iter().find(|(boot, _, _)| *boot == steady.boot);
    let elapsed = ours.map_or(furthest, |(_, ticks, elapsed)| furthest.max(elapsed + (steady.ticks - ticks).max(0)));
    queries::put_start(db, now, (steady.boot.clone(), steady.ticks, elapsed)).await?;
    if ours.is_none() {
        queries::delete_old_starts(db, now, &steady.boot).await?;
    }
    Ok(Moment { now, elapsed })
}

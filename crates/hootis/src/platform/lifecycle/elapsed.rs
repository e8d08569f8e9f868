//! Time that really passed. A clock that somebody sets, or that jumps by itself, must not cut 30 days short: what is
//! destroyed also waits for this one.
//!
//! Each start of a machine has a row: its ticks, and how much time had passed altogether then. A machine that starts takes
//! over where the furthest is; what passed while all were off is not counted, so that a span is at times longer than
//! promised, and never shorter.

use hootis_policy::retention;
use hootis_space::{Conn as _, args};

use super::life::Moment;
use crate::app::App;
use crate::error::Result;

/// The time, and milliseconds that passed since Hootis was first started, at the least.
///
/// # Errors
/// When the database refuses.
pub async fn moment(app: &App) -> Result<Moment> {
    let (now, steady, db) = (app.now(), app.clock().steady(), app.platform());
    let rows: Vec<(String, i64, i64)> = db.list("SELECT boot, ticks, elapsed FROM steady_clock", args![]).await?;
    let furthest = rows.iter().map(|(_, _, elapsed)| *elapsed).max().unwrap_or(0);
    let ours = rows.iter().find(|(boot, _, _)| *boot == steady.boot);
    let elapsed = ours.map_or(furthest, |(_, ticks, elapsed)| furthest.max(elapsed + (steady.ticks - ticks).max(0)));
    db.execute(
        "INSERT INTO steady_clock (boot, ticks, elapsed, created_at, updated_at) VALUES ($1, $2, $3, $4, $4)
         ON CONFLICT (boot) DO UPDATE SET ticks = excluded.ticks, elapsed = excluded.elapsed, updated_at = excluded.updated_at
         WHERE steady_clock.ticks <= excluded.ticks",
        args![steady.boot.as_str(), steady.ticks, elapsed, now],
    )
    .await?;
    if ours.is_none() {
        db.execute("DELETE FROM steady_clock WHERE updated_at < $1 AND boot <> $2", args![now.before(retention::STEADY_CLOCK), steady.boot]).await?;
    }
    Ok(Moment { now, elapsed })
}

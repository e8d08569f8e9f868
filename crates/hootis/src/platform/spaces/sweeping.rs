//! When a space is looked into for what is due in it, so that not all have to be opened all the time.
//!
//! `space.sweep_at` says when. Whoever uses a space brings it forward, and so does nobody else: in a space that
//! nobody uses, nothing new comes due. While somebody looks, it is below zero, which tells whoever uses the space
//! in that moment to bring it forward again, and holds until their time is up.

use hootis_policy::retention::SPACE_WITHIN;
use hootis_space::{Conn, SpaceDb, args};
use uuid::Uuid;

use super::Space;
use crate::app::App;
use crate::clock::Now;
use crate::error::Result;
use crate::jobs;
use crate::platform::PlatformDb;

/// The right to look into a space.
pub struct Claim {
    /// Which space.
    pub id: Uuid,
    held: i64,
}

/// Opens a space that somebody uses: what they leave there will be looked for.
///
/// # Errors
/// As [`super::open`].
pub async fn enter(app: &App, space: &Space) -> Result<SpaceDb> {
    let now = app.now();
    // Asked of the row that was read anyway: a space that is in use is written to once in a while only.
    if space.sweep_at.is_none_or(|at| at < 0 || at > now.after(SPACE_WITHIN).0) {
        expect_sweep(app.platform(), now, space.id).await?;
    }
    super::open(app, space.id).await
}

/// Brings forward when a space is looked into.
///
/// # Errors
/// When the database refuses.
pub async fn expect_sweep(db: &PlatformDb, now: Now, id: Uuid) -> Result<()> {
    let sql = "UPDATE space SET sweep_at = $2 WHERE id = $1 AND (sweep_at IS NULL OR sweep_at < 0 OR sweep_at > $2)";
    db.execute(sql, args![id, now.after(SPACE_WITHIN)]).await?;
    Ok(())
}

/// Which spaces are looked into at an instant: `$1` is it, below zero, and `$2` it. The time of who claimed and died is up then.
const DUE: &str = "FROM space WHERE sweep_at BETWEEN $1 AND $2 AND state NOT IN ('pending', 'destroyed')";

/// Takes the space whose time came first, unless somebody else has it.
///
/// # Errors
/// When the database refuses.
pub async fn claim_sweep(db: &PlatformDb, now: Now) -> Result<Option<Claim>> {
    let held = -now.after(jobs::LEASE).0;
    loop {
        let first: Option<(Uuid, i64)> = db.find(&format!("SELECT id, sweep_at {DUE} ORDER BY sweep_at, id LIMIT 1"), args![-now.0, now]).await?;
        let Some((id, at)) = first else { return Ok(None) };
        if db.execute("UPDATE space SET sweep_at = $3 WHERE id = $1 AND sweep_at = $2", args![id, at, held]).await? == 1 {
            return Ok(Some(Claim { id, held }));
        }
    }
}

/// Says when to look again; never, when nothing there comes due. Whoever used the space meanwhile has the last word.
///
/// # Errors
/// When the database refuses.
pub async fn release_sweep(db: &PlatformDb, claim: &Claim, next: Option<Now>) -> Result<()> {
    let next = next.map(|next| next.0);
    db.execute("UPDATE space SET sweep_at = $3 WHERE id = $1 AND sweep_at = $2", args![claim.id, claim.held, next]).await?;
    Ok(())
}

/// When the next space is looked into.
///
/// # Errors
/// When the database refuses.
pub async fn next_sweep(conn: &impl Conn) -> Result<Option<Now>> {
    let sql = "SELECT MIN(sweep_at) FROM space WHERE sweep_at >= 0 AND state NOT IN ('pending', 'destroyed')";
    Ok(conn.get::<Option<i64>>(sql, args![]).await?.map(Now))
}

/// The spaces whose time has come.
///
/// # Errors
/// When the database refuses.
pub async fn list_sweepable(conn: &impl Conn, now: Now) -> Result<Vec<Uuid>> {
    Ok(conn.list(&format!("SELECT id {DUE} ORDER BY sweep_at, id"), args![-now.0, now]).await?)
}

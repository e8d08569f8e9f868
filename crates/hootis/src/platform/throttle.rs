//! Slowing down those who try too often, by address, by network and by account.
//!
//! What is counted is a keyed hash of who and what: the table holds no address and no e-mail.

use hootis_policy::limits::Rate;
use hootis_space::{Conn, args};

use crate::clock::Now;
use crate::error::{Error, Result};
use crate::platform::PlatformDb;

/// Counts one try of `rate` by `who`, and refuses it when there were too many.
///
/// # Errors
/// [`Error::Slow`], with how long to wait.
pub async fn count(db: &PlatformDb, key: &hootis_vault::SpaceKey, now: Now, rate: &Rate, who: &str) -> Result<()> {
    let bucket = key.keyed_hash("throttle", format!("{}\n{who}", rate.name).as_bytes()).to_vec();
    let ends_at = now.after(rate.window);
    let (hits, ends_at): (i64, i64) = db
        .get(
            "INSERT INTO throttle (bucket, hits, ends_at, created_at) VALUES ($1, 1, $2, $3)
             ON CONFLICT (bucket) DO UPDATE SET
               hits = CASE WHEN throttle.ends_at <= $3 THEN 1 ELSE throttle.hits + 1 END,
               ends_at = CASE WHEN throttle.ends_at <= $3 THEN $2 ELSE throttle.ends_at END
             RETURNING hits, ends_at",
            args![bucket, ends_at, now],
        )
        .await?;
    if hits <= i64::from(rate.most) {
        return Ok(());
    }
    let wait = u64::try_from(ends_at - now.0).unwrap_or(0);
    Err(Error::Slow { retry_after: std::time::Duration::from_millis(wait), why: rate.words })
}

/// Takes one try of `who` back: it was none of those that are counted.
///
/// # Errors
/// When the database refuses.
pub async fn give_back(db: &PlatformDb, key: &hootis_vault::SpaceKey, rate: &Rate, who: &str) -> Result<()> {
    let bucket = key.keyed_hash("throttle", format!("{}\n{who}", rate.name).as_bytes()).to_vec();
    db.execute("UPDATE throttle SET hits = hits - 1 WHERE bucket = $1 AND hits > 0", args![bucket]).await?;
    Ok(())
}

/// Forgets the tries of `who`: they proved who they are.
///
/// # Errors
/// When the database refuses.
pub async fn forget(db: &PlatformDb, key: &hootis_vault::SpaceKey, rate: &Rate, who: &str) -> Result<()> {
    let bucket = key.keyed_hash("throttle", format!("{}\n{who}", rate.name).as_bytes()).to_vec();
    db.execute("DELETE FROM throttle WHERE bucket = $1", args![bucket]).await?;
    Ok(())
}

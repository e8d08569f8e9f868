//! How many parties there are, exactly, without counting fifty thousand rows at each page.
//!
//! Counting costs some milliseconds in a big space, so an answer serves for a while. Whoever changes the numbers
//! here forgets it; an import, which may run in another process, is seen a moment later.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use hootis_space::SpaceDb;
use uuid::Uuid;

use super::queries::list;
use crate::clock::Now;
use crate::error::Result;

/// How long an answer serves.
const FRESH_MS: i64 = 30_000;

/// Spaces remembered at once.
const REMEMBERED: usize = 500;

/// How many parties of each sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) all: i64,
    pub(super) customers: i64,
    pub(super) prospects: i64,
    pub(super) suppliers: i64,
    pub(super) archived: i64,
    pub(super) from_dolibarr: i64,
}

static KNOWN: LazyLock<Mutex<HashMap<Uuid, (Now, Counts)>>> = LazyLock::new(Mutex::default);

/// The counts of a space, at most some seconds old.
pub(super) async fn of(space: &SpaceDb, now: Now) -> Result<Counts> {
    if let Ok(mut known) = KNOWN.lock()
        && let Some((at, counts)) = known.get_mut(&space.id())
    {
        if (0..FRESH_MS).contains(&(now.0 - at.0)) {
            return Ok(*counts);
        }
        // Whoever comes while this request counts again takes the old answer: one counts, not all of them.
        *at = now;
    }
    let [all, customers, prospects, suppliers, archived, from_dolibarr] = list::counts(space).await?;
    let counts = Counts { all, customers, prospects, suppliers, archived, from_dolibarr };
    if let Ok(mut known) = KNOWN.lock() {
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(space.id(), (now, counts));
    }
    Ok(counts)
}

/// How many parties there are, archived ones left out.
///
/// # Errors
/// When the database refuses.
pub async fn count(space: &SpaceDb, now: Now) -> Result<i64> {
    Ok(of(space, now).await?.all)
}

/// They have just changed.
pub(super) fn forget(space: &SpaceDb) {
    if let Ok(mut known) = KNOWN.lock() {
        known.remove(&space.id());
    }
}

//! Who is next: a photo may take all the memory that its step is given, so few are read at once, one of each space.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore, SemaphorePermit};

/// How many pictures are read at once.
static PLACES: Semaphore = Semaphore::const_new(2);

/// How many may stand in the line of one space, the one that is read included.
pub const LINE: usize = 8;

/// How many may stand in all lines.
const LINES: usize = 128;

/// The lines: whose, and how many stand in each.
static STANDING: Mutex<BTreeMap<u128, (Arc<Semaphore>, usize)>> = Mutex::new(BTreeMap::new());

/// The right to have one picture read. Taken before the picture is in memory; others wait until it is dropped.
#[derive(Debug)]
pub struct Place {
    _all: SemaphorePermit<'static>,
    _own: OwnedSemaphorePermit,
    _turn: Turn,
}

impl Place {
    /// Waits for one; none when too many wait already.
    pub(crate) async fn take(whose: u128) -> io::Result<Option<Self>> {
        let Some((turn, line)) = Turn::take(whose) else { return Ok(None) };
        let own = line.acquire_owned().await.map_err(io::Error::other)?;
        let all = PLACES.acquire().await.map_err(io::Error::other)?;
        Ok(Some(Self { _all: all, _own: own, _turn: turn }))
    }
}

/// Somebody who stands in a line.
#[derive(Debug)]
struct Turn(u128);

impl Turn {
    fn take(whose: u128) -> Option<(Self, Arc<Semaphore>)> {
        let mut lines = STANDING.lock().unwrap_or_else(PoisonError::into_inner);
        if lines.values().map(|(_, count)| count).sum::<usize>() >= LINES {
            return None;
        }
        let (line, count) = lines.entry(whose).or_insert_with(|| (Arc::new(Semaphore::new(1)), 0));
        if *count >= LINE {
            return None;
        }
        *count += 1;
        Some((Self(whose), Arc::clone(line)))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut lines = STANDING.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, count)) = lines.get_mut(&self.0) {
            *count -= 1;
            if *count == 0 {
                lines.remove(&self.0);
            }
        }
    }
}

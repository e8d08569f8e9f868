//! Who waits for news of which space: one room a space, in this process.
//!
//! A room holds one number, the position up to which something is known to have been said. Whoever waits is woken when it
//! grows and asks the space what is new for them, so nothing queues for a reader who is slow: they find the newest state when
//! they come. What other processes write is seen by whoever looks at the positions of the rooms now and then (`App::listen`).

mod stream;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use hootis_policy::talk::{STREAMS, STREAMS_OF_SESSION};
use tokio::sync::watch;
use uuid::Uuid;

pub use stream::{News, Watcher, events};

use crate::error::{Error, Result};

/// Every room that somebody is in. Cheap to clone.
#[derive(Clone)]
pub struct Hub(Arc<Inner>);

struct Inner {
    rooms: Mutex<Rooms>,
    closed: watch::Sender<bool>,
}

#[derive(Default)]
struct Rooms {
    by_space: HashMap<Uuid, watch::Sender<i64>>,
    /// Streams by the hash of the session that opened them.
    by_session: HashMap<Vec<u8>, usize>,
    seats: usize,
}

impl Default for Hub {
    fn default() -> Self {
        Self(Arc::new(Inner { rooms: Mutex::default(), closed: watch::Sender::new(false) }))
    }
}

impl Hub {
    /// Says that something was said in a space, up to a position.
    pub fn tell(&self, space: Uuid, position: i64) {
        let rooms = self.0.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(room) = rooms.by_space.get(&space) {
            room.send_if_modified(|known| {
                let is_new = position > *known;
                *known = position.max(*known);
                is_new
            });
        }
    }

    /// Wakes everybody in a space although nothing was said: who may see what has changed.
    pub fn wake(&self, space: Uuid) {
        let rooms = self.0.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(room) = rooms.by_space.get(&space) {
            room.send_modify(|_| {});
        }
    }

    /// Takes a place in the room of a space, for as long as the seat lives. `session` is the hash of who asks.
    ///
    /// # Errors
    /// 503 when there is no room left, for them or for anybody, or when the process is about to end.
    pub fn join(&self, space: Uuid, session: Vec<u8>) -> Result<Seat> {
        let mut rooms = self.0.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        let own = rooms.by_session.get(&session).copied().unwrap_or_default();
        if *self.0.closed.borrow() || rooms.seats >= STREAMS || own >= STREAMS_OF_SESSION {
            return Err(Error::Busy);
        }
        rooms.seats += 1;
        rooms.by_session.insert(session.clone(), own + 1);
        let room = rooms.by_space.entry(space).or_insert_with(|| watch::Sender::new(0)).subscribe();
        Ok(Seat { hub: self.clone(), space, session, room, closed: self.0.closed.subscribe() })
    }

    /// The spaces that somebody waits for news of.
    #[must_use]
    pub fn spaces(&self) -> Vec<Uuid> {
        self.0.rooms.lock().unwrap_or_else(PoisonError::into_inner).by_space.keys().copied().collect()
    }

    /// How many wait.
    #[must_use]
    pub fn seats(&self) -> usize {
        self.0.rooms.lock().unwrap_or_else(PoisonError::into_inner).seats
    }

    /// Ends every stream, and lets nobody in any more: the process ends.
    pub fn close(&self) {
        self.0.closed.send_replace(true);
    }
}

/// A place in a room.
pub struct Seat {
    hub: Hub,
    space: Uuid,
    session: Vec<u8>,
    room: watch::Receiver<i64>,
    closed: watch::Receiver<bool>,
}

impl Seat {
    /// Waits until something was said. False: the process ends.
    pub async fn news(&mut self) -> bool {
        if *self.closed.borrow() {
            return false;
        }
        tokio::select! {
            told = self.room.changed() => told.is_ok(),
            _ = self.closed.changed() => false,
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut rooms = self.hub.0.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        rooms.seats -= 1;
        if let Some(own) = rooms.by_session.get_mut(&self.session) {
            *own -= 1;
            if *own == 0 {
                rooms.by_session.remove(&self.session);
            }
        }
        // This seat still counts as one.
        if rooms.by_space.get(&self.space).is_some_and(|room| room.receiver_count() <= 1) {
            rooms.by_space.remove(&self.space);
        }
    }
}

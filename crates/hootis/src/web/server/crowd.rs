//! How many of one network are there at once.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};

use crate::web::visit::network_of;

/// Those who are there, by network.
#[derive(Clone, Default)]
pub struct Crowd(Arc<Mutex<HashMap<String, usize>>>);

/// One of them; dropped, it has left.
pub struct Guest {
    crowd: Crowd,
    network: String,
}

impl Crowd {
    /// Lets one more of a network in, unless `most` of it are there.
    #[must_use]
    pub fn enter(&self, address: IpAddr, most: usize) -> Option<Guest> {
        let network = network_of(address);
        let mut there = self.0.lock().ok()?;
        let count = there.entry(network.clone()).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        drop(there);
        Some(Guest { crowd: self.clone(), network })
    }

    /// How many networks are there.
    #[cfg(test)]
    fn networks(&self) -> usize {
        self.0.lock().expect("nobody panicked").len()
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        let Ok(mut there) = self.crowd.0.lock() else { return };
        if let Some(count) = there.get_mut(&self.network) {
            *count -= 1;
            // A network that nobody is there of is forgotten: the list is as long as there are guests.
            if *count == 0 {
                there.remove(&self.network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Crowd;

    #[test]
    fn a_network_is_counted_by_itself_and_forgotten_when_it_left() {
        let crowd = Crowd::default();
        let at = |text: &str| text.parse().expect("an address");
        let first = crowd.enter(at("203.0.113.9"), 2).expect("the first");
        let _second = crowd.enter(at("::ffff:203.0.113.9"), 2).expect("the same network, written otherwise");
        assert!(crowd.enter(at("203.0.113.9"), 2).is_none());
        let other = crowd.enter(at("2001:db8::1"), 1).expect("another network");
        assert!(crowd.enter(at("2001:db8::ffff"), 1).is_none(), "a /64 is one network");
        drop(first);
        assert!(crowd.enter(at("203.0.113.9"), 2).is_some());
        drop(other);
        assert_eq!(crowd.networks(), 1);
    }
}

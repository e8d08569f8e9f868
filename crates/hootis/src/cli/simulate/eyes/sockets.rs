//! Whom processes speak to, as the kernel says: their sockets, and who is at the other end.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// How often somebody looks. What answers beyond this machine takes longer, and its connection stays open for a while.
const EVERY: Duration = Duration::from_millis(40);

/// Somebody who watches whom processes speak to, all the time: a call may be over before anything else is looked at.
pub(in super::super) struct Lookout(Arc<Shared>);

#[derive(Default)]
struct Shared {
    seen: Mutex<Seen>,
    round: Condvar,
}

#[derive(Default)]
struct Seen {
    watched: Vec<u32>,
    strangers: BTreeSet<IpAddr>,
    /// Whether the kernel told anything since the last look.
    is_told: bool,
    is_over: bool,
    rounds: u64,
}

impl Lookout {
    /// Begins to watch. Nobody is watched yet.
    pub(in super::super) fn new() -> Self {
        let shared = Arc::new(Shared::default());
        let theirs = Arc::clone(&shared);
        std::thread::spawn(move || {
            let mut seen = theirs.lock();
            while !seen.is_over {
                seen.look();
                theirs.round.notify_all();
                seen = theirs.round.wait_timeout(seen, EVERY).unwrap_or_else(PoisonError::into_inner).0;
            }
        });
        Self(shared)
    }

    /// Watches these from now on, and no others: what ends is let go of before its number is somebody else's.
    pub(in super::super) fn watch(&self, watched: Vec<u32>) {
        self.0.lock().watched = watched;
    }

    /// The addresses beyond this machine that were spoken to since the last look. `None` where the kernel tells nobody.
    pub(in super::super) fn strangers(&self) -> Option<BTreeSet<IpAddr>> {
        let mut seen = self.0.lock();
        seen.look();
        std::mem::take(&mut seen.is_told).then(|| std::mem::take(&mut seen.strangers))
    }

    /// Waits until it has looked once more.
    #[cfg(test)]
    pub(in super::super) fn look_again(&self) {
        let seen = self.0.lock();
        let before = seen.rounds;
        drop(self.0.round.wait_while(seen, |seen| seen.rounds == before).unwrap_or_else(PoisonError::into_inner));
    }
}

impl Drop for Lookout {
    fn drop(&mut self) {
        self.0.lock().is_over = true;
        self.0.round.notify_all();
    }
}

impl Shared {
    fn lock(&self) -> std::sync::MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seen {
    fn look(&mut self) {
        self.rounds += 1;
        for strangers in self.watched.iter().copied().filter_map(strangers) {
            self.is_told = true;
            self.strangers.extend(strangers);
        }
    }
}

/// The addresses beyond this machine that a process is connected to.
fn strangers(pid: u32) -> Option<Vec<IpAddr>> {
    let mut inodes = HashSet::new();
    for entry in fs::read_dir(format!("/proc/{pid}/fd")).ok()?.flatten() {
        let target = fs::read_link(entry.path()).unwrap_or_default();
        if let Some(inode) = target.to_str().and_then(|name| name.strip_prefix("socket:[")) {
            inodes.insert(inode.trim_end_matches(']').to_owned());
        }
    }
    let mut found = Vec::new();
    for table in ["tcp", "tcp6", "udp", "udp6"] {
        let Ok(lines) = fs::read_to_string(format!("/proc/{pid}/net/{table}")) else { continue };
        for line in lines.lines().skip(1) {
            let fields: Vec<&str> = line.split_whitespace().collect();
            let (Some(remote), Some(inode)) = (fields.get(2), fields.get(9)) else { continue };
            let address = remote.split(':').next().and_then(address);
            found.extend(address.filter(|address| inodes.contains(*inode) && !is_here(*address)));
        }
    }
    Some(found)
}

fn is_here(address: IpAddr) -> bool {
    let address = address.to_canonical();
    address.is_loopback() || address.is_unspecified()
}

/// As the kernel writes it: words of four bytes, each in the machine's order.
fn address(hex: &str) -> Option<IpAddr> {
    let words: Option<Vec<[u8; 4]>> =
        (0..hex.len() / 8).map(|at| Some(u32::from_str_radix(hex.get(at * 8..at * 8 + 8)?, 16).ok()?.to_ne_bytes())).collect();
    match words?.as_slice() {
        [v4] => Some(Ipv4Addr::from(*v4).into()),
        v6 => Some(Ipv6Addr::from(<[u8; 16]>::try_from(v6.concat()).ok()?).into()),
    }
}

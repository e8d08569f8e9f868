//! Whom a process speaks to, as the kernel says: its sockets, and who is at the other end.

use std::collections::HashSet;
use std::fs;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The addresses beyond this machine that a process is connected to. `None` where the kernel tells nobody.
pub(in super::super) fn strangers(pid: u32) -> Option<Vec<IpAddr>> {
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

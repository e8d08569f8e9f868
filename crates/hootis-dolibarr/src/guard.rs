//! Which addresses may be reached: a host that a stranger names is a danger to our own network.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    str::FromStr,
};

/// A range of addresses, as `10.1.0.0/16`, `2001:db8::/32` or a single address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct IpRange {
    base: IpAddr,
    bits: u8,
}

impl IpRange {
    /// How many bits at the start are the same in all its addresses.
    #[must_use]
    pub fn bits(&self) -> u8 {
        self.bits
    }

    /// Whether its addresses are of version 4.
    #[must_use]
    pub fn is_v4(&self) -> bool {
        self.base.is_ipv4()
    }

    /// Whether `address` is in the range. Versions 4 and 6 never match each other.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.base, address) {
            (IpAddr::V4(base), IpAddr::V4(address)) => same_prefix(u128::from(base.to_bits()) << 96, u128::from(address.to_bits()) << 96, self.bits),
            (IpAddr::V6(base), IpAddr::V6(address)) => same_prefix(base.to_bits(), address.to_bits(), self.bits),
            _ => false,
        }
    }
}

fn same_prefix(a: u128, b: u128, bits: u8) -> bool {
    bits == 0 || (a ^ b) >> (128 - u32::from(bits)) == 0
}

/// A text that is not a range of addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a range of addresses, as 10.1.0.0/16")]
pub struct BadRange;

impl FromStr for IpRange {
    type Err = BadRange;

    fn from_str(text: &str) -> Result<Self, BadRange> {
        let (address, bits) = text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
        let base: IpAddr = address.trim().parse().map_err(|_| BadRange)?;
        let width = if base.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(width), |bits| bits.trim().parse()).map_err(|_| BadRange)?;
        if bits > width { Err(BadRange) } else { Ok(Self { base, bits }) }
    }
}

impl fmt::Display for IpRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.base, self.bits)
    }
}

/// Which addresses may be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Guard {
    /// Any: for the operator's own command line.
    Any,
    /// Public addresses, and the ranges the operator allows: for strangers.
    PublicOnly {
        /// Ranges that may be reached although they are not public.
        allowed: Vec<IpRange>,
    },
}

impl Guard {
    /// Whether a connection to `address` may be opened.
    #[must_use]
    pub fn allows(&self, address: IpAddr) -> bool {
        match self {
            Self::Any => true,
            Self::PublicOnly { allowed } => {
                let plain = address.to_canonical();
                is_public(plain) || allowed.iter().any(|range| range.contains(plain))
            }
        }
    }
}

/// Whether `address` is one of the public Internet.
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !(a == 0
        || a == 10
        || a == 127
        || a >= 224
        || (a == 100 && (64..128).contains(&b))
        || (a == 169 && b == 254)
        || (a == 172 && (16..32).contains(&b))
        || (a == 192 && b == 168)
        || (a == 192 && b == 0 && (c == 0 || c == 2))
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (b == 18 || b == 19))
        || (a == 198 && b == 51 && c == 100)
        || (a == 203 && b == 0 && c == 113)
        // Where large clouds answer with credentials, outside the ranges above.
        || address == Ipv4Addr::new(168, 63, 129, 16)
        || address == Ipv4Addr::new(192, 0, 0, 192))
}

/// Only `2000::/3` is routed; inside it, what carries a version 4 address is judged by that address.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let s = address.segments();
    let embedded = |high: u16, low: u16| {
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        Ipv4Addr::new(a, b, c, d)
    };
    match s {
        // Mapped and translated version 4.
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => is_public_v4(embedded(high, low)),
        [0x2002, high, low, ..] => is_public_v4(embedded(high, low)),
        // Teredo, benchmarks, documentation and the like.
        [0x2001, second, ..] if second < 0x0200 || second == 0x0db8 => false,
        [0x3fff, second, ..] if second < 0x1000 => false,
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

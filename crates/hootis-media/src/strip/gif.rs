//! GIF: blocks up to the trailer.

use super::{Parts, Rewritten};
use crate::exif::Exif;

const EXTENSION: u8 = 0x21;
const IMAGE: u8 = 0x2c;
const TRAILER: u8 = 0x3b;
const CONTROL: u8 = 0xf9;
const APPLICATION: u8 = 0xff;

pub(super) fn rewrite(bytes: &[u8]) -> Option<Rewritten> {
    let mut parts = Parts::new(bytes);
    let head = parts.take(13)?;
    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(head);
    out.extend_from_slice(parts.take(table(head[10]))?);
    loop {
        let start = parts.at;
        match parts.byte()? {
            TRAILER => {
                out.push(TRAILER);
                return Some(Rewritten { content: out, exif: Exif::default() });
            }
            IMAGE => {
                let flags = *parts.take(9)?.last()?;
                parts.take(table(flags))?;
                parts.byte()?;
                blocks(&mut parts)?;
                out.extend_from_slice(&bytes[start..parts.at]);
            }
            EXTENSION => {
                let label = parts.byte()?;
                let first = parts.at;
                blocks(&mut parts)?;
                let body = &bytes[first..parts.at];
                // How long a picture stays, and how often all of it is repeated.
                let repeats = body.get(1..12).is_some_and(|name| name == b"NETSCAPE2.0" || name == b"ANIMEXTS1.0");
                if label == CONTROL || (label == APPLICATION && repeats) {
                    out.extend_from_slice(&bytes[start..parts.at]);
                }
            }
            _ => return None,
        }
    }
}

/// The length of the table of colours that follows, by the flags before it.
fn table(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Passes over blocks that each say their length, up to the empty one.
fn blocks(parts: &mut Parts<'_>) -> Option<()> {
    loop {
        match parts.byte()? {
            0 => return Some(()),
            length => parts.take(usize::from(length))?,
        };
    }
}

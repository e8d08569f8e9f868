//! PNG: chunks up to the end of the image.

use super::{Parts, Rewritten};
use crate::exif::{self, Exif};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// What makes up pixels, colours, size and movement.
const STAYS: &[&[u8]] =
    &[b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT"];

pub(super) fn rewrite(bytes: &[u8], keeps_place: bool) -> Option<Rewritten> {
    let mut parts = Parts::new(bytes);
    if parts.take(8)? != SIGNATURE {
        return None;
    }
    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(SIGNATURE);
    let mut found = Exif::default();
    loop {
        let length = usize::try_from(u32::from_be_bytes(parts.take(4)?.try_into().ok()?)).ok()?;
        let name = parts.take(4)?;
        let body = parts.take(length)?;
        // Its sum is made anew: a chunk whose sum is wrong is the decoder's to refuse.
        let sum = parts.take(4)?;
        if name == b"eXIf" {
            found = exif::read(body);
            if !keeps_place && found.orientation != 1 {
                chunk(&mut out, name, &exif::way_up(found.orientation))?;
            }
        }
        if STAYS.contains(&name) || (keeps_place && (name == b"eXIf" || name == b"iTXt")) {
            out.extend_from_slice(&u32::try_from(length).ok()?.to_be_bytes());
            out.extend_from_slice(name);
            out.extend_from_slice(body);
            out.extend_from_slice(sum);
        }
        if name == b"IEND" {
            return Some(Rewritten { content: out, exif: found });
        }
    }
}

fn chunk(out: &mut Vec<u8>, name: &[u8], body: &[u8]) -> Option<()> {
    out.extend_from_slice(&u32::try_from(body.len()).ok()?.to_be_bytes());
    let start = out.len();
    out.extend_from_slice(name);
    out.extend_from_slice(body);
    let sum = crc32fast::hash(&out[start..]);
    out.extend_from_slice(&sum.to_be_bytes());
    Some(())
}

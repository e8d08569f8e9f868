//! WebP: the chunks of a RIFF.

use super::{Parts, Rewritten};
use crate::exif::{self, Exif};

const EXIF: u8 = 0x08;
const XMP: u8 = 0x04;

const STAYS: &[&[u8]] = &[b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];

pub(super) fn rewrite(bytes: &[u8], keeps_place: bool) -> Option<Rewritten> {
    let mut parts = Parts::new(bytes);
    let (riff, length, webp) = (parts.take(4)?, parts.take(4)?, parts.take(4)?);
    if riff != b"RIFF" || webp != b"WEBP" {
        return None;
    }
    let inside = usize::try_from(u32::from_le_bytes(length.try_into().ok()?)).ok()?.checked_sub(4)?;
    let mut parts = Parts::new(parts.take(inside)?);
    let mut out = b"RIFF\0\0\0\0WEBP".to_vec();
    let (mut found, mut flags_at) = (Exif::default(), None);
    while !parts.is_over() {
        let name = parts.take(4)?;
        let length = usize::try_from(u32::from_le_bytes(parts.take(4)?.try_into().ok()?)).ok()?;
        let body = parts.take(length)?;
        if length % 2 == 1 {
            parts.byte()?;
        }
        if name == b"EXIF" {
            found = exif::read(body);
        }
        if name == b"VP8X" {
            flags_at = Some(out.len() + 8);
        }
        if STAYS.contains(&name) || (keeps_place && (name == b"EXIF" || name == b"XMP ")) {
            chunk(&mut out, name, body)?;
        }
    }
    if !keeps_place {
        let turned = found.orientation != 1 && flags_at.is_some();
        if turned {
            chunk(&mut out, b"EXIF", &exif::way_up(found.orientation))?;
        }
        if let Some(flags) = flags_at.and_then(|at| out.get_mut(at)) {
            *flags = (*flags & !(EXIF | XMP)) | if turned { EXIF } else { 0 };
        }
    }
    let length = u32::try_from(out.len() - 8).ok()?;
    out[4..8].copy_from_slice(&length.to_le_bytes());
    Some(Rewritten { content: out, exif: found })
}

fn chunk(out: &mut Vec<u8>, name: &[u8], body: &[u8]) -> Option<()> {
    out.extend_from_slice(name);
    out.extend_from_slice(&u32::try_from(body.len()).ok()?.to_le_bytes());
    out.extend_from_slice(body);
    if body.len() % 2 == 1 {
        out.push(0);
    }
    Some(())
}

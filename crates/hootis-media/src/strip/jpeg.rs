//! JPEG: segments up to the end of the image.

use super::{Parts, Rewritten};
use crate::exif;

const START: u8 = 0xd8;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;
const APP0: u8 = 0xe0;
const APP1: u8 = 0xe1;
const APP2: u8 = 0xe2;
const APP14: u8 = 0xee;

pub(super) fn rewrite(bytes: &[u8], keeps_place: bool) -> Option<Rewritten> {
    let mut parts = Parts::new(bytes);
    if parts.take(2)? != [0xff, START] {
        return None;
    }
    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(&[0xff, START]);
    let mut found = None;
    loop {
        let marker = marker(&mut parts)?;
        match marker {
            END => {
                out.extend_from_slice(&[0xff, END]);
                return Some(Rewritten { content: out, exif: found.unwrap_or_default() });
            }
            // These have no length, and stand inside scans only.
            0x01 | 0xd0..=0xd7 => continue,
            START => return None,
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes(parts.take(2)?.try_into().ok()?));
        let body = parts.take(length.checked_sub(2)?)?;
        if marker == APP1 && body.starts_with(b"Exif\0\0") && found.is_none() {
            let exif = exif::read(body);
            if !keeps_place && exif.orientation != 1 {
                segment(&mut out, APP1, &[b"Exif\0\0".as_slice(), &exif::way_up(exif.orientation)].concat())?;
            }
            found = Some(exif);
        }
        if stays(marker, body, keeps_place) {
            segment(&mut out, marker, body)?;
        }
        if marker == SCAN {
            out.extend_from_slice(scan(&mut parts)?);
        }
    }
}

/// The next marker; bytes that fill up are passed over.
fn marker(parts: &mut Parts<'_>) -> Option<u8> {
    if parts.byte()? != 0xff {
        return None;
    }
    loop {
        match parts.byte()? {
            0xff => {}
            0 => return None,
            marker => return Some(marker),
        }
    }
}

/// Tables, frames and scans stay; of the rest, what says how colours are meant.
fn stays(marker: u8, body: &[u8], keeps_place: bool) -> bool {
    match marker {
        // Frames, tables of codes, arithmetic; scans; quantities, lines, restarts.
        0xc0..=0xc7 | 0xc9..=0xcf | SCAN | 0xdb..=0xdd => true,
        APP0 => body.starts_with(b"JFIF\0"),
        APP1 => keeps_place && (body.starts_with(b"Exif\0\0") || body.starts_with(b"http://ns.adobe.com/xap/1.0/\0")),
        APP2 => body.starts_with(b"ICC_PROFILE\0"),
        APP14 => body.starts_with(b"Adobe"),
        _ => false,
    }
}

fn segment(out: &mut Vec<u8>, marker: u8, body: &[u8]) -> Option<()> {
    out.extend_from_slice(&[0xff, marker]);
    out.extend_from_slice(&u16::try_from(body.len() + 2).ok()?.to_be_bytes());
    out.extend_from_slice(body);
    Some(())
}

/// The coded bytes of a scan, up to the next marker that is not part of it.
fn scan<'a>(parts: &mut Parts<'a>) -> Option<&'a [u8]> {
    let start = parts.at;
    loop {
        let rest = &parts.bytes[parts.at..];
        parts.at += rest.iter().position(|byte| *byte == 0xff)?;
        match *parts.bytes.get(parts.at + 1)? {
            0 | 0xd0..=0xd7 => parts.at += 2,
            0xff => parts.at += 1,
            _ => return Some(&parts.bytes[start..parts.at]),
        }
    }
}

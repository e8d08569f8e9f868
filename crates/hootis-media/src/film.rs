//! What the header of a film says, in MP4 and QuickTime.

use std::io::{Read, Seek, SeekFrom};

/// A film.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Film {
    /// How long it plays.
    pub duration_ms: Option<u64>,
    /// Width and height, in pixels.
    pub size: Option<(u32, u32)>,
}

/// Boxes of the file that are passed over on the way to its header.
const BOXES: usize = 200;

/// The longest header that is read.
const HEADER: u64 = 32 * 1024 * 1024;

impl Film {
    /// Reads the header of a film of `length` bytes. What cannot be read says nothing.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn read(file: &mut (impl Read + Seek), length: u64) -> std::io::Result<Self> {
        let mut at = 0;
        for _ in 0..BOXES {
            if at + 8 > length {
                break;
            }
            file.seek(SeekFrom::Start(at))?;
            let mut head = Vec::with_capacity(16);
            file.by_ref().take(16).read_to_end(&mut head)?;
            let Some((size, skip, name)) = box_head(&head, length - at) else { break };
            if name == *b"moov" {
                let inside = size - skip;
                if inside > HEADER {
                    break;
                }
                file.seek(SeekFrom::Start(at + skip))?;
                let mut moov = Vec::new();
                file.by_ref().take(inside).read_to_end(&mut moov)?;
                return Ok(header(&moov).unwrap_or_default());
            }
            at += size;
        }
        Ok(Self::default())
    }
}

/// The size of a box, of its head, and its name; none when it is no box that fits into `room`.
fn box_head(bytes: &[u8], room: u64) -> Option<(u64, u64, [u8; 4])> {
    let name = bytes.get(4..8)?.try_into().ok()?;
    let (size, head) = match u32::from_be_bytes(bytes.get(..4)?.try_into().ok()?) {
        0 => (room, 8),
        1 => (u64::from_be_bytes(bytes.get(8..16)?.try_into().ok()?), 16),
        size => (u64::from(size), 8),
    };
    (size >= head && size <= room).then_some((size, head, name))
}

/// The boxes in a box: name and what is inside.
fn boxes(mut bytes: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    std::iter::from_fn(move || {
        let (size, head, name) = box_head(bytes, bytes.len() as u64)?;
        let (one, rest) = bytes.split_at_checked(usize::try_from(size).ok()?)?;
        bytes = rest;
        Some((name, &one[usize::try_from(head).ok()?..]))
    })
}

fn header(moov: &[u8]) -> Option<Film> {
    let mut film = Film::default();
    for (name, inside) in boxes(moov) {
        match &name {
            b"mvhd" => film.duration_ms = duration(inside),
            b"trak" if film.size.is_none() => film.size = boxes(inside).find(|(name, _)| name == b"tkhd").and_then(|(_, inside)| size(inside)),
            _ => {}
        }
    }
    Some(film)
}

fn duration(mvhd: &[u8]) -> Option<u64> {
    let four = |at: usize| Some(u32::from_be_bytes(mvhd.get(at..at + 4)?.try_into().ok()?));
    let (scale, length) = match *mvhd.first()? {
        0 => (four(12)?, u64::from(four(16)?)),
        1 => (four(20)?, u64::from_be_bytes(mvhd.get(24..32)?.try_into().ok()?)),
        _ => return None,
    };
    // Weeks are longer than any film: more is nonsense.
    length.checked_mul(1_000)?.checked_div(u64::from(scale)).filter(|ms| (1..u64::from(u32::MAX)).contains(ms))
}

/// Width and height stand at the end, each with sixteen bits behind the point.
fn size(tkhd: &[u8]) -> Option<(u32, u32)> {
    let end = tkhd.len();
    let side = |at: usize| Some(u32::from_be_bytes(tkhd.get(at..at + 4)?.try_into().ok()?) >> 16);
    let (width, height) = (side(end.checked_sub(8)?)?, side(end - 4)?);
    (width > 0 && height > 0).then_some((width, height))
}

//! The two things that are read from EXIF, and the one that is written.

/// What a picture says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Exif {
    /// Which way up it is, 1 to 8.
    pub(crate) orientation: u8,
    /// When it was taken, as cameras write it: `2026:11:23 10:42:00`, without a zone.
    pub(crate) taken: Option<String>,
}

impl Default for Exif {
    fn default() -> Self {
        Self { orientation: 1, taken: None }
    }
}

const ORIENTATION: u16 = 0x0112;
const CHANGED: u16 = 0x0132;
const MORE: u16 = 0x8769;
const TAKEN: u16 = 0x9003;

/// Most entries of a directory that are looked at.
const ENTRIES: u16 = 512;

/// Reads a block of EXIF, with or without its name in front. What cannot be read says nothing.
pub(crate) fn read(block: &[u8]) -> Exif {
    let tiff = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
    directories(tiff).unwrap_or_default()
}

fn directories(tiff: &[u8]) -> Option<Exif> {
    let order = match tiff.get(..4)? {
        b"II*\0" => Order::Little,
        b"MM\0*" => Order::Big,
        _ => return None,
    };
    let first = order.u32(tiff, 4)?;
    let mut exif = Exif::default();
    if let Some(way) = entry(tiff, order, first, ORIENTATION).and_then(|at| order.u16(tiff, at + 8)) {
        exif.orientation = u8::try_from(way).ok().filter(|way| (1..=8).contains(way)).unwrap_or(1);
    }
    let more = entry(tiff, order, first, MORE).and_then(|at| order.u32(tiff, at + 8));
    let taken = more.and_then(|more| entry(tiff, order, more, TAKEN));
    exif.taken = taken.or_else(|| entry(tiff, order, first, CHANGED)).and_then(|at| date(tiff, order, at));
    Some(exif)
}

#[derive(Clone, Copy)]
enum Order {
    Little,
    Big,
}

impl Order {
    fn u16(self, bytes: &[u8], at: usize) -> Option<u16> {
        let two = bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(match self {
            Self::Little => u16::from_le_bytes(two),
            Self::Big => u16::from_be_bytes(two),
        })
    }

    fn u32(self, bytes: &[u8], at: usize) -> Option<usize> {
        let four = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        usize::try_from(match self {
            Self::Little => u32::from_le_bytes(four),
            Self::Big => u32::from_be_bytes(four),
        })
        .ok()
    }
}

/// Where the entry of a tag stands in the directory at `start`.
fn entry(tiff: &[u8], order: Order, start: usize, tag: u16) -> Option<usize> {
    let count = order.u16(tiff, start)?.min(ENTRIES);
    (0..usize::from(count)).map(|n| start + 2 + n * 12).find(|at| order.u16(tiff, *at) == Some(tag))
}

/// Nineteen letters of date and time.
fn date(tiff: &[u8], order: Order, at: usize) -> Option<String> {
    let place = order.u32(tiff, at + 8)?;
    let text = std::str::from_utf8(tiff.get(place..place.checked_add(19)?)?).ok()?;
    text.bytes().all(|c| c.is_ascii_digit() || matches!(c, b':' | b' ')).then(|| text.to_owned())
}

/// A block of EXIF that says which way up a picture is and nothing else, without its name in front.
pub(crate) fn way_up(orientation: u8) -> Vec<u8> {
    let mut tiff = b"MM\0*\0\0\0\x08\0\x01".to_vec();
    tiff.extend_from_slice(&ORIENTATION.to_be_bytes());
    // One short, in the first two of its four bytes; no further directory.
    tiff.extend_from_slice(&[0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]);
    tiff
}

//! A zip archive as it comes: the table at its end is not needed, and not believed.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::DeflateDecoder;

use super::archive::{ArchiveError, Entry, PATH_BYTES, Watch};

/// The signature of a description that stands behind an entry.
const DESCRIPTION: &[u8] = b"PK\x07\x08";

/// Where the reading is.
enum At<R> {
    Between(BufReader<R>),
    /// In an entry that is stored as it is, of a known size.
    Stored(io::Take<BufReader<R>>),
    /// In one that is packed, of a known size.
    Sized(DeflateDecoder<io::Take<BufReader<R>>>),
    /// In one that is packed and says its size behind it.
    Open(DeflateDecoder<BufReader<R>>, bool),
    Lost,
}

pub(super) struct Zip<R> {
    at: At<R>,
    watch: Watch,
}

/// What stands before an entry.
struct Header {
    flags: u16,
    method: u16,
    packed: u64,
    plain: u64,
    is_large: bool,
    path: Vec<u8>,
}

impl<R: Read> Zip<R> {
    pub(super) fn new(input: R, watch: Watch) -> Self {
        Self { at: At::Between(BufReader::with_capacity(64 * 1024, input)), watch }
    }

    pub(super) fn next(&mut self) -> Result<Option<Entry>, ArchiveError> {
        let mut input = self.pass()?;
        let Some(header) = header(&mut input)? else {
            self.at = At::Between(input);
            return Ok(None);
        };
        self.watch.entry()?;
        if header.flags & 1 != 0 {
            return Err(ArchiveError::Locked);
        }
        let is_sized = header.flags & 8 == 0;
        self.at = match (header.method, is_sized) {
            (0, true) => At::Stored(input.take(header.packed)),
            (8, true) => At::Sized(DeflateDecoder::new(input.take(header.packed))),
            (8, false) => At::Open(DeflateDecoder::new(input), header.is_large),
            // A folder of a program that zips a stream.
            (0, false) if header.path.ends_with(b"/") && header.packed == 0 => {
                after(&mut input, header.is_large)?;
                At::Between(input)
            }
            _ => return Err(ArchiveError::Packed),
        };
        let size = is_sized.then_some(header.plain);
        Ok(Some(Entry { is_file: !header.path.ends_with(b"/"), path: header.path, size }))
    }

    /// Passes over what is left of an entry.
    fn pass(&mut self) -> Result<BufReader<R>, ArchiveError> {
        if matches!(self.at, At::Open(..)) {
            io::copy(self, &mut io::sink()).map_err(ArchiveError::of)?;
        }
        let packed = match std::mem::replace(&mut self.at, At::Lost) {
            At::Between(input) => return Ok(input),
            At::Stored(packed) => packed,
            At::Sized(packed) => packed.into_inner(),
            At::Open(packed, is_large) => {
                let mut input = packed.into_inner();
                after(&mut input, is_large)?;
                return Ok(input);
            }
            At::Lost => return Err(ArchiveError::Damaged),
        };
        let mut packed = packed;
        io::copy(&mut packed, &mut io::sink()).map_err(ArchiveError::of)?;
        if packed.limit() > 0 { Err(ArchiveError::Cut) } else { Ok(packed.into_inner()) }
    }
}

impl<R: Read> Read for Zip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = match &mut self.at {
            At::Stored(packed) => {
                let count = packed.read(buffer)?;
                if count == 0 && packed.limit() > 0 && !buffer.is_empty() {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
                count
            }
            At::Sized(packed) => packed.read(buffer)?,
            At::Open(packed, _) => packed.read(buffer)?,
            At::Between(_) | At::Lost => 0,
        };
        self.watch.took(count)?;
        Ok(count)
    }
}

/// The header of the next entry; none when the table of the archive begins.
fn header(input: &mut impl Read) -> Result<Option<Header>, ArchiveError> {
    let mut fixed = [0; 30];
    input.read_exact(&mut fixed[..4]).map_err(ArchiveError::of)?;
    match &fixed[..4] {
        b"PK\x03\x04" => {}
        b"PK\x01\x02" | b"PK\x05\x06" | b"PK\x06\x06" => return Ok(None),
        _ => return Err(ArchiveError::Damaged),
    }
    input.read_exact(&mut fixed[4..]).map_err(ArchiveError::of)?;
    let short = |at: usize| u16::from_le_bytes([fixed[at], fixed[at + 1]]);
    let long = |at: usize| u64::from(u32::from_le_bytes([fixed[at], fixed[at + 1], fixed[at + 2], fixed[at + 3]]));
    let mut path = vec![0; usize::from(short(26))];
    input.read_exact(&mut path).map_err(ArchiveError::of)?;
    let mut extra = vec![0; usize::from(short(28))];
    input.read_exact(&mut extra).map_err(ArchiveError::of)?;
    path.truncate(PATH_BYTES + 1);
    // Some programs of Windows part folders so.
    path.iter_mut().filter(|byte| **byte == b'\\').for_each(|byte| *byte = b'/');
    let large = large_sizes(&extra);
    let (mut plain, mut packed) = (long(22), long(18));
    if let Some((large_plain, large_packed)) = large {
        plain = if plain == u64::from(u32::MAX) { large_plain } else { plain };
        packed = if packed == u64::from(u32::MAX) { large_packed } else { packed };
    }
    Ok(Some(Header { flags: short(6), method: short(8), packed, plain, is_large: large.is_some(), path }))
}

/// The sizes of an entry above 4 GiB: both numbers of the extra field 1.
fn large_sizes(mut extra: &[u8]) -> Option<(u64, u64)> {
    while let [id_low, id_high, size_low, size_high, rest @ ..] = extra {
        let size = usize::from(u16::from_le_bytes([*size_low, *size_high]));
        let field = rest.get(..size).unwrap_or_default();
        if (*id_low, *id_high) == (1, 0) {
            let number = |at: usize| field.get(at..at + 8).and_then(|bytes| bytes.try_into().ok()).map_or(0, u64::from_le_bytes);
            return Some((number(0), number(8)));
        }
        extra = rest.get(size..).unwrap_or_default();
    }
    None
}

/// Passes over the description behind an entry: with or without its signature, of 32 or 64 bits.
fn after(input: &mut impl BufRead, is_large: bool) -> Result<(), ArchiveError> {
    let mut first = [0; 4];
    input.read_exact(&mut first).map_err(ArchiveError::of)?;
    let crc = if first == DESCRIPTION { 4 } else { 0 };
    let mut rest = vec![0; crc + if is_large { 16 } else { 8 }];
    input.read_exact(&mut rest).map_err(ArchiveError::of)
}

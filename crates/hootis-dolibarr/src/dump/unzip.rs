//! The first SQL file of a zip archive, read as it comes.
//!
//! The table at the end of the archive is not needed, so an archive need not be a file. Entries
//! written without their sizes (as by programs that zip a stream) are read too.

use std::io::{self, Read};

use flate2::read::DeflateDecoder;

use crate::error::DolibarrError;

/// Entries looked at.
const ENTRIES: usize = 1_000;
const NO_SQL: DolibarrError = DolibarrError::NotADump { why: "the archive holds no .sql file" };

struct Header {
    flags: u16,
    method: u16,
    packed_bytes: u64,
    name: Vec<u8>,
}

/// The content of the first entry whose name ends with `.sql`.
pub(super) fn first_sql<R: Read + Send + 'static>(mut input: R) -> Result<Box<dyn Read + Send>, DolibarrError> {
    for _ in 0..ENTRIES {
        let Some(header) = header(&mut input).map_err(broken)? else { return Err(NO_SQL) };
        if header.flags & 1 != 0 {
            return Err(DolibarrError::NotADump { why: "the archive is protected by a password" });
        }
        let sized = header.flags & 8 == 0;
        let name = header.name.to_ascii_lowercase();
        let is_sql = name.ends_with(b".sql") && !name.starts_with(b"__macosx/");
        match (header.method, sized, is_sql) {
            (8, _, true) => return Ok(Box::new(DeflateDecoder::new(input))),
            (0, true, true) => return Ok(Box::new(Exactly { inner: input.take(header.packed_bytes) })),
            (_, true, false) => {
                let skipped = io::copy(&mut input.by_ref().take(header.packed_bytes), &mut io::sink());
                if skipped.map_err(broken)? != header.packed_bytes {
                    return Err(DolibarrError::TruncatedDump { table: None, offset: 0 });
                }
            }
            _ => {
                let why = "the archive's first file is packed in a way that cannot be read here";
                return Err(DolibarrError::NotADump { why });
            }
        }
    }
    Err(NO_SQL)
}

/// The header of the next entry; `None` when the table of the archive begins.
fn header(input: &mut impl Read) -> io::Result<Option<Header>> {
    let mut fixed = [0; 30];
    input.read_exact(&mut fixed)?;
    if !fixed.starts_with(b"PK\x03\x04") {
        return Ok(None);
    }
    let short = |at: usize| u16::from_le_bytes([fixed[at], fixed[at + 1]]);
    let mut name = vec![0; usize::from(short(26))];
    input.read_exact(&mut name)?;
    let mut extra = vec![0; usize::from(short(28))];
    input.read_exact(&mut extra)?;
    let packed = u32::from_le_bytes([fixed[18], fixed[19], fixed[20], fixed[21]]);
    let packed_bytes = if packed == u32::MAX { large_size(&extra) } else { u64::from(packed) };
    Ok(Some(Header { flags: short(6), method: short(8), packed_bytes, name }))
}

/// The packed size of an entry above 4 GiB: the second number of the extra field 1.
fn large_size(mut extra: &[u8]) -> u64 {
    while let [id_low, id_high, size_low, size_high, rest @ ..] = extra {
        let size = usize::from(u16::from_le_bytes([*size_low, *size_high]));
        let field = rest.get(..size).unwrap_or_default();
        if (*id_low, *id_high) == (1, 0) {
            return field.get(8..16).and_then(|bytes| bytes.try_into().ok()).map_or(0, u64::from_le_bytes);
        }
        extra = rest.get(size..).unwrap_or_default();
    }
    0
}

fn broken(error: io::Error) -> DolibarrError {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => DolibarrError::TruncatedDump { table: None, offset: 0 },
        _ => DolibarrError::Unreadable(error),
    }
}

/// A stored entry: an end before its size is a cut.
struct Exactly<R> {
    inner: io::Take<R>,
}

impl<R: Read> Read for Exactly<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        if count == 0 && self.inner.limit() > 0 && !buffer.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(count)
    }
}

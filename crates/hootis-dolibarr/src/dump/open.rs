//! Opening a dump: what it is packed in is found by looking, and bombs are stopped.

use std::{
    fmt,
    fs::File,
    io::{self, Read},
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use super::{unzip, utf16};
use crate::error::DolibarrError;

/// How much a dump may unpack to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes at most once unpacked.
    pub unpacked_bytes: u64,
    /// Unpacked bytes at most for one packed byte…
    pub ratio: u64,
    /// …once this many bytes were unpacked.
    pub ratio_after_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { unpacked_bytes: 64 << 30, ratio: 1_000, ratio_after_bytes: 64 << 20 }
    }
}

type Reopen = Arc<dyn Fn() -> io::Result<Box<dyn Read + Send>> + Send + Sync>;

/// A dump that can be read several times, each time from its start.
///
/// Plain SQL, gzip, Zstandard and zip are told apart by their first bytes.
#[derive(Clone)]
pub struct DumpSource {
    name: String,
    reopen: Reopen,
    limits: Limits,
    stop: Option<Arc<dyn Fn() -> bool + Send + Sync>>,
}

impl fmt::Debug for DumpSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DumpSource").field("limits", &self.limits).finish_non_exhaustive()
    }
}

impl DumpSource {
    /// A dump in a file.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Self::reopen(name, Arc::new(move || Ok(Box::new(File::open(&path)?))))
    }

    /// A dump of any other kind: `reopen` gives it from its start each time it is called.
    pub fn reopen(name: impl Into<String>, reopen: Reopen) -> Self {
        Self { name: name.into(), reopen, limits: Limits::default(), stop: None }
    }

    /// The same dump, whose reading fails as soon as nobody waits for it.
    pub(super) fn stopped_when(self, stop: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        Self { stop: Some(Arc::new(stop)), ..self }
    }

    /// The same dump with other limits.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// The name of the file, for people.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.name
    }

    /// The SQL, unpacked, from its start.
    pub(super) fn open(&self) -> Result<Box<dyn Read + Send>, DolibarrError> {
        let packed_bytes = Arc::new(AtomicU64::new(0));
        let inner = (self.reopen)().map_err(DolibarrError::Unreadable)?;
        let counted = Counted { inner, count: Arc::clone(&packed_bytes), stop: self.stop.clone() };
        let input = Peeked::new(counted).map_err(DolibarrError::Unreadable)?;
        let head = input.head();
        let unpacked: Box<dyn Read + Send> = if head.starts_with(&[0x1f, 0x8b]) {
            Box::new(flate2::read::MultiGzDecoder::new(input))
        } else if head.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
            let mut decoder = zstd::Decoder::new(input).map_err(DolibarrError::Unreadable)?;
            decoder.window_log_max(27).map_err(DolibarrError::Unreadable)?;
            Box::new(decoder)
        } else if head.starts_with(b"PK\x03\x04") {
            unzip::first_sql(input)?
        } else if let Some(why) = other_kind(head) {
            return Err(DolibarrError::NotADump { why });
        } else {
            Box::new(input)
        };
        let guarded = Guarded { inner: unpacked, packed_bytes, unpacked_bytes: 0, limits: self.limits };
        let mut text = Peeked::new(guarded).map_err(failed_at_start)?;
        match text.head() {
            [0xef, 0xbb, 0xbf, ..] => {
                text.skip(3);
                Ok(Box::new(text))
            }
            // What a redirection in PowerShell makes of a dump.
            [0xff, 0xfe, ..] => {
                text.skip(2);
                Ok(Box::new(utf16::Utf16::new(text)))
            }
            [] => Err(DolibarrError::NotADump { why: "it is empty" }),
            _ => Ok(Box::new(text)),
        }
    }
}

fn failed_at_start(error: io::Error) -> DolibarrError {
    if is_bomb(&error) {
        return DolibarrError::Bomb;
    }
    match error.kind() {
        io::ErrorKind::UnexpectedEof => DolibarrError::TruncatedDump { table: None, offset: 0 },
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => DolibarrError::DamagedDump { offset: 0 },
        _ => DolibarrError::Unreadable(error),
    }
}

/// Kinds of files people send by mistake.
fn other_kind(head: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 9] = [
        (b"BZh", "it is compressed with bzip2: use gzip, Zstandard or zip"),
        (b"\xfd7zXZ", "it is compressed with xz: use gzip, Zstandard or zip"),
        (b"7z\xbc\xaf", "it is a 7-Zip archive: use gzip, Zstandard or zip"),
        (b"Rar!", "it is a RAR archive: use gzip, Zstandard or zip"),
        (b"%PDF", "it is a PDF"),
        (b"\x89PNG", "it is an image"),
        (b"\xff\xd8\xff", "it is an image"),
        (b"PGDMP", "it is a PostgreSQL archive"),
        (b"SQLite format 3", "it is an SQLite file"),
    ];
    let named = kinds.iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, why)| *why);
    named.or_else(|| (head.first() == Some(&0)).then_some("it is not text"))
}

/// Counts what passes.
struct Counted<R> {
    inner: R,
    count: Arc<AtomicU64>,
    stop: Option<Arc<dyn Fn() -> bool + Send + Sync>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.stop.as_ref().is_some_and(|stop| stop()) {
            return Err(io::Error::other("nobody waits for it any more"));
        }
        let count = self.inner.read(buffer)?;
        self.count.fetch_add(u64::try_from(count).unwrap_or_default(), Ordering::Relaxed);
        Ok(count)
    }
}

#[derive(Debug)]
struct BombFound;

impl fmt::Display for BombFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unpacks to more than is accepted")
    }
}

impl std::error::Error for BombFound {}

/// Whether `error` says that a limit was reached.
pub(super) fn is_bomb(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<BombFound>())
}

/// Stops what unpacks to too much.
struct Guarded<R> {
    inner: R,
    packed_bytes: Arc<AtomicU64>,
    unpacked_bytes: u64,
    limits: Limits,
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.unpacked_bytes += u64::try_from(count).unwrap_or_default();
        let packed = self.packed_bytes.load(Ordering::Relaxed).max(1);
        let dense = self.unpacked_bytes > self.limits.ratio_after_bytes && self.unpacked_bytes / packed > self.limits.ratio;
        if dense || self.unpacked_bytes > self.limits.unpacked_bytes {
            return Err(io::Error::other(BombFound));
        }
        Ok(count)
    }
}

/// A reader whose first bytes were looked at.
pub(super) struct Peeked<R> {
    head: Vec<u8>,
    at: usize,
    inner: R,
}

impl<R: Read> Peeked<R> {
    fn new(mut inner: R) -> io::Result<Self> {
        let mut head = Vec::with_capacity(16);
        inner.by_ref().take(16).read_to_end(&mut head)?;
        Ok(Self { head, at: 0, inner })
    }

    fn head(&self) -> &[u8] {
        &self.head
    }

    fn skip(&mut self, count: usize) {
        self.at += count;
    }
}

impl<R: Read> Read for Peeked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut left = self.head.get(self.at..).unwrap_or_default();
        if left.is_empty() {
            return self.inner.read(buffer);
        }
        let count = left.read(buffer)?;
        self.at += count;
        Ok(count)
    }
}

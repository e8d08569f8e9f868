//! An archive of any kind, entry by entry.

use std::io::{self, BufRead as _, BufReader, Read};
use std::time::{Duration, Instant};

use flate2::read::MultiGzDecoder;

use super::{tar::Tar, zip::Zip};

/// Longest path of an entry, in bytes.
pub(super) const PATH_BYTES: usize = 1_000;

/// How much of an archive is read before it is taken for a bomb.
#[derive(Debug, Clone, Copy)]
pub struct ArchiveLimits {
    /// Entries, folders too.
    pub entries: u64,
    /// Bytes, unpacked.
    pub bytes: u64,
    /// From its opening to its end.
    pub time: Duration,
}

/// Why an archive is read no further.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// Neither of the two formats.
    #[error("the file is neither a .tar.gz nor a .zip")]
    Foreign,
    /// It ends too early.
    #[error("the archive is cut: send it again")]
    Cut,
    /// It contradicts itself.
    #[error("the archive is damaged: make it again")]
    Damaged,
    /// Behind a password.
    #[error("the archive is protected by a password")]
    Locked,
    /// Another method than deflate, or none.
    #[error("the archive is packed in a way that is not read here: make a .tar.gz")]
    Packed,
    /// More entries than [`ArchiveLimits::entries`].
    #[error("the archive holds too many files")]
    TooMany,
    /// More bytes than [`ArchiveLimits::bytes`].
    #[error("the archive unfolds into more than is accepted")]
    Bomb,
    /// Longer than [`ArchiveLimits::time`].
    #[error("reading the archive took too long")]
    Slow,
    /// The disk or the cipher refused.
    #[error("the archive could not be read: {0}")]
    Unreadable(io::Error),
}

impl ArchiveError {
    /// A stable key.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Foreign => "archive-foreign",
            Self::Cut => "archive-cut",
            Self::Damaged => "archive-damaged",
            Self::Locked => "archive-locked",
            Self::Packed => "archive-packed",
            Self::TooMany => "archive-too-many",
            Self::Bomb => "archive-bomb",
            Self::Slow => "archive-slow",
            Self::Unreadable(_) => "unreadable",
        }
    }

    /// Every key.
    pub const CODES: [&'static str; 9] = [
        "archive-foreign",
        "archive-cut",
        "archive-damaged",
        "archive-locked",
        "archive-packed",
        "archive-too-many",
        "archive-bomb",
        "archive-slow",
        "unreadable",
    ];

    /// What a read that failed says.
    pub(super) fn of(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::Cut,
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => Self::Damaged,
            _ => match error.downcast::<Self>() {
                Ok(own) => own,
                Err(other) => Self::Unreadable(other),
            },
        }
    }
}

impl From<ArchiveError> for io::Error {
    fn from(error: ArchiveError) -> Self {
        Self::other(error)
    }
}

/// What one entry is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its path, whatever it is worth.
    pub path: Vec<u8>,
    /// Whether it is a file with bytes: neither a folder, nor a link, nor a device.
    pub is_file: bool,
    /// How many bytes it says that it has, where it says so beforehand.
    pub size: Option<u64>,
}

/// Counts what comes out, and looks at the clock.
pub(super) struct Watch {
    limits: ArchiveLimits,
    since: Instant,
    entries: u64,
    bytes: u64,
}

impl Watch {
    pub(super) fn entry(&mut self) -> Result<(), ArchiveError> {
        self.entries += 1;
        if self.entries > self.limits.entries {
            return Err(ArchiveError::TooMany);
        }
        self.look()
    }

    pub(super) fn took(&mut self, bytes: usize) -> Result<(), ArchiveError> {
        self.bytes += bytes as u64;
        if self.bytes > self.limits.bytes {
            return Err(ArchiveError::Bomb);
        }
        self.look()
    }

    fn look(&self) -> Result<(), ArchiveError> {
        if self.since.elapsed() > self.limits.time { Err(ArchiveError::Slow) } else { Ok(()) }
    }
}

/// A reader whose bytes are counted.
pub(super) struct Watched<R> {
    pub(super) inner: R,
    pub(super) watch: Watch,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.watch.took(count)?;
        Ok(count)
    }
}

type Input = Box<dyn Read + Send>;

enum Format {
    Tar(Tar<Watched<Input>>),
    Zip(Box<Zip<Input>>),
}

/// An archive that is being read. Its own bytes are those of the entry that [`Archive::next_entry`] told last.
pub struct Archive(Format);

impl Archive {
    /// Begins to read one: `.tar.gz`, `.tar` or `.zip`, by its first bytes.
    ///
    /// # Errors
    /// See [`ArchiveError`].
    pub fn open(input: impl Read + Send + 'static, limits: ArchiveLimits) -> Result<Self, ArchiveError> {
        let watch = Watch { limits, since: Instant::now(), entries: 0, bytes: 0 };
        let mut input = BufReader::with_capacity(64 * 1024, input);
        let head = input.fill_buf().map_err(ArchiveError::of)?;
        Ok(Self(match head {
            [0x1f, 0x8b, ..] => Format::Tar(Tar::new(Watched { inner: Box::new(MultiGzDecoder::new(input)) as Input, watch })),
            [b'P', b'K', 3 | 5, 4 | 6, ..] => Format::Zip(Box::new(Zip::new(Box::new(input) as Input, watch))),
            _ if head.get(257..262) == Some(b"ustar") => Format::Tar(Tar::new(Watched { inner: Box::new(input) as Input, watch })),
            _ => return Err(ArchiveError::Foreign),
        }))
    }

    /// The next entry; none at the end. What was not read of the last one is passed over.
    ///
    /// # Errors
    /// See [`ArchiveError`].
    pub fn next_entry(&mut self) -> Result<Option<Entry>, ArchiveError> {
        match &mut self.0 {
            Format::Tar(tar) => tar.next(),
            Format::Zip(zip) => zip.next(),
        }
    }

    /// What a read of an entry that failed says.
    #[must_use]
    pub fn refusal(error: io::Error) -> ArchiveError {
        ArchiveError::of(error)
    }
}

impl Read for Archive {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match &mut self.0 {
            Format::Tar(tar) => tar.read(buffer),
            Format::Zip(zip) => zip.read(buffer),
        }
    }
}

//! A window that slides over the dump, so that its size does not matter.

use std::io::{self, Read};

use crate::error::DolibarrError;

/// Size of the window.
const WINDOW: usize = 256 << 10;

/// Bytes of a stream, one after the other or in runs.
pub(super) struct Scanner<R> {
    inner: R,
    window: Box<[u8]>,
    at: usize,
    end: usize,
    before: u64,
}

impl<R: Read> Scanner<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, window: vec![0; WINDOW].into_boxed_slice(), at: 0, end: 0, before: 0 }
    }

    /// How many bytes were taken so far.
    pub(super) fn offset(&self) -> u64 {
        self.before + u64::try_from(self.at).unwrap_or_default()
    }

    /// The next byte, left in place; `None` at the end.
    #[inline]
    pub(super) fn peek(&mut self) -> Result<Option<u8>, DolibarrError> {
        if self.at == self.end && !self.fill()? {
            return Ok(None);
        }
        Ok(Some(self.window[self.at]))
    }

    /// The next byte, taken; `None` at the end.
    #[inline]
    pub(super) fn next(&mut self) -> Result<Option<u8>, DolibarrError> {
        let byte = self.peek()?;
        self.at += usize::from(byte.is_some());
        Ok(byte)
    }

    /// Takes the next byte if it is `byte`.
    pub(super) fn take(&mut self, byte: u8) -> Result<bool, DolibarrError> {
        let found = self.peek()? == Some(byte);
        self.at += usize::from(found);
        Ok(found)
    }

    /// Takes bytes up to where `find` says, giving them in runs; `false` if the end came first.
    #[inline]
    pub(super) fn until(&mut self, find: impl Fn(&[u8]) -> Option<usize>, mut each: impl FnMut(&[u8])) -> Result<bool, DolibarrError> {
        loop {
            let rest = &self.window[self.at..self.end];
            if let Some(found) = find(rest) {
                each(&rest[..found]);
                self.at += found;
                return Ok(true);
            }
            each(rest);
            self.at = self.end;
            if !self.fill()? {
                return Ok(false);
            }
        }
    }

    fn fill(&mut self) -> Result<bool, DolibarrError> {
        self.before += u64::try_from(self.end).unwrap_or_default();
        (self.at, self.end) = (0, 0);
        loop {
            match self.inner.read(&mut self.window) {
                Ok(count) => {
                    self.end = count;
                    return Ok(count > 0);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(self.failed(error)),
            }
        }
    }

    fn failed(&self, error: io::Error) -> DolibarrError {
        let offset = self.offset();
        if super::open::is_bomb(&error) {
            return DolibarrError::Bomb;
        }
        match error.kind() {
            io::ErrorKind::UnexpectedEof => DolibarrError::TruncatedDump { table: None, offset },
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => DolibarrError::DamagedDump { offset },
            _ => DolibarrError::Unreadable(error),
        }
    }
}

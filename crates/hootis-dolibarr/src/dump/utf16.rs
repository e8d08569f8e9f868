//! Dumps that a Windows shell turned into UTF-16.

use std::io::{self, Read};

/// Gives UTF-8 for little-endian UTF-16.
pub(super) struct Utf16<R> {
    inner: R,
    raw: Vec<u8>,
    ready: Vec<u8>,
    at: usize,
}

impl<R: Read> Utf16<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, raw: Vec::new(), ready: Vec::new(), at: 0 }
    }

    /// Decodes another piece; a half unit or half pair stays for the next one.
    fn refill(&mut self) -> io::Result<()> {
        (self.at, _) = (0, self.ready.clear());
        let kept = self.raw.len();
        self.raw.resize(kept + 32_768, 0);
        let count = self.inner.read(&mut self.raw[kept..]);
        self.raw.truncate(kept + *count.as_ref().unwrap_or(&0));
        if count? == 0 {
            // Half a character at the end: the file is cut.
            return if self.raw.is_empty() { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) };
        }
        let mut whole = self.raw.len() / 2 * 2;
        if whole >= 2 && (0xd8..0xdc).contains(&self.raw[whole - 1]) {
            whole -= 2;
        }
        let units = self.raw[..whole].chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        let text: String = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        self.ready = text.into_bytes();
        self.raw.drain(..whole);
        Ok(())
    }
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.ready.len() {
            let before = self.raw.len();
            self.refill()?;
            if self.ready.is_empty() && self.raw.len() == before {
                return Ok(0);
            }
        }
        let count = (&self.ready[self.at..]).read(buffer)?;
        self.at += count;
        Ok(count)
    }
}

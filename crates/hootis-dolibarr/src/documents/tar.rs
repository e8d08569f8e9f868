//! A tar archive as it comes: plain, GNU and POSIX.

use std::io::{self, Read};

use super::archive::{ArchiveError, Entry, PATH_BYTES, Watched};

const BLOCK: usize = 512;
/// Most bytes of what stands before an entry to say more about it.
const EXTRA_BYTES: u64 = 64 * 1024;

/// Where the reading is.
pub(super) struct Tar<R> {
    input: R,
    /// Bytes of the entry that were not read, and of the padding behind them.
    left: u64,
    padding: u64,
}

/// What stood before an entry about it.
#[derive(Default)]
struct Said {
    path: Option<Vec<u8>>,
    size: Option<u64>,
}

impl<R: Read> Tar<Watched<R>> {
    pub(super) fn new(input: Watched<R>) -> Self {
        Self { input, left: 0, padding: 0 }
    }

    pub(super) fn next(&mut self) -> Result<Option<Entry>, ArchiveError> {
        let mut said = Said::default();
        loop {
            self.pass()?;
            let mut block = [0; BLOCK];
            if !fill(&mut self.input, &mut block)? || block.iter().all(|byte| *byte == 0) {
                return Ok(None);
            }
            self.input.watch.entry()?;
            if !is_sound(&block) {
                return Err(ArchiveError::Damaged);
            }
            let size = number(&block[124..136]).ok_or(ArchiveError::Damaged)?;
            (self.left, self.padding) = (size, padding(size)?);
            match block[156] {
                b'L' => said.path = Some(self.extra()?),
                b'x' => extended(&self.extra()?, &mut said),
                // Said of all entries, or of a link: nothing that is needed.
                b'K' | b'g' => {}
                kind => return self.entry(&block, kind, said).map(Some),
            }
        }
    }

    fn entry(&mut self, block: &[u8; BLOCK], kind: u8, said: Said) -> Result<Entry, ArchiveError> {
        let is_file = matches!(kind, 0 | b'0' | b'7');
        if let Some(size) = said.size.filter(|_| is_file) {
            (self.left, self.padding) = (size, padding(size)?);
        }
        // Links say the size of what they point at, and have no bytes.
        if matches!(kind, b'1'..=b'6') {
            (self.left, self.padding) = (0, 0);
        }
        let path = said.path.unwrap_or_else(|| name(block));
        Ok(Entry { is_file: is_file && !path.ends_with(b"/"), path, size: Some(self.left) })
    }

    /// What stands before an entry, up to what a path needs.
    fn extra(&mut self) -> Result<Vec<u8>, ArchiveError> {
        if self.left > EXTRA_BYTES {
            return Err(ArchiveError::Damaged);
        }
        let mut bytes = Vec::new();
        self.read_to_end(&mut bytes).map_err(ArchiveError::of)?;
        while bytes.last() == Some(&0) {
            bytes.pop();
        }
        Ok(bytes)
    }

    fn pass(&mut self) -> Result<(), ArchiveError> {
        let rest = self.left + self.padding;
        if io::copy(&mut self.input.by_ref().take(rest), &mut io::sink()).map_err(ArchiveError::of)? != rest {
            return Err(ArchiveError::Cut);
        }
        (self.left, self.padding) = (0, 0);
        Ok(())
    }
}

impl<R: Read> Read for Tar<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        if most == 0 {
            return Ok(0);
        }
        let count = self.input.read(&mut buffer[..most])?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.left -= count as u64;
        Ok(count)
    }
}

/// What stands behind so many bytes, up to the next block.
fn padding(size: u64) -> Result<u64, ArchiveError> {
    Ok(size.checked_next_multiple_of(BLOCK as u64).ok_or(ArchiveError::Damaged)? - size)
}

/// Fills a block; false at the very end.
fn fill(input: &mut impl Read, block: &mut [u8; BLOCK]) -> Result<bool, ArchiveError> {
    let mut at = 0;
    while at < BLOCK {
        match input.read(&mut block[at..]) {
            Ok(0) if at == 0 => return Ok(false),
            Ok(0) => return Err(ArchiveError::Cut),
            Ok(count) => at += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(ArchiveError::of(error)),
        }
    }
    Ok(true)
}

/// Whether the sum of a header's bytes is what it says, its own place counted as spaces.
fn is_sound(block: &[u8; BLOCK]) -> bool {
    let sum: u64 = block.iter().enumerate().map(|(at, byte)| if (148..156).contains(&at) { 32 } else { u64::from(*byte) }).sum();
    number(&block[148..156]) == Some(sum)
}

/// A number: octal digits, or binary where those would not do.
fn number(field: &[u8]) -> Option<u64> {
    if field.first().is_some_and(|first| first & 0x80 != 0) {
        let (rest, low) = field.split_at_checked(field.len().checked_sub(8)?)?;
        let is_small = rest.iter().enumerate().all(|(at, byte)| if at == 0 { byte & 0x7f == 0 } else { *byte == 0 });
        return is_small.then(|| low.try_into().ok().map(u64::from_be_bytes)).flatten();
    }
    let text = std::str::from_utf8(field).ok()?.trim_matches(['\0', ' ']);
    if text.is_empty() { Some(0) } else { u64::from_str_radix(text, 8).ok() }
}

/// The path in the header itself.
fn name(block: &[u8; BLOCK]) -> Vec<u8> {
    let until_nul = |field: &[u8]| field.split(|byte| *byte == 0).next().unwrap_or_default().to_vec();
    let own = until_nul(&block[..100]);
    // The GNU form has other things there.
    let before = if &block[257..263] == b"ustar\0" { until_nul(&block[345..500]) } else { Vec::new() };
    if before.is_empty() { own } else { [before, own].join(&b'/') }
}

/// `27 path=societe/1/photo.jpg\n`, again and again.
fn extended(mut text: &[u8], said: &mut Said) {
    while let Some(space) = text.iter().position(|byte| *byte == b' ') {
        let Some(length) = std::str::from_utf8(&text[..space]).ok().and_then(|digits| digits.parse::<usize>().ok()) else { return };
        let Some(record) = text.get(space + 1..length.saturating_sub(1)) else { return };
        if let Some(path) = record.strip_prefix(b"path=") {
            // A path that is too long is still told, so that it is counted.
            said.path = Some(path[..path.len().min(PATH_BYTES + 1)].to_vec());
        } else if let Some(size) = record.strip_prefix(b"size=") {
            said.size = std::str::from_utf8(size).ok().and_then(|digits| digits.parse().ok());
        }
        text = text.get(length..).unwrap_or_default();
    }
}

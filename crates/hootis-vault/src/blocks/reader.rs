//! Reading a file from anywhere.

use std::io::{self, Read, Seek, SeekFrom};

use super::{BLOCK, BlockKey, HEAD, SEALED_BLOCK, blocks_of, plain_length};
use crate::{FileKey, VaultError};

/// The plain bytes of a whole file. No more than one block of them is in memory, and none that was not checked comes out.
pub struct BlockReader<R> {
    sealed: R,
    key: BlockKey,
    length: u64,
    at: u64,
    /// The block that was opened last, and which one it is.
    open: Option<(u64, Vec<u8>)>,
}

impl<R: Read + Seek> BlockReader<R> {
    /// Opens a file.
    ///
    /// # Errors
    /// [`VaultError::Tampered`] when it is no whole file, or another space's.
    pub fn open(key: &FileKey, mut sealed: R) -> Result<Self, VaultError> {
        let length = plain_length(sealed.seek(SeekFrom::End(0))?).ok_or(VaultError::Tampered)?;
        let mut head = [0; HEAD];
        sealed.seek(SeekFrom::Start(0))?;
        sealed.read_exact(&mut head)?;
        Ok(Self { sealed, key: key.open_head(&head)?, length, at: 0, open: None })
    }

    /// How many plain bytes there are.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.length
    }

    /// The block in which the next byte is.
    fn block(&mut self) -> io::Result<&[u8]> {
        let index = self.at / BLOCK as u64;
        if self.open.as_ref().is_none_or(|(open, _)| *open != index) {
            self.open = None;
            let mut sealed = Vec::with_capacity(BLOCK + 16);
            self.sealed.seek(SeekFrom::Start(HEAD as u64 + index * SEALED_BLOCK))?;
            self.sealed.by_ref().take(SEALED_BLOCK).read_to_end(&mut sealed)?;
            let is_last = index + 1 == blocks_of(self.length);
            let plain = self.key.open(index, is_last, &sealed).map_err(io::Error::other)?;
            self.open = Some((index, plain));
        }
        Ok(self.open.as_ref().map_or(&[], |(_, plain)| plain))
    }
}

impl<R: Read + Seek> Read for BlockReader<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.length || into.is_empty() {
            return Ok(0);
        }
        let start = usize::try_from(self.at % BLOCK as u64).unwrap_or(0);
        let block = self.block()?;
        let rest = block.get(start..).unwrap_or_default();
        let count = rest.len().min(into.len());
        into[..count].copy_from_slice(&rest[..count]);
        self.at += count as u64;
        Ok(count)
    }
}

impl<R: Read + Seek> Seek for BlockReader<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

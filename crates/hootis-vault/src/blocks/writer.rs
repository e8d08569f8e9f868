//! Writing a file piece by piece.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};

use super::{BLOCK, BlockKey, HEAD, SEALED_BLOCK, resumed_at, sealed_length};
use crate::{FileKey, VaultError};

/// A file that is being written. What it has taken is on the disk in whole blocks, all but the last: that one waits for
/// what comes next, or for the end.
pub struct BlockWriter {
    file: File,
    key: BlockKey,
    /// Blocks that are written.
    blocks: u64,
    /// What is behind them.
    held: Vec<u8>,
}

impl BlockWriter {
    /// Begins a file, which is empty.
    ///
    /// # Errors
    /// When it cannot be written to.
    pub fn create(key: &FileKey, mut file: File) -> Result<Self, VaultError> {
        let (head, key) = key.begin()?;
        file.write_all(&head)?;
        Ok(Self { file, key, blocks: 0, held: Vec::with_capacity(2 * BLOCK) })
    }

    /// Goes on with a file that will hold `total` bytes; none when all of them are there and its end is written. What was
    /// cut off within a block is dropped, and whole blocks are looked at before they are trusted.
    ///
    /// # Errors
    /// [`VaultError::Tampered`] when it is another space's.
    pub fn resume(key: &FileKey, mut file: File, total: u64) -> Result<Option<Self>, VaultError> {
        let length = file.metadata()?.len();
        if length < HEAD as u64 {
            // Killed in the very first instant.
            file.set_len(0)?;
            file.seek(SeekFrom::Start(0))?;
            return Self::create(key, file).map(Some);
        }
        let mut head = [0; HEAD];
        file.seek(SeekFrom::Start(0))?;
        file.read_exact(&mut head)?;
        let key = key.open_head(&head)?;
        let before_last = total.saturating_sub(1) / BLOCK as u64;
        if length == sealed_length(total) && is_whole(&mut file, &key, before_last, true)? {
            return Ok(None);
        }
        let mut blocks = resumed_at(length, total) / BLOCK as u64;
        while blocks > 0 && !is_whole(&mut file, &key, blocks - 1, false)? {
            blocks -= 1;
        }
        let end = HEAD as u64 + blocks * SEALED_BLOCK;
        file.set_len(end)?;
        file.seek(SeekFrom::Start(end))?;
        Ok(Some(Self { file, key, blocks, held: Vec::with_capacity(2 * BLOCK) }))
    }

    /// How many bytes are in blocks that are written: what is left of the file if it ends here.
    #[must_use]
    pub fn written(&self) -> u64 {
        self.blocks * BLOCK as u64
    }

    /// How many bytes were taken, those that wait included.
    #[must_use]
    pub fn taken(&self) -> u64 {
        self.written() + self.held.len() as u64
    }

    /// Takes bytes.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write(&mut self, mut bytes: &[u8]) -> std::io::Result<()> {
        while !bytes.is_empty() {
            if self.held.len() == BLOCK {
                self.seal(false)?;
            }
            let (now, later) = bytes.split_at(bytes.len().min(BLOCK - self.held.len()));
            self.held.extend_from_slice(now);
            bytes = later;
        }
        Ok(())
    }

    /// Writes the block that waits if it is whole, for a file that goes on, and sees that all of them stay. The bytes of a
    /// block that is not whole are dropped: they have to be taken again.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn pause(mut self) -> std::io::Result<u64> {
        if self.held.len() == BLOCK {
            self.seal(false)?;
        }
        self.file.sync_all()?;
        Ok(self.written())
    }

    /// Writes the end of the file, and sees that it stays.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn finish(mut self) -> std::io::Result<File> {
        self.seal(true)?;
        self.file.sync_all()?;
        Ok(self.file)
    }

    fn seal(&mut self, is_last: bool) -> std::io::Result<()> {
        self.file.write_all(&self.key.seal(self.blocks, is_last, &self.held))?;
        self.blocks += 1;
        self.held.clear();
        Ok(())
    }
}

/// Whether a block is there as it was written.
fn is_whole(file: &mut File, key: &BlockKey, index: u64, is_last: bool) -> std::io::Result<bool> {
    file.seek(SeekFrom::Start(HEAD as u64 + index * SEALED_BLOCK))?;
    let mut sealed = Vec::with_capacity(BLOCK + 16);
    file.take(SEALED_BLOCK).read_to_end(&mut sealed)?;
    Ok(key.open(index, is_last, &sealed).is_ok())
}

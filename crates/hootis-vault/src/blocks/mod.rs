//! Files that are written piece by piece, gone on with after a crash, and read from anywhere.
//!
//! They are files in the age format like those of [`crate::FileKey::seal_writer`], and the standard program opens
//! them. What is added is that their blocks are reached one by one: block `n` of the plain bytes stands at a place that is
//! known beforehand, for a head without padding always has the same length.

mod head;
mod reader;
mod writer;

use chacha20poly1305::aead::{Aead as _, KeyInit as _};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use zeroize::Zeroizing;

use crate::VaultError;
use crate::scrub::scrubbed;

pub use head::HEAD;
pub use reader::BlockReader;
pub use writer::BlockWriter;

/// Plain bytes of a block; the last one has fewer, or as many.
pub const BLOCK: usize = 64 * 1024;

/// What authenticates a block.
const TAG: usize = 16;

const SEALED_BLOCK: u64 = (BLOCK + TAG) as u64;

/// The key of one file, which seals and opens its blocks.
struct BlockKey(Box<ChaCha20Poly1305>);

impl BlockKey {
    fn new(key: &Zeroizing<[u8; 32]>) -> Self {
        Self(Box::new(ChaCha20Poly1305::new((&**key).into())))
    }

    /// Seals block `index`. A block is never sealed twice with other bytes: who goes on with a file begins behind those
    /// that are whole.
    fn seal(&self, index: u64, is_last: bool, plain: &[u8]) -> Vec<u8> {
        scrubbed(|| self.0.encrypt(&nonce(index, is_last), plain)).expect("64 KiB are under the cipher's limit")
    }

    fn open(&self, index: u64, is_last: bool, sealed: &[u8]) -> Result<Vec<u8>, VaultError> {
        scrubbed(|| self.0.decrypt(&nonce(index, is_last), sealed)).map_err(|_| VaultError::Tampered)
    }
}

/// Eleven bytes of counter, big endian, and whether the block is the last.
fn nonce(index: u64, is_last: bool) -> Nonce {
    let mut nonce = [0; 12];
    nonce[3..11].copy_from_slice(&index.to_be_bytes());
    nonce[11] = u8::from(is_last);
    Nonce::from(nonce)
}

/// How many blocks so many plain bytes take: an empty file has one.
fn blocks_of(plain: u64) -> u64 {
    plain.div_ceil(BLOCK as u64).max(1)
}

/// The length of a whole file with so many plain bytes.
#[must_use]
pub fn sealed_length(plain: u64) -> u64 {
    HEAD as u64 + plain + blocks_of(plain) * TAG as u64
}

/// How many plain bytes a whole file of a length holds; none when no file is so long.
#[must_use]
pub fn plain_length(sealed: u64) -> Option<u64> {
    let payload = sealed.checked_sub(HEAD as u64)?;
    let plain = payload.checked_sub(payload.div_ceil(SEALED_BLOCK).max(1) * TAG as u64)?;
    (sealed_length(plain) == sealed).then_some(plain)
}

/// How many bytes of a file that will hold `total` are in whole blocks, by the length that it has: where whoever writes it goes
/// on. Less than all of them, as long as its end is not written.
#[must_use]
pub fn resumed_at(sealed: u64, total: u64) -> u64 {
    let before_last = total.saturating_sub(1) / BLOCK as u64;
    (sealed.saturating_sub(HEAD as u64) / SEALED_BLOCK).min(before_last) * BLOCK as u64
}

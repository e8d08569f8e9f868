//! Keyed hashes of contents that do not fit in memory.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// Hashes a content as it passes: equal contents give equal hashes under one key, and without the key nobody can try
/// contents one by one.
pub struct ContentHash(Hmac<Sha256>);

impl ContentHash {
    /// Begins.
    ///
    /// # Panics
    /// Never: HMAC takes keys of every length.
    #[must_use]
    pub fn new(key: &[u8]) -> Self {
        Self(Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of every length"))
    }

    /// Takes bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The hash of all that was taken.
    #[must_use]
    pub fn finish(self) -> [u8; 32] {
        self.0.finalize().into_bytes().into()
    }
}

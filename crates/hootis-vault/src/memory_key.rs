//! A key that lives in memory only.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::random;

/// A random key that is written nowhere and wiped when dropped: with it one can tell whether the same
/// thing comes twice, and once it is gone nobody can, whatever was kept.
pub struct MemoryKey(Zeroizing<[u8; 32]>);

impl std::fmt::Debug for MemoryKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MemoryKey(…)")
    }
}

impl MemoryKey {
    /// Makes one.
    #[must_use]
    pub fn generate() -> Self {
        Self(Zeroizing::new(random()))
    }

    /// The mark of these parts under this key: equal for equal parts, and for no others.
    ///
    /// # Panics
    /// Never: HMAC takes keys of every length.
    #[must_use]
    pub fn mark(&self, parts: &[&[u8]]) -> [u8; 16] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&*self.0).expect("HMAC takes keys of every length");
        for part in parts {
            // Lengths first, so that two parts never read like two others.
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        let whole: [u8; 32] = mac.finalize().into_bytes().into();
        let mut mark = [0; 16];
        mark.copy_from_slice(&whole[..16]);
        mark
    }
}

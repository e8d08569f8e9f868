//! Random tokens, their text, and the comparisons they need.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use crate::random;

/// 256 random bits, for a session, a link or an API key.
///
/// # Panics
/// When the machine gives no randomness.
#[must_use]
pub fn random_token() -> [u8; 32] {
    random()
}

/// Bytes as text fit for a URL or a cookie (base64url without padding; 43 characters for a token).
#[must_use]
pub fn token_text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The token that a text stands for; `None` for anything that [`token_text`] cannot have written.
#[must_use]
pub fn token_bytes(text: &str) -> Option<[u8; 32]> {
    // The length first: a stranger's text may be of any size.
    (text.len() == 43).then(|| URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok())?
}

/// A random number under `bound`, each as likely (a code of six digits: under 1,000,000).
///
/// # Panics
/// When `bound` is 0, or the machine gives no randomness.
#[must_use]
pub fn random_below(bound: u32) -> u32 {
    assert!(bound > 0, "no number is under zero");
    // Numbers past the last whole multiple of `bound` would make the first ones likelier.
    let usable = (1_u64 << 32) - (1_u64 << 32) % u64::from(bound);
    loop {
        let drawn = u32::from_le_bytes(random());
        if u64::from(drawn) < usable {
            return drawn % bound;
        }
    }
}

/// Whether two texts of bytes are equal, in a time that does not tell where they differ.
#[must_use]
pub fn same(a: &[u8], b: &[u8]) -> bool {
    a.ct_eq(b).into()
}

/// SHA-256.
#[must_use]
pub fn digest(data: &[u8]) -> [u8; 32] {
    Sha256::digest(data).into()
}

/// SHA-256 of all that a reader gives, and how many bytes it was.
///
/// # Errors
/// When it cannot be read.
pub fn digest_of(mut reader: impl std::io::Read) -> std::io::Result<([u8; 32], u64)> {
    let (mut hash, mut buffer, mut bytes) = (Sha256::new(), vec![0; 64 * 1024], 0);
    loop {
        match reader.read(&mut buffer)? {
            0 => return Ok((hash.finalize().into(), bytes)),
            n => {
                hash.update(&buffer[..n]);
                bytes += n as u64;
            }
        }
    }
}

/// Bytes as hexadecimal digits, two each.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _infallible = write!(text, "{byte:02x}");
        text
    })
}

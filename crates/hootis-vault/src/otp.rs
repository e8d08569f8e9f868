//! One-time codes of authenticator applications (RFC 4226 and 6238), and base32, in which they take their key.

use ring::hmac;

const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The code of so many digits for a counter. SHA-1 is what every application knows; in an HMAC it is sound.
///
/// # Panics
/// When more than nine digits are asked for: there are no more in it.
#[must_use]
pub fn one_time_code(secret: &[u8], counter: u64, digits: u32) -> String {
    assert!(digits <= 9, "a code has at most nine digits");
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let tag = hmac::sign(&key, &counter.to_be_bytes());
    let tag = tag.as_ref();
    let at = usize::from(tag[tag.len() - 1] & 0xf);
    let word = u32::from_be_bytes([tag[at] & 0x7f, tag[at + 1], tag[at + 2], tag[at + 3]]);
    let width = digits as usize;
    format!("{:0width$}", word % 10_u32.pow(digits))
}

/// A new secret for an authenticator application: 160 bits.
///
/// # Panics
/// When the machine gives no randomness.
#[must_use]
pub fn one_time_secret() -> [u8; 20] {
    crate::random()
}

/// Base32 (RFC 4648) without padding.
#[must_use]
pub fn base32(bytes: &[u8]) -> String {
    let (mut text, mut held, mut bits) = (String::with_capacity(bytes.len().div_ceil(5) * 8), 0_u32, 0_u32);
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(char::from(ALPHABET[(held >> bits) as usize & 31]));
        }
    }
    if bits > 0 {
        text.push(char::from(ALPHABET[(held << (5 - bits)) as usize & 31]));
    }
    text
}

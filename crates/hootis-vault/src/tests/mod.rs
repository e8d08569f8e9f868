//! The vault's promises, each a sentence.

mod blocks;
mod files;
mod formats;
mod master;
mod memory_key;
mod otp;
mod passkey;
mod sealed;
mod signer;
mod space_keys;
mod token;

use crate::SpaceKey;

/// The space key of the fixtures: bytes 0x20 to 0x3f.
fn fixed_key() -> SpaceKey {
    let bytes: Vec<u8> = (0x20..0x40).collect();
    SpaceKey::from_bytes(&bytes).unwrap()
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).unwrap()).collect()
}

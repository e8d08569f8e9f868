#![doc = include_str!("../README.md")]

mod blocks;
mod content_hash;
mod error;
mod files;
mod key_file;
mod master;
mod memory_key;
mod otp;
mod passkey;
mod scrub;
mod sealer;
mod signer;
mod space_key;
mod space_keys;
#[cfg(test)]
mod tests;
mod token;

pub use blocks::{BLOCK, BlockReader, BlockWriter, HEAD, plain_length, resumed_at, sealed_length};
pub use content_hash::ContentHash;
pub use error::VaultError;
pub use files::{FileKey, OpenReader, SealWriter};
pub use master::{KeyId, MasterKeys};
pub use memory_key::MemoryKey;
pub use otp::{base32, one_time_code, one_time_secret};
pub use passkey::PasskeyKey;
pub use sealer::Sealer;
pub use signer::{PublicKey, Signer};
pub use space_key::{Purpose, SpaceKey, SubKey};
pub use space_keys::SpaceKeys;
pub use token::{digest, digest_of, hex, random_below, random_token, same, token_bytes, token_text};

/// An array of the machine's randomness. Not for keys: arrays are copied, and the copies stay.
///
/// # Panics
/// When the machine has none to give.
fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    fill(&mut bytes);
    bytes
}

/// Fills bytes with the machine's randomness.
///
/// # Panics
/// When the machine has none to give: no key made after that would be one.
fn fill(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the machine gives randomness");
}

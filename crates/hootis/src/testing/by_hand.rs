//! Keys opened without Hootis, by what the README of the vault writes down.

use std::path::Path;

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use sha2::Sha256;
use uuid::Uuid;

/// A sub-key.
pub(crate) fn derived(key: &[u8], label: &str) -> [u8; 32] {
    let mut sub = [0; 32];
    Hkdf::<Sha256>::new(None, key).expand(label.as_bytes(), &mut sub).expect("one block");
    sub
}

/// The newest master key, out of its file.
pub(crate) fn master_key(path: &Path) -> Vec<u8> {
    let text = std::fs::read_to_string(path).expect("the key file");
    let digits = text.split_whitespace().nth(3).expect("a key").as_bytes();
    digits.chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).expect("digits"), 16).expect("a byte")).collect()
}

/// The key of a space, out of its wrapping.
pub(crate) fn unwrapped(master: &[u8], wrapped: &[u8], space: Uuid) -> Vec<u8> {
    let aad = [b"hootis/v1/space-key".as_slice(), &wrapped[..9], space.as_bytes()].concat();
    let nonce: [u8; 24] = wrapped[9..33].try_into().expect("a nonce");
    let cipher = XChaCha20Poly1305::new((&derived(master, "hootis/v1/wrap")).into());
    cipher.decrypt(&XNonce::from(nonce), Payload { msg: &wrapped[33..], aad: &aad }).expect("it opens")
}

//! Small secrets in columns: tokens, passwords of connections, second-factor seeds.

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use crate::scrub::scrubbed;
use crate::{SubKey, VaultError, random};

const VERSION: u8 = 1;
const LABEL: &[u8] = b"hootis/v1/sealed";
const SEALED_AT: usize = 1 + 24;

/// Seals and opens small secrets of one space, each for one context (`table.column:row id`), so
/// that a sealed value moved to another row or column does not open there.
pub struct Sealer {
    cipher: Box<XChaCha20Poly1305>,
    /// Opens what was sealed before the key was changed.
    previous: Option<Box<XChaCha20Poly1305>>,
}

impl std::fmt::Debug for Sealer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sealer(…)")
    }
}

impl Sealer {
    pub(crate) fn new(key: &SubKey, previous: Option<&SubKey>) -> Self {
        // In boxes: a cipher holds its key, and would leave a copy wherever it is moved from.
        let cipher = |key: &SubKey| Box::new(XChaCha20Poly1305::new(key.expose().into()));
        scrubbed(|| Self { cipher: cipher(key), previous: previous.map(cipher) })
    }

    /// Seals `plain`: 41 bytes longer, never twice the same.
    ///
    /// # Panics
    /// Never for what fits in memory (the cipher stops at 256 GiB).
    #[must_use]
    pub fn seal(&self, context: &str, plain: &[u8]) -> Vec<u8> {
        let nonce: [u8; 24] = random();
        let payload = Payload { msg: plain, aad: &aad(context) };
        let body = scrubbed(|| self.cipher.encrypt(&XNonce::from(nonce), payload)).expect("under 256 GiB");
        let mut sealed = Vec::with_capacity(SEALED_AT + body.len());
        sealed.push(VERSION);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(&body);
        sealed
    }

    /// Opens what [`seal`](Self::seal) gave for the same context.
    ///
    /// # Errors
    /// [`VaultError::Tampered`] and [`VaultError::UnknownVersion`].
    pub fn open(&self, context: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        match (open(&self.cipher, context, sealed), &self.previous) {
            (Err(VaultError::Tampered), Some(previous)) => open(previous, context, sealed),
            (opened, _) => opened,
        }
    }

    /// Seals anew what is still sealed with the key before; nothing when it is not.
    ///
    /// # Errors
    /// When it opens with neither.
    pub fn renew(&self, context: &str, sealed: &[u8]) -> Result<Option<Vec<u8>>, VaultError> {
        match open(&self.cipher, context, sealed) {
            Ok(_) => Ok(None),
            Err(_) => Ok(Some(self.seal(context, &self.open(context, sealed)?))),
        }
    }
}

fn open(cipher: &XChaCha20Poly1305, context: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let (version, rest) = sealed.split_first().ok_or(VaultError::Tampered)?;
    if *version != VERSION {
        return Err(VaultError::UnknownVersion(*version));
    }
    let (nonce, body) = rest.split_first_chunk::<24>().ok_or(VaultError::Tampered)?;
    let payload = Payload { msg: body, aad: &aad(context) };
    let plain = scrubbed(|| cipher.decrypt(&XNonce::from(*nonce), payload));
    plain.map(Zeroizing::new).map_err(|_| VaultError::Tampered)
}

fn aad(context: &str) -> Vec<u8> {
    [LABEL, &[VERSION], context.as_bytes()].concat()
}

//! Signatures that anybody can check with a published key: certificates and receipts.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};

use crate::master::KeyId;
use crate::space_key::SubKey;
use crate::{digest, token_bytes};

const ID_LABEL: &[u8] = b"hootis/v1/signing-key-id";

/// Signs with Ed25519 (RFC 8032). The seed is a sub-key, so the same key signs after every restart.
pub struct Signer(Ed25519KeyPair);

impl Signer {
    pub(crate) fn new(seed: &SubKey) -> Self {
        Self(Ed25519KeyPair::from_seed_unchecked(seed.expose()).expect("every 32 bytes are a seed"))
    }

    /// The signature of a message; equal messages have equal signatures.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).as_ref().try_into().expect("an Ed25519 signature has 64 bytes")
    }

    /// The key that checks what this one signs.
    #[must_use]
    pub fn public_key(&self) -> PublicKey {
        PublicKey(self.0.public_key().as_ref().try_into().expect("an Ed25519 key has 32 bytes"))
    }
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Signer({})", self.public_key().id())
    }
}

/// The public half of a [`Signer`]. As text: base64url without padding, 43 characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PublicKey([u8; 32]);

impl PublicKey {
    /// The key that a text stands for.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        token_bytes(text).map(Self)
    }

    /// What the key is called.
    #[must_use]
    pub fn id(&self) -> KeyId {
        let mut id = [0; 8];
        id.copy_from_slice(&digest(&[ID_LABEL, &self.0].concat())[..8]);
        KeyId(id)
    }

    /// Whether `signature` is this key's, of this very message.
    #[must_use]
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, self.0).verify(message, signature).is_ok()
    }
}

impl std::fmt::Display for PublicKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

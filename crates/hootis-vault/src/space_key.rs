//! The key of one space, and the keys that come from it.

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::{ExposeSecret as _, SecretBox};
use sha2::Sha256;
use zeroize::{Zeroize as _, Zeroizing};

use crate::master::KeyId;
use crate::scrub::scrubbed;
use crate::{FileKey, Sealer, Signer, digest, fill};

const ID_LABEL: &[u8] = b"hootis/v1/space-key-id";

/// What a sub-key is for. Two purposes never share a key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// The pages of the SQLCipher file.
    Database,
    /// Files that people put in the space.
    Files,
    /// Small secrets kept in columns.
    Secrets,
    /// Archives and backups.
    Archives,
    /// Keyed hashes.
    Hashes,
    /// The file of the security journal.
    Journal,
    /// Signatures.
    Signatures,
}

impl Purpose {
    fn label(self) -> &'static str {
        match self {
            Self::Database => "hootis/v1/database",
            Self::Files => "hootis/v1/files",
            Self::Secrets => "hootis/v1/secrets",
            Self::Archives => "hootis/v1/archives",
            Self::Hashes => "hootis/v1/hashes",
            Self::Journal => "hootis/v1/journal",
            Self::Signatures => "hootis/v1/signatures",
        }
    }
}

/// The key of a space, or of the platform. Kept nowhere but [wrapped](crate::MasterKeys::wrap).
pub struct SpaceKey(SecretBox<[u8; 32]>);

impl std::fmt::Debug for SpaceKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SpaceKey(…)")
    }
}

impl SpaceKey {
    /// Makes a random key.
    #[must_use]
    pub fn generate() -> Self {
        Self(SecretBox::init_with_mut(|key: &mut [u8; 32]| fill(key)))
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let bytes: &[u8; 32] = bytes.try_into().ok()?;
        Some(Self(SecretBox::init_with_mut(|key: &mut [u8; 32]| key.copy_from_slice(bytes))))
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        self.0.expose_secret()
    }

    /// What the key is called: tells it from others, tells nothing of it.
    #[must_use]
    pub fn id(&self) -> KeyId {
        let mut labelled = Zeroizing::new(Vec::with_capacity(ID_LABEL.len() + 32));
        labelled.extend_from_slice(ID_LABEL);
        labelled.extend_from_slice(self.bytes());
        let mut id = [0; 8];
        id.copy_from_slice(&scrubbed(|| digest(&labelled))[..8]);
        KeyId(id)
    }

    /// The sub-key for one purpose; always the same one.
    #[must_use]
    pub fn sub(&self, purpose: Purpose) -> SubKey {
        SubKey(derive(self.bytes(), purpose.label()))
    }

    /// The raw key of the space's SQLCipher file.
    #[must_use]
    pub fn database(&self) -> SubKey {
        self.sub(Purpose::Database)
    }

    /// Seals small secrets.
    #[must_use]
    pub fn secrets(&self) -> Sealer {
        Sealer::new(&self.sub(Purpose::Secrets), None)
    }

    /// Seals files.
    #[must_use]
    pub fn files(&self) -> FileKey {
        FileKey::new(&self.sub(Purpose::Files), None)
    }

    /// Seals archives and backups.
    #[must_use]
    pub fn archives(&self) -> FileKey {
        FileKey::new(&self.sub(Purpose::Archives), None)
    }

    /// Signs what others check with its public key.
    #[must_use]
    pub fn signer(&self) -> Signer {
        Signer::new(&self.sub(Purpose::Signatures))
    }

    /// A hash that only this key can make: equal data give equal hashes within one `context`, and
    /// without the key nobody can try values one by one.
    ///
    /// # Panics
    /// Never: HMAC takes keys of every length.
    #[must_use]
    pub fn keyed_hash(&self, context: &str, data: &[u8]) -> [u8; 32] {
        let key = self.sub(Purpose::Hashes);
        scrubbed(|| {
            let mut mac = Hmac::<Sha256>::new_from_slice(key.expose()).expect("HMAC takes keys of every length");
            // The context's length first, so that no context and data read like another pair.
            mac.update(&(context.len() as u64).to_be_bytes());
            mac.update(context.as_bytes());
            mac.update(data);
            mac.finalize().into_bytes().into()
        })
    }
}

/// 32 bytes for one purpose, in one place until they are wiped, when it is dropped.
pub struct SubKey(SecretBox<[u8; 32]>);

impl SubKey {
    /// The bytes. Keep them no longer than needed.
    #[must_use]
    pub fn expose(&self) -> &[u8; 32] {
        self.0.expose_secret()
    }
}

impl std::fmt::Debug for SubKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SubKey(…)")
    }
}

/// HKDF-SHA256 without salt (the key is random already), `label` as info.
pub(crate) fn derive(key: &[u8; 32], label: &str) -> SecretBox<[u8; 32]> {
    scrubbed(|| {
        SecretBox::init_with_mut(|sub: &mut [u8; 32]| {
            let (mut prk, hkdf) = Hkdf::<Sha256>::extract(None, key);
            hkdf.expand(label.as_bytes(), sub).expect("32 bytes are one block of HKDF-SHA256");
            prk.as_mut_slice().zeroize();
        })
    })
}

//! The operator's keys: they wrap the key of each space, and nothing else.

use std::path::Path;

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use secrecy::{ExposeSecret as _, SecretBox};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::scrub::scrubbed;
use crate::space_key::{SpaceKey, derive};
use crate::{VaultError, digest, fill, key_file, random};

const VERSION: u8 = 1;
const ID_LABEL: &[u8] = b"hootis/v1/master-key-id";
const WRAP_LABEL: &str = "hootis/v1/wrap";
const KEY_LABEL: &[u8] = b"hootis/v1/space-key";
const NONCE_AT: usize = 1 + 8;
const SEALED_AT: usize = NONCE_AT + 24;

/// What a master key is called: tells it from others, tells nothing of it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeyId(pub(crate) [u8; 8]);

impl std::fmt::Display for KeyId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl std::fmt::Debug for KeyId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

#[derive(Clone)]
pub(crate) struct MasterKey {
    id: KeyId,
    key: std::sync::Arc<SecretBox<[u8; 32]>>,
}

impl MasterKey {
    pub(crate) fn new(key: SecretBox<[u8; 32]>) -> Self {
        let mut labelled = Zeroizing::new(Vec::with_capacity(ID_LABEL.len() + 32));
        labelled.extend_from_slice(ID_LABEL);
        labelled.extend_from_slice(key.expose_secret());
        let mut id = [0; 8];
        id.copy_from_slice(&scrubbed(|| digest(&labelled))[..8]);
        Self { id: KeyId(id), key: key.into() }
    }

    fn generate() -> Self {
        Self::new(SecretBox::init_with_mut(|key: &mut [u8; 32]| fill(key)))
    }

    pub(crate) fn id(&self) -> KeyId {
        self.id
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        self.key.expose_secret()
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(derive(self.bytes(), WRAP_LABEL).expose_secret().into())
    }
}

/// The master keys of a key file: the newest wraps, all of them unwrap.
///
/// To rotate: [`add_new`](Self::add_new), [`rewrap`](Self::rewrap) every wrapped key that
/// [is not current](Self::is_current), then [`retire_all_but_current`](Self::retire_all_but_current).
/// A process that loaded the file earlier meets [`VaultError::UnknownMasterKey`] on keys wrapped
/// since, and has only to load it again.
pub struct MasterKeys {
    /// Newest first; never empty.
    keys: Vec<MasterKey>,
}

impl std::fmt::Debug for MasterKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.ids()).finish()
    }
}

impl MasterKeys {
    /// Makes a key and a file that holds it, readable by its owner only.
    ///
    /// # Errors
    /// [`VaultError::Exists`] when there is a file already: it is never written over.
    pub fn create(path: &Path) -> Result<Self, VaultError> {
        let keys = vec![MasterKey::generate()];
        key_file::create(path, &keys)?;
        Ok(Self { keys })
    }

    /// Reads a key file.
    ///
    /// # Errors
    /// [`VaultError::Exposed`] when others than the owner may reach it, [`VaultError::Malformed`]
    /// with the line, never with what the line holds.
    pub fn load(path: &Path) -> Result<Self, VaultError> {
        Ok(Self { keys: key_file::read(path)? })
    }

    /// The key that wraps.
    #[must_use]
    pub fn current_id(&self) -> KeyId {
        self.current().id()
    }

    /// All keys, newest first.
    #[must_use]
    pub fn ids(&self) -> Vec<KeyId> {
        self.keys.iter().map(MasterKey::id).collect()
    }

    /// Makes a key that wraps from now on, before those that are there.
    ///
    /// # Errors
    /// [`VaultError::Changed`] when the file holds other keys than these; nothing is written then.
    pub fn add_new(&mut self, path: &Path) -> Result<KeyId, VaultError> {
        let mut keys = vec![MasterKey::generate()];
        keys.extend(self.keys.iter().cloned());
        key_file::replace(path, &self.keys, &keys)?;
        self.keys = keys;
        Ok(self.current_id())
    }

    /// Forgets all keys but the newest. What they wrapped and nobody rewrapped is lost for good.
    ///
    /// # Errors
    /// [`VaultError::Changed`] when the file holds other keys than these; nothing is written then.
    pub fn retire_all_but_current(&mut self, path: &Path) -> Result<(), VaultError> {
        let keys = vec![self.current().clone()];
        key_file::replace(path, &self.keys, &keys)?;
        self.keys = keys;
        Ok(())
    }

    /// Seals the key of `space` (the platform's own key: [`Uuid::nil`]).
    #[must_use]
    pub fn wrap(&self, key: &SpaceKey, space: Uuid) -> Vec<u8> {
        let master = self.current();
        let nonce: [u8; 24] = random();
        let aad = aad(master.id(), space);
        let sealed = scrubbed(|| master.cipher().encrypt(&XNonce::from(nonce), Payload { msg: key.bytes(), aad: &aad }))
            .expect("32 bytes are never too many for the cipher");
        let mut wrapped = vec![VERSION];
        wrapped.extend_from_slice(&master.id().0);
        wrapped.extend_from_slice(&nonce);
        wrapped.extend_from_slice(&sealed);
        wrapped
    }

    /// Opens the key of `space`.
    ///
    /// # Errors
    /// [`VaultError::UnknownMasterKey`] says which key it takes; [`VaultError::Tampered`] when the
    /// bytes were altered or are another space's.
    pub fn unwrap(&self, wrapped: &[u8], space: Uuid) -> Result<SpaceKey, VaultError> {
        let wanted = wrapper_of(wrapped)?;
        let master = self.keys.iter().find(|key| key.id() == wanted);
        let master = master.ok_or_else(|| VaultError::UnknownMasterKey { wanted, have: self.ids() })?;
        let nonce: [u8; 24] = wrapped.get(NONCE_AT..SEALED_AT).and_then(|nonce| nonce.try_into().ok()).ok_or(VaultError::Tampered)?;
        let payload = Payload { msg: &wrapped[SEALED_AT..], aad: &aad(wanted, space) };
        let key = scrubbed(|| master.cipher().decrypt(&XNonce::from(nonce), payload)).map_err(|_| VaultError::Tampered)?;
        SpaceKey::from_bytes(&Zeroizing::new(key)).ok_or(VaultError::Tampered)
    }

    /// Whether the newest key wrapped this.
    #[must_use]
    pub fn is_current(&self, wrapped: &[u8]) -> bool {
        wrapper_of(wrapped).is_ok_and(|id| id == self.current_id())
    }

    /// The same key wrapped by the newest master key; `None` when it is already.
    ///
    /// # Errors
    /// As [`unwrap`](Self::unwrap).
    pub fn rewrap(&self, wrapped: &[u8], space: Uuid) -> Result<Option<Vec<u8>>, VaultError> {
        let key = self.unwrap(wrapped, space)?;
        Ok((!self.is_current(wrapped)).then(|| self.wrap(&key, space)))
    }

    fn current(&self) -> &MasterKey {
        self.keys.first().expect("no way to make MasterKeys without a key")
    }
}

/// The master key that wrapped these bytes.
fn wrapper_of(wrapped: &[u8]) -> Result<KeyId, VaultError> {
    match wrapped {
        [VERSION, rest @ ..] => rest.first_chunk().map(|id| KeyId(*id)).ok_or(VaultError::Tampered),
        [version, ..] => Err(VaultError::UnknownVersion(*version)),
        [] => Err(VaultError::Tampered),
    }
}

fn aad(master: KeyId, space: Uuid) -> Vec<u8> {
    [KEY_LABEL, &[VERSION], &master.0, space.as_bytes()].concat()
}

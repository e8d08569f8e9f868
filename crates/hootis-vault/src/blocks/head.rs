//! The head of a file: its own key, wrapped by the space's, and the nonce of its blocks.
//!
//! ```text
//! age-encryption.org/v1
//! -> X25519 <ephemeral share>
//! <the file's key, wrapped>
//! --- <HMAC of what stands above>
//! <16 bytes of nonce>
//! ```

use std::fs::File;
use std::os::unix::fs::FileExt as _;

use age::x25519::Identity;
use age::{Identity as _, Recipient as _};
use age_core::format::{FileKey as OwnKey, Stanza};
use age_core::secrecy::ExposeSecret as _;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::BlockKey;
use crate::scrub::scrubbed;
use crate::{FileKey, VaultError, random};

/// The length of a head: the text above, and the nonce.
pub const HEAD: usize = TEXT + NONCE;

const TEXT: usize = 168;
const NONCE: usize = 16;

const START: &str = "age-encryption.org/v1\n-> X25519 ";
const MAC: &str = "---";

/// A head as it stands in a file.
struct Head {
    stanza: Stanza,
    nonce: [u8; NONCE],
    /// What the MAC covers.
    covered: String,
    mac: Vec<u8>,
}

impl Head {
    fn parse(bytes: &[u8; HEAD]) -> Option<Self> {
        let (text, nonce) = bytes.split_at(TEXT);
        let text = std::str::from_utf8(text).ok()?;
        let (share, rest) = text.strip_prefix(START)?.split_once('\n')?;
        let (body, rest) = rest.split_once('\n')?;
        let mac = rest.strip_prefix(MAC)?.strip_prefix(' ')?.strip_suffix('\n')?;
        Some(Self {
            stanza: Stanza { tag: "X25519".to_owned(), args: vec![share.to_owned()], body: STANDARD_NO_PAD.decode(body).ok()? },
            nonce: nonce.try_into().ok()?,
            covered: text[..text.len() - mac.len() - 2].to_owned(),
            mac: STANDARD_NO_PAD.decode(mac).ok()?,
        })
    }

    /// The file's own key, if `identity` opens it.
    fn open(&self, identity: &Identity) -> Option<OwnKey> {
        let own = identity.unwrap_stanza(&self.stanza)?.ok()?;
        mac(&own, &self.covered).verify_slice(&self.mac).ok()?;
        Some(own)
    }
}

/// Writes the head of a file that has the key `own`.
fn write(identity: &Identity, own: &OwnKey, nonce: [u8; NONCE]) -> Result<[u8; HEAD], VaultError> {
    let (stanzas, _) = identity.to_public().wrap_file_key(own).map_err(|_| VaultError::Tampered)?;
    let [Stanza { args, body, .. }] = stanzas.as_slice() else { return Err(VaultError::Tampered) };
    let covered = format!("{START}{}\n{}\n{MAC}", args.concat(), STANDARD_NO_PAD.encode(body));
    let text = format!("{covered} {}\n", STANDARD_NO_PAD.encode(mac(own, &covered).finalize().into_bytes()));
    let mut head = [0; HEAD];
    head[..TEXT].copy_from_slice(text.as_bytes());
    head[TEXT..].copy_from_slice(&nonce);
    Ok(head)
}

fn mac(own: &OwnKey, covered: &str) -> Hmac<Sha256> {
    let key = derive(None, own, b"header");
    let mut mac = Hmac::<Sha256>::new_from_slice(&*key).expect("HMAC takes keys of every length");
    mac.update(covered.as_bytes());
    mac
}

fn derive(salt: Option<&[u8]>, own: &OwnKey, info: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(salt, own.expose_secret()).expand(info, &mut *key).expect("32 bytes are one block of HKDF-SHA256");
    key
}

fn block_key(own: &OwnKey, nonce: &[u8; NONCE]) -> BlockKey {
    BlockKey::new(&derive(Some(nonce), own, b"payload"))
}

impl FileKey {
    /// The head of a new file, and the key of its blocks.
    pub(super) fn begin(&self) -> Result<([u8; HEAD], BlockKey), VaultError> {
        scrubbed(|| {
            let (own, nonce) = (OwnKey::new(Box::new(random())), random());
            Ok((write(&self.identity, &own, nonce)?, block_key(&own, &nonce)))
        })
    }

    /// The key of the blocks of a file, from its head.
    pub(super) fn open_head(&self, head: &[u8; HEAD]) -> Result<BlockKey, VaultError> {
        let head = Head::parse(head).ok_or(VaultError::Tampered)?;
        scrubbed(|| {
            let mut keys = std::iter::once(&self.identity).chain(&self.previous);
            let own = keys.find_map(|identity| head.open(identity)).ok_or(VaultError::Tampered)?;
            Ok(block_key(&own, &head.nonce))
        })
    }

    /// Wraps the file's own key anew where it is still wrapped by the space's key before; whether it was. The
    /// blocks stay as they are, so that a file of any size, also one that is still being written, is done in an instant. The head
    /// is written at one stroke inside one sector: it is the old one or the new one. None: it is no file of [`super::BlockWriter`].
    ///
    /// # Errors
    /// [`VaultError::Tampered`] when neither key opens it.
    pub fn rewrap(&self, file: &File) -> Result<Option<bool>, VaultError> {
        let mut bytes = [0; HEAD];
        match file.read_exact_at(&mut bytes, 0) {
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(None),
            other => other?,
        }
        let Some(head) = Head::parse(&bytes) else { return Ok(None) };
        if scrubbed(|| head.open(&self.identity).is_some()) {
            return Ok(Some(false));
        }
        let anew = scrubbed(|| {
            let own = self.previous.as_ref().and_then(|previous| head.open(previous)).ok_or(VaultError::Tampered)?;
            write(&self.identity, &own, head.nonce)
        })?;
        file.write_all_at(&anew, 0)?;
        file.sync_all()?;
        Ok(Some(true))
    }
}

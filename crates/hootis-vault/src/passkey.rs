//! Signatures of passkeys, checked with the public key that a browser hands over (`SubjectPublicKeyInfo`).
//!
//! Of the algorithms there are, the three that every authenticator has one of: ES256, `EdDSA` and RS256. A browser gives the
//! key in this form itself, so that no CBOR is read here.

use ring::signature::{ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey, VerificationAlgorithm};

/// What comes before the point of a P-256 key.
const P256: &[u8] = &[
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03,
    0x42, 0x00,
];
/// What comes before an Ed25519 key.
const EDWARDS: &[u8] = &[0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
/// What comes between the two lengths of an RSA key.
const RSA: &[u8] = &[0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];

/// The public key of a passkey.
pub struct PasskeyKey<'a> {
    algorithm: &'static dyn VerificationAlgorithm,
    bytes: &'a [u8],
}

impl<'a> PasskeyKey<'a> {
    /// Reads it; `None` for anything that is none of the three.
    #[must_use]
    pub fn parse(spki: &'a [u8]) -> Option<Self> {
        if let Some(point) = spki.strip_prefix(P256) {
            return (point.len() == 65 && point[0] == 4).then_some(Self { algorithm: &ECDSA_P256_SHA256_ASN1, bytes: point });
        }
        if let Some(key) = spki.strip_prefix(EDWARDS) {
            return (key.len() == 32).then_some(Self { algorithm: &ED25519, bytes: key });
        }
        // Keys of 2048 bits and more: lengths of two bytes. The key itself is parsed where it is used.
        let key = long(spki, 0x30)?.strip_prefix(RSA)?;
        let key = long(key, 0x03)?.strip_prefix(&[0])?;
        Some(Self { algorithm: &RSA_PKCS1_2048_8192_SHA256, bytes: key })
    }

    /// Whether `signature` is this key's, of this very message.
    #[must_use]
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(self.algorithm, self.bytes).verify(message, signature).is_ok()
    }
}

/// The content of a DER value of that tag, whose length is in two bytes and right.
fn long(der: &[u8], tag: u8) -> Option<&[u8]> {
    let (head, content) = der.split_first_chunk::<4>()?;
    let length = usize::from(u16::from_be_bytes([head[2], head[3]]));
    (head[0] == tag && head[1] == 0x82 && content.len() == length).then_some(content)
}

//! What browser and authenticator answer, and whether it is what was asked for.
//!
//! A challenge proves itself: it holds its time, and a keyed hash of what it was made for. That it was used is remembered
//! as long as it lives. Attestation is not asked for: which make a key is of is nobody's business.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hootis_policy::retention;
use hootis_vault::{PasskeyKey, digest, random_token, same};
use serde::Deserialize;
use uuid::Uuid;

use super::super::People;
use super::queries;
use crate::clock::Now;
use crate::error::Result;

/// What a challenge is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in super::super) enum Aim {
    /// Coming in with a passkey alone.
    Alone,
    /// The second step of somebody.
    Second(Uuid),
    /// Something that somebody who is signed in wants to change.
    Again(Uuid),
    /// Another passkey of somebody.
    Register(Uuid),
}

/// Its time, randomness, and the keyed hash of both.
const CHALLENGE: usize = 8 + 16 + 32;
/// The person was there.
const PRESENT: u8 = 0x01;
/// The authenticator made sure who it was.
const VERIFIED: u8 = 0x04;
/// A credential is in it.
const ATTESTED: u8 = 0x40;

/// What a browser says that it was asked.
#[derive(Deserialize)]
struct ClientData {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(default, rename = "crossOrigin")]
    cross_origin: bool,
}

/// What an authenticator says.
pub(in super::super) struct Said {
    /// It made sure who it was.
    pub(in super::super) verified: bool,
    /// How often it has signed; zero where it does not count.
    pub(in super::super) count: u32,
    /// The id of the passkey that it made.
    pub(in super::super) credential: Option<Vec<u8>>,
}

impl Said {
    /// Reads it. None: not of this site, nobody was there, or it makes no sense.
    fn parse(data: &[u8], rp: &str) -> Option<Self> {
        let (site, rest) = data.split_first_chunk::<32>()?;
        let (flags, rest) = rest.split_first()?;
        let (count, rest) = rest.split_first_chunk::<4>()?;
        if !same(site, &digest(rp.as_bytes())) || flags & PRESENT == 0 {
            return None;
        }
        let credential = if flags & ATTESTED == 0 { None } else { Some(credential(rest)?) };
        Some(Self { verified: flags & VERIFIED != 0, count: u32::from_be_bytes(*count), credential })
    }
}

/// The id behind the make of the authenticator.
fn credential(rest: &[u8]) -> Option<Vec<u8>> {
    let (length, rest) = rest.get(16..)?.split_first_chunk::<2>()?;
    let length = usize::from(u16::from_be_bytes(*length));
    // Longer than any is (WebAuthn, 7.1): not one of ours.
    (1..=1023).contains(&length).then(|| rest.get(..length).map(<[u8]>::to_vec))?
}

impl People {
    /// The name that passkeys are bound to: the public host's, whichever door. A key made here is one in a browser's list.
    pub(in super::super) fn rp(&self) -> String {
        self.app().site().host.split(':').next().unwrap_or_default().to_owned()
    }

    /// The one origin that an answer for this door may come from.
    fn origin(&self) -> String {
        match self.space() {
            None => self.app().site().origin(),
            Some(_) => self.space_origin(),
        }
    }

    /// Another challenge.
    pub(in super::super) fn challenge(&self, aim: Aim) -> String {
        let head = [&self.now().0.to_be_bytes()[..], &random_token()[..16]].concat();
        let tag = self.tag(aim, &head);
        BASE64_URL_SAFE_NO_PAD.encode([head, tag].concat())
    }

    fn tag(&self, aim: Aim, head: &[u8]) -> Vec<u8> {
        let (word, holder) = match aim {
            Aim::Alone => ("alone", Uuid::nil()),
            Aim::Second(id) => ("second", id),
            Aim::Again(id) => ("again", id),
            Aim::Register(id) => ("register", id),
        };
        let door = format!("{}\n{}\n{word}\n{holder}\n", self.side.home(), self.space().unwrap_or_default());
        self.app().platform_key().keyed_hash("passkey_challenge", &[door.as_bytes(), head].concat()).to_vec()
    }

    /// Whether a browser was asked this, here, not long ago, and for the first time; then what its authenticator says.
    pub(in super::super) async fn heard(&self, aim: Aim, kind: &str, client: &[u8], authenticator: &[u8]) -> Result<Option<Said>> {
        let Ok(told) = serde_json::from_slice::<ClientData>(client) else { return Ok(None) };
        let right = told.kind == kind && told.origin == self.origin() && !told.cross_origin;
        let challenge = BASE64_URL_SAFE_NO_PAD.decode(&told.challenge).unwrap_or_default();
        let Some(said) = Said::parse(authenticator, &self.rp()) else { return Ok(None) };
        if !right || challenge.len() != CHALLENGE {
            return Ok(None);
        }
        let (head, tag) = challenge.split_at(CHALLENGE - 32);
        let made = Now(head.first_chunk::<8>().map_or(0, |at| i64::from_be_bytes(*at)));
        let dies = made.after(retention::PASSKEY_CHALLENGE);
        if !same(tag, &self.tag(aim, head)) || self.now() >= dies {
            return Ok(None);
        }
        let fresh = queries::use_challenge(self.db(), self.now(), digest(&challenge).to_vec(), dies).await?;
        Ok(fresh.then_some(said))
    }
}

/// Whether a passkey signed this.
pub(in super::super) fn is_signed(key: &[u8], client: &[u8], authenticator: &[u8], signature: &[u8]) -> bool {
    let message = [authenticator, &digest(client)].concat();
    PasskeyKey::parse(key).is_some_and(|key| key.verifies(&message, signature))
}

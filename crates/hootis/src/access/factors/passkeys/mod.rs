//! Passkeys: a fingerprint, a face or a key in the place of password and code, or of the code alone.

pub(super) mod ceremony;
pub mod invited;
pub mod keys;
pub(super) mod queries;
pub mod signin;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::json;
use uuid::Uuid;

use super::{People, Person, letters};
use crate::error::Result;
use ceremony::Aim;

impl People {
    /// What the page asks a browser for, to come in: any passkey of this door, or one of somebody's.
    pub(in crate::access) async fn asked(&self, holder: Option<Uuid>) -> Result<String> {
        let (aim, known) = match holder {
            None => (Aim::Alone, Vec::new()),
            Some(id) => (Aim::Second(id), self.known(id).await?),
        };
        Ok(json!({ "challenge": self.challenge(aim), "rp": self.rp(), "known": known }).to_string())
    }

    /// What a page asks the browser of somebody who is signed in for; empty for whoever has no passkey.
    pub(super) async fn asked_again(&self, holder: Uuid) -> Result<String> {
        let known = self.known(holder).await?;
        if known.is_empty() {
            return Ok(String::new());
        }
        Ok(json!({ "challenge": self.challenge(Aim::Again(holder)), "rp": self.rp(), "known": known, "verify": true }).to_string())
    }

    /// What the page asks a browser for, to make another one.
    pub(in crate::access) async fn wanted(&self, person: &Person) -> Result<String> {
        let user = BASE64_URL_SAFE_NO_PAD.encode(person.id.as_bytes());
        Ok(json!({
            "challenge": self.challenge(Aim::Register(person.id)),
            "rp": self.rp(),
            "known": self.known(person.id).await?,
            "user": user,
            "place": letters::place(self),
            // Of several doors of one site: people choose from a list of these.
            "email": format!("{} ({})", person.email, letters::place(self)),
            "name": person.name,
        })
        .to_string())
    }

    async fn known(&self, holder: Uuid) -> Result<Vec<String>> {
        let keys = queries::list(self.db(), holder).await?;
        Ok(keys.into_iter().map(|key| BASE64_URL_SAFE_NO_PAD.encode(key.credential_id)).collect())
    }
}

/// Bytes of a field that a script filled in.
fn bytes(text: &str) -> Vec<u8> {
    BASE64_URL_SAFE_NO_PAD.decode(text).unwrap_or_default()
}

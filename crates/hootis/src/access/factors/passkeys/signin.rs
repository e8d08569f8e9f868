//! Coming in with a passkey: alone, or after the password.

use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::journal::Act;
use hootis_policy::limits;
use serde::Deserialize;
use uuid::Uuid;

use super::super::{Door, People, Person, half, second};
use super::ceremony::{Aim, is_signed};
use super::queries::Passkey;
use super::{bytes, queries};
use crate::access::credentials::signin;
use crate::error::Result;
use crate::web::form::Form;

/// What a browser sends.
#[derive(Deserialize)]
pub struct KeyForm {
    #[serde(default)]
    id: String,
    #[serde(default)]
    client: String,
    #[serde(default)]
    authenticator: String,
    #[serde(default)]
    signature: String,
    #[serde(default)]
    suite: String,
}

/// What a passkey says, out of a form.
pub(in super::super) struct Shown {
    id: Vec<u8>,
    client: Vec<u8>,
    authenticator: Vec<u8>,
    signature: Vec<u8>,
}

impl Shown {
    /// Reads the four fields that the script fills in.
    pub(in super::super) fn read(id: &str, client: &str, authenticator: &str, signature: &str) -> Self {
        Self { id: bytes(id), client: bytes(client), authenticator: bytes(authenticator), signature: bytes(signature) }
    }
}

impl People {
    /// The passkey that signed it.
    async fn signer(&self, shown: &Shown) -> Result<Option<Passkey>> {
        let key = queries::find(self.db(), shown.id.clone()).await?;
        Ok(key.filter(|key| is_signed(&key.public_key, &shown.client, &shown.authenticator, &shown.signature)))
    }

    /// Whether it answers what somebody who is signed in was asked for: one of their own, which made sure who it was.
    pub(in super::super) async fn is_again(&self, holder: Uuid, shown: &Shown) -> Result<bool> {
        let Some(key) = self.signer(shown).await?.filter(|key| key.holder_id == holder) else { return Ok(false) };
        match self.heard(Aim::Again(holder), "webauthn.get", &shown.client, &shown.authenticator).await? {
            Some(said) if said.verified => queries::touch(self.db(), self.now(), key.id, said.count).await,
            _ => Ok(false),
        }
    }
}

/// Signs in, or asks again.
pub async fn create(door: Door, Form(form): Form<KeyForm>) -> Result<Response> {
    door.people.count_network(&limits::SIGN_IN_NETWORK, &door.visit().network()).await?;
    let halfway = half::find(&door).await?;
    let Some(person) = holder(&door, halfway.as_ref(), &form).await? else {
        door.note(Act::SignInRefused, halfway.as_ref().map(|person| person.id), Some("passkey")).await;
        return match halfway {
            Some(person) => second::refused(&door, &person, &form.suite).await,
            None => signin::refused_key(&door, &form.suite).await,
        };
    };
    if halfway.is_some() && !half::end(&door).await? {
        return Ok(Redirect::to(&door.link("/connexion")).into_response());
    }
    // Colleagues behind one address come in together: only what was refused counts against it.
    door.people.give_back_network(&limits::SIGN_IN_NETWORK, &door.visit().network()).await?;
    second::come_in(&door, &person, "passkey").await?;
    let next = door.people.side.next(&form.suite);
    Ok(Redirect::to(if next.is_empty() { door.people.side.home() } else { &next }).into_response())
}

/// Whose passkey it is, when everything is right: that of whoever has just given the password and was asked for it, or of
/// anybody who was asked for nothing else. Then the authenticator must have made sure who it was.
async fn holder(door: &Door, halfway: Option<&Person>, form: &KeyForm) -> Result<Option<Person>> {
    let people = &door.people;
    let shown = Shown::read(&form.id, &form.client, &form.authenticator, &form.signature);
    let Some(key) = people.signer(&shown).await? else { return Ok(None) };
    let heard = async |aim| people.heard(aim, "webauthn.get", &shown.client, &shown.authenticator).await;
    let second = match halfway.filter(|person| person.id == key.holder_id) {
        Some(person) => heard(Aim::Second(person.id)).await?,
        None => None,
    };
    let said = match second {
        Some(said) => said,
        // Somebody who stopped halfway may begin again at the first page.
        None => match heard(Aim::Alone).await? {
            Some(said) if said.verified => said,
            _ => return Ok(None),
        },
    };
    // One that counts and has counted less was copied.
    if !queries::touch(people.db(), people.now(), key.id, said.count).await? {
        return Ok(None);
    }
    people.find_active(key.holder_id).await
}

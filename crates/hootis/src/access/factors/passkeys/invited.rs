//! A contact who is invited chooses a passkey in the place of a password, and gets the codes for whoever has lost it.

use axum::response::Response;
use hootis_policy::journal::Act;
use hootis_vault::PasskeyKey;
use serde::Deserialize;

use super::super::letters::{self, Told};
use super::super::{Door, codes, queries as factors};
use super::ceremony::Aim;
use super::{bytes, queries};
use crate::access::credentials::{accepted, edit_lost, invited, refused_new_key};
use crate::error::{Error, Result};
use crate::web::form::Form;

/// What a browser sends.
#[derive(Deserialize)]
pub struct InvitedForm {
    #[serde(default)]
    lien: String,
    #[serde(default)]
    client: String,
    #[serde(default)]
    authenticator: String,
    #[serde(default)]
    key: String,
}

/// Takes the passkey, uses the invitation up, lets in and shows the recovery codes: the link came by mail, and the key was
/// just used.
pub async fn create(door: Door, Form(form): Form<InvitedForm>) -> Result<Response> {
    let people = &door.people;
    let Some(person) = invited(&door, &form.lien).await? else { return edit_lost(&door).await };
    let (key, client, authenticator) = (bytes(&form.key), bytes(&form.client), bytes(&form.authenticator));
    let said = people.heard(Aim::Register(person.id), "webauthn.create", &client, &authenticator).await?;
    let credential = said.as_ref().and_then(|said| said.credential.clone()).filter(|_| PasskeyKey::parse(&key).is_some());
    let (Some(said), Some(credential)) = (said, credential) else { return refused_new_key(&door, &person, form.lien).await };
    let label = door.lang().t("passkeys-label-none");
    let spare = codes::Codes::make(people).await?;
    let tx = people.begin().await?;
    accepted(people, &tx, &person, &form.lien).await?;
    let new = queries::New { holder: person.id, credential_id: credential, public_key: key, count: said.count, label };
    if !queries::insert(&tx, people.now(), new).await? {
        return Err(Error::Conflict("passkeys-known"));
    }
    factors::replace_codes(&tx, people.now(), person.id, spare.hashes).await?;
    people.commit(tx, Some(letters::told(people, &person, Told::On)?)).await?;
    door.note(Act::InvitationAccepted, Some(person.id), Some("passkey")).await;
    door.let_in(&person, true).await?;
    codes::shown_on(door.page("factor-codes"), people, person.id, spare.codes, false).await
}

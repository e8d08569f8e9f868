//! Proving once more who is signed in, before their factors change: with the password and, where there is a second factor,
//! with it. A passkey that made sure who it was stands for both. A session alone, stolen or left open, changes nothing.

use hootis_policy::journal::Act;
use serde::Deserialize;

use super::passkeys::signin::Shown;
use super::{Side, SignedIn, queries};
use crate::error::{Error, Result};
use crate::web::form::SecretText;
use crate::web::page::FieldErrors;

/// What a browser sends: the password and a code, or what a passkey says.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct AgainForm {
    password: SecretText,
    code: String,
    id: String,
    client: String,
    authenticator: String,
    signature: String,
}

/// What a page has to ask for.
pub(super) struct Asks {
    /// A code beside the password: there is a second factor.
    pub(super) code: bool,
    /// The code may be an application's.
    pub(super) application: bool,
    /// What a browser is asked for in the place of both; empty for whoever has no passkey.
    pub(super) key: String,
}

impl SignedIn {
    /// What a page has to ask for.
    pub(super) async fn asks(&self) -> Result<Asks> {
        let (people, id) = (&self.people, self.person.id);
        Ok(Asks {
            code: people.has_factor(id).await?,
            application: queries::find_application(people.db(), id).await?.is_some(),
            key: people.asked_again(id).await?,
        })
    }

    /// Their second factor stays, for there must be one.
    pub(super) const fn kept_on(&self) -> Error {
        Error::Conflict(match self.people.side {
            Side::Operator => "factor-kept-on-operator",
            Side::Account | Side::Member | Side::Contact => "factor-kept-on",
        })
    }

    /// Whether it is them; what is wrong otherwise. A code is looked at for a right password only: wrong ones use none up.
    pub(super) async fn proves(&self, form: &AgainForm) -> Result<Result<(), FieldErrors>> {
        let (people, id) = (&self.people, self.person.id);
        let (mut errors, word) = (FieldErrors::default(), if people.has_factor(id).await? { "second_factor" } else { "password_again" });
        if !form.client.is_empty() {
            if !people.is_again(id, &Shown::read(&form.id, &form.client, &form.authenticator, &form.signature)).await? {
                errors.add("password", self.lang().t("passkeys-refused"));
            }
        } else if !people.knows_password(&self.person, &form.password).await? {
            errors.add("password", self.lang().t("factor-password-wrong"));
        } else if people.has_factor(id).await? && people.prove(id, self.visit(), &form.code).await?.is_none() {
            errors.add("code", self.lang().t("factor-code-wrong"));
        }
        if errors.is_empty() {
            return Ok(Ok(()));
        }
        self.note(Act::SignInRefused, Some(word)).await;
        Ok(Err(errors))
    }
}

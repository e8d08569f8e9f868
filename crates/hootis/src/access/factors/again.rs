//! Proving once more who is signed in, before their factors change or something is done that outlives their session: with the
//! password and, where there is a second factor, with it. A passkey that made sure who it was stands for both. A session
//! alone, stolen or left open, changes nothing.

use axum::extract::{FromRequest, Request};
use hootis_policy::journal::Act;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::passkeys::signin::Shown;
use super::{People, Person, Side, SignedIn, queries};
use crate::access::{AccountUser, BackOffice};
use crate::error::{Error, Result};
use crate::platform::journal;
use crate::web::form::{OpenForm, SecretText};
use crate::web::i18n::Lang;
use crate::web::page::FieldErrors;
use crate::web::visit::Visit;

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

impl AgainForm {
    fn of(fields: Vec<(String, String)>) -> Self {
        let mut form = Self::default();
        for (name, value) in fields {
            match name.as_str() {
                "password" => form.password = SecretText::from(value),
                "code" => form.code = value,
                "id" => form.id = value,
                "client" => form.client = value,
                "authenticator" => form.authenticator = value,
                "signature" => form.signature = value,
                _ => {}
            }
        }
        form
    }

    /// The same with the password of another field: on a page that asks for a new one, too.
    #[must_use]
    pub fn with_password(self, password: SecretText) -> Self {
        Self { password, ..self }
    }
}

/// A form that says what is wanted, and proves who wants it.
pub struct Again<T>(pub T, pub AgainForm);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Again<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self> {
        let OpenForm(form, fields) = OpenForm::from_request(request, state).await?;
        Ok(Self(form, AgainForm::of(fields)))
    }
}

/// What a page has to ask for.
pub struct Asks {
    /// The password: a contact may have none, and a passkey.
    pub password: bool,
    /// A code beside the password: there is a second factor.
    pub code: bool,
    /// The code may be an application's.
    pub application: bool,
    /// What a browser is asked for in the place of both; empty for whoever has no passkey.
    pub key: String,
}

impl Asks {
    /// Whether there is anything that they could prove it with.
    pub(super) fn anything(&self) -> bool {
        self.password || !self.key.is_empty()
    }
}

impl People {
    async fn asks(&self, person: &Person) -> Result<Asks> {
        Ok(Asks {
            password: person.password_hash.is_some(),
            code: self.has_factor(person.id).await?,
            application: queries::find_application(self.db(), person.id).await?.is_some(),
            key: self.asked_again(person.id).await?,
        })
    }

    /// Whether it is them; what is wrong otherwise. A code is looked at for a right password only: wrong ones use none up.
    async fn proves(&self, person: &Person, visit: &Visit, lang: Lang, form: &AgainForm) -> Result<Result<(), FieldErrors>> {
        let (id, mut errors) = (person.id, FieldErrors::default());
        let word = if self.has_factor(id).await? { "second_factor" } else { "password_again" };
        if !form.client.is_empty() {
            if !self.is_again(id, &Shown::read(&form.id, &form.client, &form.authenticator, &form.signature)).await? {
                errors.add("password", lang.t("passkeys-refused"));
            }
        } else if !self.knows_password(person, &form.password).await? {
            errors.add("password", lang.t("factor-password-wrong"));
        } else if self.has_factor(id).await? && self.prove(id, visit, &form.code).await?.is_none() {
            errors.add("code", lang.t("factor-code-wrong"));
        }
        if errors.is_empty() {
            return Ok(Ok(()));
        }
        journal::note(self.app(), self.entry(Act::SignInRefused, Some(id)).detail(word).from(visit)).await;
        Ok(Err(errors))
    }
}

impl SignedIn {
    /// What a page has to ask for.
    pub(super) async fn asks(&self) -> Result<Asks> {
        self.people.asks(&self.person).await
    }

    /// Their second factor stays, for there must be one.
    pub(super) const fn kept_on(&self) -> Error {
        Error::Conflict(match self.people.side {
            Side::Operator => "factor-kept-on-operator",
            Side::Account | Side::Member | Side::Contact => "factor-kept-on",
        })
    }

    /// Whether it is them; what is wrong otherwise.
    pub(super) async fn proves(&self, form: &AgainForm) -> Result<Result<(), FieldErrors>> {
        self.people.proves(&self.person, self.visit(), self.lang(), form).await
    }
}

impl AccountUser {
    /// What a page has to ask for before what matters.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn asks_again(&self) -> Result<Asks> {
        People::of_platform(&self.app, Side::Account).asks(&Person::from(self.account.clone())).await
    }

    /// Whether it is the holder of the account; what is wrong otherwise. Wrong answers are counted.
    ///
    /// # Errors
    /// `Slow` when there were too many.
    pub async fn proves(&self, form: &AgainForm) -> Result<Result<(), FieldErrors>> {
        let people = People::of_platform(&self.app, Side::Account);
        people.proves(&Person::from(self.account.clone()), &self.visit, self.account.lang, form).await
    }
}

impl<R> BackOffice<R> {
    /// What a page has to ask for before what matters. None: whoever comes from the console has no password here.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn asks_again(&self) -> Result<Option<Asks>> {
        let people = People::of_office(self.app(), self);
        let person = people.find_active(self.member.id).await?.ok_or(Error::SignIn)?;
        if person.password_hash.is_some() { Ok(Some(people.asks(&person).await?)) } else { Ok(None) }
    }

    /// Whether it is the member, or they have no password here; what is wrong otherwise. Wrong answers are counted.
    ///
    /// # Errors
    /// `Slow` when there were too many.
    pub async fn proves(&self, form: &AgainForm) -> Result<Result<(), FieldErrors>> {
        let people = People::of_office(self.app(), self);
        let person = people.find_active(self.member.id).await?.ok_or(Error::SignIn)?;
        if person.password_hash.is_none() {
            return Ok(Ok(()));
        }
        people.proves(&person, &self.visit, self.lang(), form).await
    }
}

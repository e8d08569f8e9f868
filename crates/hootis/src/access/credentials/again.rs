//! The password once more, before what cannot be undone by a click.

use hootis_policy::limits;
use hootis_space::{Conn as _, args};

use super::people::{People, Person};
use super::side::Side;
use crate::access::BackOffice;
use crate::app::App;
use crate::error::{Error, Result};
use crate::platform::accounts::Account;
use crate::web::form::SecretText;

/// Whether it is the account's password. Wrong ones are counted.
///
/// # Errors
/// `Slow` when there were too many.
pub async fn is_password_of(app: &App, account: &Account, password: &SecretText) -> Result<bool> {
    People::of_platform(app, Side::Account).knows_password(&Person::from(account.clone()), password).await
}

impl<R> BackOffice<R> {
    /// Whether the member has a password here; whoever enters from the console has none.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn has_password(&self) -> Result<bool> {
        let found: Option<String> = self.space.get("SELECT password_hash FROM member WHERE id = $1", args![self.member.id]).await?;
        Ok(found.is_some())
    }

    /// Whether it is the member's password, or they have none here. Wrong ones are counted.
    ///
    /// # Errors
    /// `Slow` when there were too many.
    pub async fn knows_password(&self, password: &SecretText) -> Result<bool> {
        let people = People::of_office(self.app(), self);
        match people.find_active(self.member.id).await? {
            Some(person) if person.password_hash.is_some() => people.knows_password(&person, password).await,
            Some(_) => Ok(true),
            None => Err(Error::SignIn),
        }
    }
}

impl People {
    /// Whether it is the password of somebody who is signed in. Wrong ones are counted.
    pub(in crate::access) async fn knows_password(&self, person: &Person, password: &SecretText) -> Result<bool> {
        let who = person.id.to_string();
        self.count(&limits::PASSWORD_AGAIN, &who).await?;
        let right = self.app().passwords().check(password.secret(), person.password_hash.clone()).await?;
        if right {
            self.forget(&limits::PASSWORD_AGAIN, &who).await?;
        }
        Ok(right)
    }
}

//! The password once more, before what cannot be undone by a click.

use hootis_policy::limits;

use super::people::{People, Person, Side};
use crate::app::App;
use crate::error::Result;
use crate::platform::accounts::Account;
use crate::web::form::SecretText;

/// Whether it is the account's password. Wrong ones are counted.
///
/// # Errors
/// `Slow` when there were too many.
pub async fn is_password_of(app: &App, account: &Account, password: &SecretText) -> Result<bool> {
    People::of_platform(app, Side::Account).knows_password(&Person::from(account.clone()), password).await
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

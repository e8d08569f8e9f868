//! The password once more, before what cannot be undone by a click. With the second factor: `access::factors::again`.

use hootis_policy::limits;

use super::people::{People, Person};
use crate::error::Result;
use crate::web::form::SecretText;

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

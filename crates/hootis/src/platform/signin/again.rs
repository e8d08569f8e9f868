//! The password once more, before what cannot be undone by a click.

use hootis_policy::limits;

use crate::app::App;
use crate::clock::Now;
use crate::error::Result;
use crate::platform::accounts::Account;
use crate::platform::throttle;
use crate::web::form::SecretText;

/// Whether it is the account's password. Wrong ones are counted.
///
/// # Errors
/// `Slow` when there were too many.
pub async fn is_password_of(app: &App, now: Now, account: &Account, password: &SecretText) -> Result<bool> {
    let (db, key, who) = (app.platform(), app.platform_key(), account.id.to_string());
    throttle::count(db, key, now, &limits::PASSWORD_AGAIN, &who).await?;
    let right = app.passwords().check(password.secret(), Some(account.password_hash.clone())).await?;
    if right {
        throttle::forget(db, key, &limits::PASSWORD_AGAIN, &who).await?;
    }
    Ok(right)
}

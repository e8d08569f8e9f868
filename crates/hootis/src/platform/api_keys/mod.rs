//! Keys with which programs speak for a space (S2): several a space, each with a name, scopes and an end.
//!
//! A key is shown once. What is kept is its hash under a key of the platform's, and its last characters. Where it is
//! revoked it opens nothing from that instant. The back office makes and revokes through its desk; the console lists
//! them beside, for whoever owns the spaces.

pub mod pages;
mod queries;
#[cfg(test)]
pub(crate) mod tests;
mod token;

use hootis_policy::api::{self, Scope};
use hootis_policy::journal::Act;
use hootis_policy::limits;
use secrecy::{ExposeSecret as _, SecretString};
use uuid::Uuid;

pub use queries::{ApiKey, list_of_account, list_of_space};

use crate::app::App;
use crate::clock::Now;
use crate::error::{Error, OrLog as _, Result};
use crate::platform::journal::{self, Entry};
use crate::platform::throttle;
use crate::web::visit::Visit;

/// A key's use is written down at most this often.
const TOUCH_EVERY_MS: i64 = 60_000;
/// That a key is in use is noted in the journal once in so long.
const NOTED_EVERY: hootis_policy::Span = hootis_policy::Span::days(1);

/// What a key is made of.
pub struct NewKey {
    pub name: String,
    pub scopes: Vec<Scope>,
    /// The member who makes it.
    pub member: Uuid,
    pub expires_at: i64,
}

/// Makes a key of a space: the only time that it can be read.
///
/// # Errors
/// [`Error::Conflict`] when the space has as many as it may.
pub async fn make(app: &App, now: Now, space: Uuid, new: &NewKey) -> Result<SecretString> {
    let key = token::generate();
    let tx = app.platform().begin().await?;
    if !queries::insert(&tx, now, space, new, &hash(app, key.expose_secret()), token::hint(key.expose_secret()), api::KEYS_OF_SPACE).await? {
        return Err(Error::Conflict("keys-too-many"));
    }
    tx.commit().await?;
    Ok(key)
}

/// Revokes a key of a space: from here it opens nothing. What it was called, none when there is no such key.
///
/// # Errors
/// When the database refuses.
pub async fn revoke(app: &App, space: Uuid, id: Uuid) -> Result<Option<String>> {
    queries::delete(app.platform(), space, id).await
}

/// Revokes the keys of a space that a member made; id and name of each.
///
/// # Errors
/// When the database refuses.
pub async fn revoke_of_member(app: &App, space: Uuid, member: Uuid) -> Result<Vec<(Uuid, String)>> {
    queries::delete_of_member(app.platform(), space, member).await
}

/// The key that a program shows at a space's door, if it is one of that space and has not expired.
///
/// # Errors
/// [`Error::NoKey`] for anything else, the same for all; `Slow` where too many came.
pub async fn recognise(app: &App, visit: &Visit, space: Uuid, shown: &str) -> Result<ApiKey> {
    let (db, platform_key, now) = (app.platform(), app.platform_key(), visit.now());
    // What cannot be a key is not looked for.
    let found = if token::is_well_formed(shown) { queries::find(db, &hash(app, shown)).await? } else { None };
    let alive = found.as_ref().is_some_and(|key| key.space_id == space && key.expires_at > now.0);
    let Some(key) = found.filter(|_| alive) else {
        throttle::count(db, platform_key, now, &limits::API_NETWORK, &visit.network()).await?;
        journal::note(app, Entry::new(Act::ApiKeyRefused).space(space).from(visit)).await;
        return Err(Error::NoKey);
    };
    throttle::count(db, platform_key, now, &limits::API_KEY, &key.id.to_string()).await?;
    let quiet = |for_ms: i64| key.last_used_at.is_none_or(|used| now.0 - used > for_ms);
    if quiet(i64::try_from(NOTED_EVERY.as_seconds() * 1_000).unwrap_or(i64::MAX)) {
        journal::note(app, Entry::new(Act::ApiKeyUsed).space(space).subject(key.id).from(visit)).await;
    }
    if quiet(TOUCH_EVERY_MS) {
        queries::touch(db, now, key.id).await.or_log("a key's last use was not written");
    }
    Ok(key)
}

/// The hash that a key is kept under: who reads the table can neither use a key nor try one.
fn hash(app: &App, key: &str) -> Vec<u8> {
    app.platform_key().keyed_hash("api_key", key.as_bytes()).to_vec()
}

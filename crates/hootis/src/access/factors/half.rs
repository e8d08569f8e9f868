//! Half a sign-in: the password was right, the second factor is still to come. Its token stands in the place of a
//! session's, in the same cookie, and no session has it.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hootis_space::Conn;
use uuid::Uuid;

use super::{Door, Person, queries};
use crate::error::Result;
use crate::web::visit::Visit;

/// Begins: a session that the browser had ends.
pub(in crate::access) async fn begin(door: &Door, person: &Person) -> Result<()> {
    door.let_out().await?;
    let token = hootis_vault::random_token();
    let tx = door.people.begin().await?;
    door.people.expect_still(&tx, person).await?;
    queries::insert_half(&tx, door.people.now(), person.id, hootis_vault::digest(&token).to_vec()).await?;
    tx.commit().await?;
    door.visit().set_cookie(door.visit().surface().session_cookie(), BASE64_URL_SAFE_NO_PAD.encode(token));
    Ok(())
}

/// Who it is that gave the right password before.
pub(super) async fn find(door: &Door) -> Result<Option<Person>> {
    let Some(hash) = token_hash(door.visit()) else { return Ok(None) };
    match queries::find_half(door.people.db(), door.people.now(), hash).await? {
        Some(id) => door.people.find_active(id).await,
        None => Ok(None),
    }
}

/// Uses it up: one sign-in comes of one password. False: it was used by another request.
pub(super) async fn end(door: &Door) -> Result<bool> {
    let Some(hash) = token_hash(door.visit()) else { return Ok(false) };
    queries::delete_half(door.people.db(), hash).await
}

/// Forgets those of somebody whose password is another now.
///
/// # Errors
/// When the database refuses.
pub async fn forget(conn: &impl Conn, holder: Uuid) -> Result<()> {
    queries::delete_halves(conn, holder).await
}

/// The hash of what stands in the cookie of sessions.
pub(super) fn token_hash(visit: &Visit) -> Option<Vec<u8>> {
    let token = BASE64_URL_SAFE_NO_PAD.decode(visit.cookie(visit.surface().session_cookie())?).ok()?;
    (token.len() == 32).then(|| hootis_vault::digest(&token).to_vec())
}

//! Reads and writes of contacts' access.

use hootis_policy::retention;
use hootis_space::{Conn, OnUnique as _, Tx, args};
use uuid::Uuid;

use super::form::NewAccess;
use super::row::{Access, AccessState, Reaches};
use crate::access::factors;
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::web::i18n::Lang;
use crate::web::page::Theme;

/// The columns of an [`Access`].
const COLUMNS: &str =
    "SELECT email, state, password_hash IS NOT NULL, reach_data, reach_messages, reach_files, lang, invited_at, last_seen_at FROM contact_access";

/// A contact's access, if they have one.
pub(super) async fn find(conn: &impl Conn, contact: Uuid) -> Result<Option<Access>> {
    Ok(conn.find(&format!("{COLUMNS} WHERE contact_id = $1"), args![contact]).await?)
}

/// A contact's access, or 404.
pub(super) async fn get(conn: &impl Conn, contact: Uuid) -> Result<Access> {
    find(conn, contact).await?.ok_or(Error::NotFound)
}

/// Gives access.
///
/// # Errors
/// `Conflict` when somebody else comes in with that address, or the contact has access already.
pub(super) async fn insert(tx: &Tx, now: Now, contact: Uuid, new: &NewAccess) -> Result<()> {
    let sql = "INSERT INTO contact_access (contact_id, email, email_key, state, reach_data, reach_messages, reach_files, lang, theme, invited_at,
                                           created_at, updated_at)
               VALUES ($1, $2, $3, 'invited', $4, $5, $6, $7, $8, $9, $9, $9)";
    let Reaches { data, messages, files } = new.reaches;
    let args =
        args![contact, &new.email.text, &new.email.key, data.as_str(), messages.as_str(), files.as_str(), new.lang.code(), Theme::Auto.code(), now];
    tx.execute(sql, args).await.on_unique("contact_access_email_key", || Error::Conflict("portal-address-taken"))?;
    Ok(())
}

/// Notes that an invitation was sent again.
pub(super) async fn update_invited(tx: &Tx, now: Now, contact: Uuid) -> Result<()> {
    tx.execute("UPDATE contact_access SET invited_at = $2, updated_at = $2 WHERE contact_id = $1", args![contact, now]).await?;
    Ok(())
}

/// Says how far the contact sees from now on.
pub(super) async fn update_reaches(tx: &Tx, now: Now, contact: Uuid, reaches: Reaches) -> Result<()> {
    let sql = "UPDATE contact_access SET reach_data = $2, reach_messages = $3, reach_files = $4, updated_at = $5 WHERE contact_id = $1";
    tx.execute(sql, args![contact, reaches.data.as_str(), reaches.messages.as_str(), reaches.files.as_str(), now]).await?;
    Ok(())
}

/// Sets a state, and ends what the old one allowed: sessions, links, codes, halves.
pub(super) async fn update_state(tx: &Tx, now: Now, contact: Uuid, state: AccessState) -> Result<()> {
    tx.execute("UPDATE contact_access SET state = $2, updated_at = $3 WHERE contact_id = $1", args![contact, state.as_str(), now]).await?;
    end_all(tx, contact).await
}

/// Ends every session of a contact, and whatever opens another one without being asked for anew.
pub(super) async fn end_all(tx: &Tx, contact: Uuid) -> Result<()> {
    for table in ["contact_session", "contact_link", "contact_code"] {
        tx.execute(&format!("DELETE FROM {table} WHERE contact_id = $1"), args![contact]).await?;
    }
    tx.execute("DELETE FROM half_sign_in WHERE holder_id = $1", args![contact]).await?;
    Ok(())
}

/// Takes the access away with everything that belongs to it: sessions, links, codes and devices go with the row.
pub(super) async fn delete(tx: &Tx, contact: Uuid) -> Result<()> {
    factors::delete_all(tx, contact).await?;
    tx.execute("DELETE FROM contact_access WHERE contact_id = $1", args![contact]).await?;
    Ok(())
}

/// Language and theme of a contact's pages.
pub(super) async fn update_look(conn: &impl Conn, now: Now, contact: Uuid, lang: Lang, theme: Theme) -> Result<()> {
    let sql = "UPDATE contact_access SET lang = $2, theme = $3, updated_at = $4 WHERE contact_id = $1";
    conn.execute(sql, args![contact, lang.code(), theme.code(), now]).await?;
    Ok(())
}

/// Hash, browser, beginning and last use of a session.
pub(super) type Kept = (Vec<u8>, String, (i64, i64));

/// A contact's own sessions that are alive, the one used last first.
pub(super) async fn list_sessions(conn: &impl Conn, now: Now, contact: Uuid) -> Result<Vec<Kept>> {
    let sql = "SELECT token_hash, agent, created_at, last_used_at FROM contact_session
               WHERE contact_id = $1 AND kind = 'own' AND last_used_at > $2 AND created_at > $3 ORDER BY last_used_at DESC, created_at DESC";
    Ok(conn.list(sql, args![contact, now.before(retention::PORTAL_SESSION_IDLE), now.before(retention::PORTAL_SESSION)]).await?)
}

/// Ends one of them.
pub(super) async fn delete_session(conn: &impl Conn, contact: Uuid, hash: &[u8]) -> Result<u64> {
    Ok(conn.execute("DELETE FROM contact_session WHERE contact_id = $1 AND token_hash = $2", args![contact, hash]).await?)
}

/// Ends all of them but one.
pub(super) async fn delete_other_sessions(conn: &impl Conn, contact: Uuid, kept: &[u8]) -> Result<u64> {
    Ok(conn.execute("DELETE FROM contact_session WHERE contact_id = $1 AND kind = 'own' AND token_hash <> $2", args![contact, kept]).await?)
}

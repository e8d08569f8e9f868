//! A contact's own card, in the hands of the contact or as the contact wants it to be.

use hootis_space::{Conn, Tx, args};
use uuid::Uuid;

use super::contact::{COLUMNS, Contact, Words};
use super::queries;
use crate::access::portal::PortalScope;
use crate::clock::Now;
use crate::error::Result;
use crate::space::{imports, inbox, planning};

/// The contact who asks, or 404.
///
/// # Errors
/// When there is none.
pub async fn get_own(conn: &impl Conn, scope: &PortalScope) -> Result<Contact> {
    let sql = format!("SELECT {COLUMNS} FROM contact c LEFT JOIN party p ON p.id = c.party_id WHERE c.id = $1");
    Ok(conn.get(&sql, args![scope.contact()]).await?)
}

/// Writes what a contact corrected, if the card is still as it was read. False when somebody changed it meanwhile.
///
/// # Errors
/// When the database refuses, or Dolibarr owns the card.
pub async fn correct(tx: &Tx, now: Now, contact: &Contact, words: Words) -> Result<bool> {
    queries::ours(contact)?;
    queries::update_own(tx, now, contact.id, contact.version, &words).await
}

/// What was erased with a contact and is to be seen to by who erased them.
pub struct Erased {
    /// The ids of what Dolibarr had of them.
    pub gone: Vec<Uuid>,
    /// Contents of files to be removed from the disk after the transaction: `media::remove_contents`.
    pub contents: Vec<Uuid>,
}

/// Removes a contact for good, with what they wrote: the one way in which a contact goes.
///
/// That one came from Dolibarr stays, as a number and a hash, so that the next import does not bring back who asked to be erased.
///
/// # Errors
/// When the database refuses.
pub async fn erase(tx: &Tx, now: Now, id: Uuid) -> Result<Erased> {
    // First: it asks who is in which conversation.
    let contents = inbox::delete_of_contact(tx, now, id).await?;
    let gone = planning::forget_of_contact(tx, id).await?;
    for row in gone.iter().chain([&id]) {
        imports::forget_images(tx, *row).await?;
    }
    queries::delete(tx, id).await?;
    Ok(Erased { gone, contents })
}

//! Operators and their links.

use hootis_space::{Conn, OnUnique as _, args};
use uuid::Uuid;

use super::{ACTIVE, DEACTIVATED, NewOperator, Operator};
use crate::access::factors;
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::platform::PlatformDb;
use crate::platform::sessions;
use crate::web::i18n::Lang;
use crate::web::page::Theme;
use crate::web::person::Email;

const COLUMNS: &str = "SELECT id, email, name, password_hash, state, lang, theme, created_at FROM operator";

/// The operator of an address, whatever their state.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_email(conn: &impl Conn, email: &Email) -> Result<Option<Operator>> {
    Ok(conn.find(&format!("{COLUMNS} WHERE email_key = $1"), args![&email.key]).await?)
}

/// The operator of an id, if they may still sign in.
///
/// # Errors
/// When the database refuses.
pub async fn find_active(conn: &impl Conn, id: Uuid) -> Result<Option<Operator>> {
    Ok(conn.find(&format!("{COLUMNS} WHERE id = $1 AND state = $2"), args![id, ACTIVE]).await?)
}

/// All operators, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn list(conn: &impl Conn) -> Result<Vec<Operator>> {
    Ok(conn.list(&format!("{COLUMNS} ORDER BY created_at, id"), args![]).await?)
}

/// Makes an operator who has no password yet, or gives one whose access was taken away theirs back.
///
/// # Errors
/// A conflict when the address is an active operator's.
pub async fn create(db: &PlatformDb, now: Now, new: &NewOperator) -> Result<Operator> {
    let taken = || Error::Bad("this address is an operator's already: `hootis operator link` sends another link".into());
    let tx = db.begin().await?;
    match find_by_email(&tx, &new.email).await? {
        Some(known) if known.is_active => return Err(taken()),
        Some(known) => {
            let sql =
                "UPDATE operator SET name = $2, lang = $3, state = $4, password_hash = NULL, deactivated_at = NULL, updated_at = $5 WHERE id = $1";
            tx.execute(sql, args![known.id, &new.name, new.lang.code(), ACTIVE, now]).await?;
        }
        None => {
            tx.execute(
                "INSERT INTO operator (id, email, email_key, name, state, lang, theme, created_at, updated_at)
                 VALUES ($1, $2, $3, $4, $5, $6, 'auto', $7, $7)",
                args![Uuid::now_v7(), &new.email.text, &new.email.key, &new.name, ACTIVE, new.lang.code(), now],
            )
            .await
            .on_unique("operator_email_key", taken)?;
        }
    }
    let operator = find_by_email(&tx, &new.email).await?.ok_or(Error::NotFound)?;
    tx.commit().await?;
    Ok(operator)
}

/// Takes an operator's access away: sessions, links, password and second factor go at once.
///
/// # Errors
/// When the database refuses; nothing has changed then.
pub async fn deactivate(db: &PlatformDb, now: Now, id: Uuid) -> Result<()> {
    let tx = db.begin().await?;
    let sql = "UPDATE operator SET state = $2, password_hash = NULL, deactivated_at = $3, updated_at = $3 WHERE id = $1 AND state = $4";
    tx.execute(sql, args![id, DEACTIVATED, now, ACTIVE]).await?;
    tx.execute("DELETE FROM operator_link WHERE operator_id = $1", args![id]).await?;
    factors::delete_all(&tx, id).await?;
    sessions::end_all_of_operator(&tx, id).await?;
    tx.commit().await?;
    Ok(())
}

/// Sets the password, if the access is there.
///
/// # Errors
/// When the database refuses.
pub async fn update_password(conn: &impl Conn, now: Now, id: Uuid, hash: &str) -> Result<()> {
    let sql = "UPDATE operator SET password_hash = $2, password_changed_at = $3, updated_at = $3 WHERE id = $1 AND state = $4";
    conn.execute(sql, args![id, hash, now, ACTIVE]).await?;
    Ok(())
}

/// Sets language and theme.
pub(super) async fn update_look(conn: &impl Conn, now: Now, id: Uuid, lang: Lang, theme: Theme) -> Result<()> {
    conn.execute("UPDATE operator SET lang = $2, theme = $3, updated_at = $4 WHERE id = $1", args![id, lang.code(), theme.code(), now]).await?;
    Ok(())
}

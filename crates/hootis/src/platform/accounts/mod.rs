//! Accounts: the people who signed up and own spaces.

use hootis_space::{Conn, DbError, FromRow, Row, args};
use uuid::Uuid;

use crate::clock::Now;
use crate::error::Result;
use crate::web::i18n::Lang;
use crate::web::page::Theme;
use crate::web::person::Email;

/// An account.
#[derive(Clone)]
pub struct Account {
    pub id: Uuid,
    pub email: String,
    pub name: String,
    pub password_hash: String,
    pub password_changed_at: i64,
    pub lang: Lang,
    pub theme: Theme,
    /// Since when it has no space.
    pub spaceless_since: Option<i64>,
    /// When its holder asked for its end.
    pub deletion_asked_at: Option<i64>,
}

const COLUMNS: &str = "SELECT id, email, name, password_hash, password_changed_at, lang, theme, spaceless_since, deletion_asked_at FROM account";

impl FromRow for Account {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            email: row.take()?,
            name: row.take()?,
            password_hash: row.take()?,
            password_changed_at: row.take()?,
            lang: Lang::from_code(&row.take::<String>()?).unwrap_or_default(),
            theme: Theme::from_code(&row.take::<String>()?),
            spaceless_since: row.take()?,
            deletion_asked_at: row.take()?,
        })
    }
}

/// What an account is made of.
pub struct NewAccount {
    pub id: Uuid,
    pub email: Email,
    pub name: String,
    pub password_hash: String,
    pub lang: Lang,
}

/// The account of an address.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_email(conn: &impl Conn, email: &Email) -> Result<Option<Account>> {
    Ok(conn.find(&format!("{COLUMNS} WHERE email_key = $1"), args![&email.key]).await?)
}

/// The account of an id.
///
/// # Errors
/// When the database refuses.
pub async fn find(conn: &impl Conn, id: Uuid) -> Result<Option<Account>> {
    Ok(conn.find(&format!("{COLUMNS} WHERE id = $1"), args![id]).await?)
}

/// The account of an id, or 404.
///
/// # Errors
/// When there is none.
pub async fn get(conn: &impl Conn, id: Uuid) -> Result<Account> {
    Ok(conn.get(&format!("{COLUMNS} WHERE id = $1"), args![id]).await?)
}

/// Adds an account. One that is there already under this id stays as it is.
///
/// # Errors
/// When the address belongs to another account.
pub async fn insert(conn: &impl Conn, now: Now, new: &NewAccount) -> Result<(), DbError> {
    conn.execute(
        "INSERT INTO account (id, email, email_key, name, password_hash, password_changed_at, lang, theme, spaceless_since, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $7, $6, 'auto', $7, $7, $7) ON CONFLICT (id) DO NOTHING",
        args![new.id, &new.email.text, &new.email.key, &new.name, &new.password_hash, new.lang.code(), now],
    )
    .await?;
    Ok(())
}

/// Sets a new password. A change of address that waits goes: whoever knew the old password may have asked for it.
///
/// # Errors
/// When the database refuses.
pub async fn update_password(conn: &impl Conn, now: Now, id: Uuid, hash: &str) -> Result<()> {
    conn.execute("UPDATE account SET password_hash = $2, password_changed_at = $3, updated_at = $3 WHERE id = $1", args![id, hash, now]).await?;
    conn.execute("DELETE FROM email_change WHERE account_id = $1", args![id]).await?;
    Ok(())
}

/// Sets language and theme.
///
/// # Errors
/// When the database refuses.
pub async fn update_look(conn: &impl Conn, now: Now, id: Uuid, lang: Lang, theme: Theme) -> Result<()> {
    conn.execute("UPDATE account SET lang = $2, theme = $3, updated_at = $4 WHERE id = $1", args![id, lang.code(), theme.code(), now]).await?;
    Ok(())
}

/// Sets what the holder is called, and how they like their pages.
///
/// # Errors
/// When the database refuses.
pub async fn update_profile(conn: &impl Conn, now: Now, id: Uuid, name: &str, lang: Lang, theme: Theme) -> Result<()> {
    let sql = "UPDATE account SET name = $2, lang = $3, theme = $4, updated_at = $5 WHERE id = $1";
    conn.execute(sql, args![id, name, lang.code(), theme.code(), now]).await?;
    Ok(())
}

/// Sets the address that signs in and is written to.
///
/// # Errors
/// When the address belongs to another account.
pub async fn update_email(conn: &impl Conn, now: Now, id: Uuid, email: &Email) -> Result<(), DbError> {
    let sql = "UPDATE account SET email = $2, email_key = $3, updated_at = $4 WHERE id = $1";
    conn.execute(sql, args![id, &email.text, &email.key, now]).await?;
    Ok(())
}

/// Forgets mailed links to choose another password.
///
/// # Errors
/// When the database refuses.
pub async fn delete_password_links(conn: &impl Conn, id: Uuid) -> Result<()> {
    conn.execute("DELETE FROM password_link WHERE account_id = $1", args![id]).await?;
    Ok(())
}

/// The account has a space that is open: it is neither without any nor asked to go.
///
/// # Errors
/// When the database refuses.
pub async fn keep(conn: &impl Conn, now: Now, id: Uuid) -> Result<()> {
    conn.execute(
        "UPDATE account SET spaceless_since = NULL, deletion_asked_at = NULL, elapsed_then = NULL, updated_at = $2
         WHERE id = $1 AND (spaceless_since IS NOT NULL OR deletion_asked_at IS NOT NULL)",
        args![id, now],
    )
    .await?;
    Ok(())
}

/// A space of the account is gone: if it was the last, its time is counted from now. `elapsed` is what the steady clock says.
///
/// # Errors
/// When the database refuses.
pub async fn count_spaceless(conn: &impl Conn, now: Now, elapsed: i64, id: Uuid) -> Result<()> {
    conn.execute(
        "UPDATE account SET spaceless_since = $2, elapsed_then = COALESCE(elapsed_then, $3), updated_at = $2
         WHERE id = $1 AND spaceless_since IS NULL AND NOT EXISTS (SELECT 1 FROM space WHERE account_id = $1 AND state NOT IN ('pending', 'destroyed'))",
        args![id, now, elapsed],
    )
    .await?;
    Ok(())
}

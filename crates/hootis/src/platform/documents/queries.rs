//! Who was told of which version, and for whom data are processed.

use hootis_space::{Conn, DbError, FromRow, Row, args};
use uuid::Uuid;

use crate::clock::Now;
use crate::error::Result;
use crate::web::i18n::Lang;

/// Somebody who has to be told.
pub(super) struct Reader {
    pub(super) id: Uuid,
    pub(super) email: String,
    pub(super) name: String,
    pub(super) lang: Lang,
}

impl FromRow for Reader {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self { id: row.take()?, email: row.take()?, name: row.take()?, lang: Lang::from_code(&row.take::<String>()?).unwrap_or_default() })
    }
}

/// The companies that have a space, by name.
pub(super) async fn list_companies(conn: &impl Conn) -> Result<Vec<String>> {
    let companies = "SELECT DISTINCT company FROM space WHERE state NOT IN ('pending', 'destroyed') ORDER BY company";
    Ok(conn.list(companies, args![]).await?)
}

/// Accounts from before an instant that were not told of a version yet.
pub(super) async fn list_untold(conn: &impl Conn, version: u32, before_ms: i64, most: i64) -> Result<Vec<Reader>> {
    let untold = "SELECT id, email, name, lang FROM account
                  WHERE created_at < $1 AND NOT EXISTS (SELECT 1 FROM policy_notice n WHERE n.account_id = account.id AND n.version = $2)
                  ORDER BY id LIMIT $3";
    Ok(conn.list(untold, args![before_ms, i64::from(version), most]).await?)
}

/// Writes down that an account is told; whether nobody had yet.
pub(super) async fn insert(conn: &impl Conn, now: Now, account: Uuid, version: u32) -> Result<bool> {
    let written = conn
        .execute(
            "INSERT INTO policy_notice (account_id, version, created_at) VALUES ($1, $2, $3) ON CONFLICT (account_id, version) DO NOTHING",
            args![account, i64::from(version), now],
        )
        .await?;
    Ok(written == 1)
}

/// The newest version that an account was told of and has not put away.
pub(super) async fn find_unread(conn: &impl Conn, account: Uuid) -> Result<Option<i64>> {
    let unread = "SELECT version FROM policy_notice WHERE account_id = $1 AND read_at IS NULL ORDER BY version DESC LIMIT 1";
    Ok(conn.find(unread, args![account]).await?)
}

/// Puts away all that an account was told.
pub(super) async fn update_read(conn: &impl Conn, now: Now, account: Uuid) -> Result<()> {
    conn.execute("UPDATE policy_notice SET read_at = $2 WHERE account_id = $1 AND read_at IS NULL", args![account, now]).await?;
    Ok(())
}

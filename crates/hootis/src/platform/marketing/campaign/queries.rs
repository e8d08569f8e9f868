//! Every read and write of mailings.

use hootis_policy::retention::MARKETING_CONTACT;
use hootis_space::{Conn, DbError, FromRow, Row, args};
use uuid::Uuid;

use super::Reader;
use crate::clock::Now;
use crate::error::Result;
use crate::mail::{self, Letter};
use crate::platform::marketing::State;
use crate::web::i18n::Lang;

impl FromRow for Reader {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            account: row.take()?,
            email: row.take()?,
            name: row.take()?,
            lang: Lang::from_code(&row.take::<String>()?).unwrap_or_default(),
            granted_at: row.take()?,
        })
    }
}

/// A mailing that was begun: the digest of its words, and when.
pub(super) async fn find(conn: &impl Conn, id: &str) -> Result<Option<(Vec<u8>, i64)>> {
    Ok(conn.find("SELECT digest, created_at FROM campaign WHERE id = $1", args![id]).await?)
}

/// Begins a mailing, unless it was begun.
pub(super) async fn insert(conn: &impl Conn, now: Now, id: &str, digest: &[u8]) -> Result<()> {
    conn.execute(
        "INSERT INTO campaign (id, digest, queued, created_at, updated_at) VALUES ($1, $2, 0, $3, $3) ON CONFLICT (id) DO NOTHING",
        args![id, digest.to_vec(), now],
    )
    .await?;
    Ok(())
}

/// How many want news, and how many of them have this mailing already.
pub(super) async fn count(conn: &impl Conn, now: Now, id: &str) -> Result<(i64, i64)> {
    let sql = "SELECT COUNT(*), COUNT(s.account_id) FROM marketing_consent c
               LEFT JOIN campaign_send s ON s.account_id = c.account_id AND s.campaign = $1
               WHERE c.state = $2 AND c.last_contact_at > $3";
    Ok(conn.get(sql, args![id, State::Granted.code(), now.before(MARKETING_CONTACT)]).await?)
}

/// The next of those who want news and do not have this mailing, after an account.
pub(super) async fn list_due(conn: &impl Conn, now: Now, id: &str, after: Uuid, most: i64) -> Result<Vec<Reader>> {
    let sql = "SELECT a.id, a.email, a.name, a.lang, c.granted_at FROM marketing_consent c JOIN account a ON a.id = c.account_id
               WHERE c.state = $2 AND c.last_contact_at > $3 AND a.id > $4
                 AND NOT EXISTS (SELECT 1 FROM campaign_send s WHERE s.campaign = $1 AND s.account_id = a.id)
               ORDER BY a.id LIMIT $5";
    Ok(conn.list(sql, args![id, State::Granted.code(), now.before(MARKETING_CONTACT), after, most]).await?)
}

/// Queues the mail of a mailing for somebody, unless they have it or want it no longer. Both are asked where nobody can
/// change them before the mail is queued: in the same transaction, the consent locked.
pub(super) async fn queue(conn: &impl Conn, now: Now, id: &str, account: Uuid, letter: Letter) -> Result<bool> {
    let wants = "UPDATE marketing_consent SET updated_at = $2 WHERE account_id = $1 AND state = $3";
    if conn.execute(wants, args![account, now, State::Granted.code()]).await? == 0 {
        return Ok(false);
    }
    let mail = Uuid::now_v7();
    let sent =
        "INSERT INTO campaign_send (campaign, account_id, mail_id, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (campaign, account_id) DO NOTHING";
    if conn.execute(sent, args![id, account, mail, now]).await? == 0 {
        return Ok(false);
    }
    mail::post_as(conn, now, mail, letter).await?;
    Ok(true)
}

/// Notes how many more were queued.
pub(super) async fn update_queued(conn: &impl Conn, now: Now, id: &str, more: i64) -> Result<()> {
    conn.execute("UPDATE campaign SET queued = queued + $2, updated_at = $3 WHERE id = $1", args![id, more, now]).await?;
    Ok(())
}

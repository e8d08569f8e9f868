//! Every read and write of who wants news.

use hootis_policy::consent::NEWS_VERSION;
use hootis_policy::retention::MARKETING_CONTACT;
use hootis_space::{Conn, args};
use uuid::Uuid;

use super::consent::{COLUMNS, Consent, Source, State};
use crate::clock::Now;
use crate::error::Result;

/// What an account said. `None`: it never asked, or so long ago that it does not count any more.
///
/// # Errors
/// When the database refuses.
pub async fn find(conn: &impl Conn, now: Now, account: Uuid) -> Result<Option<Consent>> {
    let sql = format!("{COLUMNS} WHERE account_id = $1 AND last_contact_at > $2");
    Ok(conn.find(&sql, args![account, now.before(MARKETING_CONTACT)]).await?)
}

/// The account wants news. One that did already keeps its first date.
///
/// # Errors
/// When the database refuses.
pub async fn grant(conn: &impl Conn, now: Now, account: Uuid, source: Source) -> Result<()> {
    conn.execute(
        "INSERT INTO marketing_consent (account_id, state, source, words_version, granted_at, last_contact_at, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $5, $5, $5)
         ON CONFLICT (account_id) DO UPDATE SET state = $2, source = $3, words_version = $4, granted_at = $5, withdrawn_at = NULL,
           last_contact_at = $5, updated_at = $5
         WHERE marketing_consent.state <> $2 OR marketing_consent.last_contact_at <= $6",
        args![account, State::Granted.code(), source.code(), i64::from(NEWS_VERSION), now, now.before(MARKETING_CONTACT)],
    )
    .await?;
    Ok(())
}

/// The account wants no more news: what still waits for the relay does not leave. Doing it twice changes nothing.
///
/// # Errors
/// When the database refuses.
pub async fn withdraw(conn: &impl Conn, now: Now, account: Uuid, source: Source) -> Result<()> {
    conn.execute(
        "UPDATE marketing_consent SET state = $2, source = $3, withdrawn_at = $4, last_contact_at = $4, updated_at = $4
         WHERE account_id = $1 AND state <> $2",
        args![account, State::Withdrawn.code(), source.code(), now],
    )
    .await?;
    delete_waiting(conn, account).await
}

/// The person came back: their consent lives on from here.
///
/// # Errors
/// When the database refuses.
pub async fn seen(conn: &impl Conn, now: Now, account: Uuid) -> Result<()> {
    let sql = "UPDATE marketing_consent SET last_contact_at = $2 WHERE account_id = $1 AND last_contact_at > $3";
    conn.execute(sql, args![account, now, now.before(MARKETING_CONTACT)]).await?;
    Ok(())
}

async fn delete_waiting(conn: &impl Conn, account: Uuid) -> Result<()> {
    conn.execute("DELETE FROM mail WHERE id IN (SELECT mail_id FROM campaign_send WHERE account_id = $1)", args![account]).await?;
    Ok(())
}

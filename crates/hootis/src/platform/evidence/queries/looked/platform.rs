//! What the looks ask of the platform's database and of the security journal.

use hootis_policy::states::SpaceState;
use hootis_space::{Conn, args};
use uuid::Uuid;

use crate::clock::Now;
use crate::error::Result;

/// How many browsing records there are, and how many hold more than their five facts: a page's parameters, or all
/// that a browser says of itself.
pub(in super::super::super) async fn visits_that_say_too_much(conn: &impl Conn) -> Result<(i64, i64)> {
    let all = conn.get("SELECT COUNT(*) FROM visit", args![]).await?;
    let sql = "SELECT COUNT(*) FROM visit WHERE referrer LIKE '%?%' OR referrer LIKE '%#%' \
               OR browser LIKE '%/%' OR octet_length(browser) > 40 OR octet_length(platform) > 20";
    Ok((all, conn.get(sql, args![]).await?))
}

/// When the oldest browsing record was made.
pub(in super::super::super) async fn oldest_visit(conn: &impl Conn) -> Result<Option<i64>> {
    Ok(conn.get("SELECT MIN(visited_at) FROM visit", args![]).await?)
}

/// The cookies that were set since an hour, or those that were dropped: each with how many.
pub(in super::super::super) async fn cookies(conn: &impl Conn, outcome: &str, since: Now) -> Result<Vec<(String, i64)>> {
    let sql = "SELECT name, CAST(SUM(hits) AS BIGINT) FROM cookie_count WHERE outcome = $1 AND hour >= $2 GROUP BY name ORDER BY name";
    Ok(conn.list(sql, args![outcome, since]).await?)
}

/// Spaces that are disabled.
pub(in super::super::super) async fn disabled_spaces(conn: &impl Conn) -> Result<i64> {
    Ok(conn.get("SELECT COUNT(*) FROM space WHERE state = $1", args![SpaceState::Disabled.as_str()]).await?)
}

/// Disabled spaces that should have been destroyed before an instant, on both clocks.
pub(in super::super::super) async fn overdue_spaces(conn: &impl Conn, before: Now, steady: Now) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM space WHERE state = $1 AND destroy_at < $2 AND elapsed_then <= $3";
    Ok(conn.get(sql, args![SpaceState::Disabled.as_str(), before, steady]).await?)
}

/// Disabled spaces that nobody wrote an end for.
pub(in super::super::super) async fn disabled_without_end(conn: &impl Conn) -> Result<i64> {
    Ok(conn.get("SELECT COUNT(*) FROM space WHERE state = $1 AND destroy_at IS NULL", args![SpaceState::Disabled.as_str()]).await?)
}

/// When the next disabled space will be destroyed.
pub(in super::super::super) async fn next_destruction(conn: &impl Conn) -> Result<Option<i64>> {
    Ok(conn.get("SELECT MIN(destroy_at) FROM space WHERE state = $1", args![SpaceState::Disabled.as_str()]).await?)
}

/// The spaces destroyed last, and whether their key is still there. A destruction that has just begun is under way.
pub(in super::super::super) async fn destroyed_spaces(conn: &impl Conn, begun_after: Now, most: i64) -> Result<Vec<(Uuid, bool)>> {
    let sql = "SELECT id, CASE WHEN wrapped_key IS NULL THEN 0 ELSE 1 END FROM space WHERE state = $1 \
               AND id NOT IN (SELECT space_id FROM destruction WHERE created_at > $2) ORDER BY state_since DESC, id LIMIT $3";
    let rows: Vec<(Uuid, i64)> = conn.list(sql, args![SpaceState::Destroyed.as_str(), begun_after, most]).await?;
    Ok(rows.into_iter().map(|(id, has_key)| (id, has_key == 1)).collect())
}

/// How many entries of a kind the security journal has since an instant, and how many of them lack their ground or
/// who did it.
pub(in super::super::super) async fn entries(journal: &impl Conn, kind: &str, since: Now) -> Result<(i64, i64)> {
    let all = journal.get("SELECT COUNT(*) FROM entry WHERE kind = $1 AND created_at >= $2", args![kind, since]).await?;
    let sql = "SELECT COUNT(*) FROM entry WHERE kind = $1 AND created_at >= $2 AND (detail IS NULL OR detail = '')";
    Ok((all, journal.get(sql, args![kind, since]).await?))
}

/// How many rows of a table have a word in one of some columns.
pub(in super::super::super) async fn rows_with_word(conn: &impl Conn, table: &str, columns: &[&str], word: &str) -> Result<i64> {
    let any = columns.iter().map(|column| format!("{column} LIKE $1")).collect::<Vec<_>>().join(" OR ");
    Ok(conn.get(&format!("SELECT COUNT(*) FROM {table} WHERE {any}"), args![format!("%{word}%")]).await?)
}

/// Marketing mails that went out or wait, and people who agree to them.
pub(in super::super::super) async fn marketing(conn: &impl Conn) -> Result<(i64, i64)> {
    let sent = conn.get("SELECT COUNT(*) FROM campaign_send", args![]).await?;
    Ok((sent, conn.get("SELECT COUNT(*) FROM marketing_consent WHERE state = 'granted'", args![]).await?))
}

/// Marketing mails that wait and say nowhere how to get no more of them.
pub(in super::super::super) async fn marketing_without_way_out(conn: &impl Conn) -> Result<i64> {
    let sql =
        "SELECT COUNT(*) FROM campaign_send s JOIN mail m ON m.id = s.mail_id WHERE m.unsubscribe_url IS NULL OR m.unsubscribe_url NOT LIKE 'http%'";
    Ok(conn.get(sql, args![]).await?)
}

/// Marketing mails that were written to people who had taken their consent back, or never gave it.
pub(in super::super::super) async fn marketing_unasked(conn: &impl Conn) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM campaign_send s LEFT JOIN marketing_consent c ON c.account_id = s.account_id \
               WHERE c.account_id IS NULL OR (c.state = 'withdrawn' AND c.withdrawn_at < s.created_at)";
    Ok(conn.get(sql, args![]).await?)
}

/// How many totals of a month are kept, and how many are of fewer spaces than a group, or of nobody knows how many.
pub(in super::super::super) async fn trends(conn: &impl Conn, least: i64) -> Result<(i64, i64)> {
    let all = conn.get("SELECT COUNT(*) FROM trend WHERE total IS NOT NULL", args![]).await?;
    Ok((all, conn.get("SELECT COUNT(*) FROM trend WHERE total IS NOT NULL AND (spaces IS NULL OR spaces < $1)", args![least]).await?))
}

/// Accounts that have had no space since before an instant, on both clocks; but for those whose holder the notice of it reached
/// after another instant, or reaches while a relay refuses it.
pub(in super::super::super) async fn spaceless_accounts(conn: &impl Conn, before: Now, steady: Now, told: Now) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM account a WHERE a.spaceless_since < $1 AND a.elapsed_then <= $2 AND NOT EXISTS
                 (SELECT 1 FROM reminder r LEFT JOIN mail m ON m.id = r.mail_id WHERE r.subject_id = a.id AND r.kind = 'account'
                    AND r.about_at = a.spaceless_since AND (r.handed_at > $3 OR m.id IS NOT NULL))";
    Ok(conn.get(sql, args![before, steady, told]).await?)
}

/// What was called.
pub(in super::super::super) struct Calls {
    pub(in super::super::super) processor: String,
    pub(in super::super::super) left: i64,
    pub(in super::super::super) refused: i64,
    pub(in super::super::super) last_at: i64,
}

/// How often each processor was called since an instant, and when last.
pub(in super::super::super) async fn calls(conn: &impl Conn, since: Now) -> Result<Vec<Calls>> {
    let sql = "SELECT processor, CAST(SUM(calls) AS BIGINT), CAST(SUM(refused) AS BIGINT), MAX(last_at) FROM processor_call \
               WHERE last_at >= $1 GROUP BY processor ORDER BY processor";
    let rows: Vec<(String, i64, i64, i64)> = conn.list(sql, args![since]).await?;
    Ok(rows.into_iter().map(|(processor, left, refused, last_at)| Calls { processor, left, refused, last_at }).collect())
}

/// How many mails were given up since an instant, and how many of them brought a certificate.
pub(in super::super::super) async fn given_up(conn: &impl Conn, since: Now) -> Result<(i64, i64)> {
    let sql = "SELECT CAST(COALESCE(SUM(mails), 0) AS BIGINT), CAST(COALESCE(SUM(certificates), 0) AS BIGINT) FROM mail_given_up WHERE last_at >= $1";
    Ok(conn.get(sql, args![since]).await?)
}

/// Accounts from before an instant that were not told of a version of the policy.
pub(in super::super::super) async fn untold(conn: &impl Conn, version: u32, before_ms: i64) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM account WHERE created_at < $1 \
               AND NOT EXISTS (SELECT 1 FROM policy_notice n WHERE n.account_id = account.id AND n.version = $2)";
    Ok(conn.get(sql, args![before_ms, i64::from(version)]).await?)
}

/// Spaces that are not destroyed and have no key, or the same one as another.
pub(in super::super::super) async fn spaces_without_a_key_of_their_own(conn: &impl Conn) -> Result<i64> {
    let sql = "SELECT (SELECT COUNT(*) FROM space WHERE state <> 'destroyed' AND wrapped_key IS NULL)
                 + (SELECT COUNT(wrapped_key) - COUNT(DISTINCT wrapped_key) FROM space)";
    Ok(conn.get(sql, args![]).await?)
}

/// How many rows a table has.
pub(in super::super::super) async fn rows(conn: &impl Conn, table: &str) -> Result<i64> {
    Ok(conn.get(&format!("SELECT COUNT(*) FROM {table}"), args![]).await?)
}

/// Accounts that were told of it.
pub(in super::super::super) async fn told(conn: &impl Conn, version: u32) -> Result<i64> {
    Ok(conn.get("SELECT COUNT(*) FROM policy_notice WHERE version = $1", args![i64::from(version)]).await?)
}

/// How many rows of the platform name an account, by its id or its address.
pub(in super::super::super) async fn rows_of_account(
    conn: &impl Conn,
    table: &str,
    ids: &[&str],
    addresses: &[&str],
    id: Uuid,
    address: &str,
) -> Result<i64> {
    let mut rows = 0;
    for column in ids {
        rows += conn.get::<i64>(&format!("SELECT COUNT(*) FROM {table} WHERE {column} = $1"), args![id]).await?;
    }
    for column in addresses {
        rows += conn.get::<i64>(&format!("SELECT COUNT(*) FROM {table} WHERE {column} = $1"), args![address]).await?;
    }
    Ok(rows)
}

/// Writes what hangs on an account: a session, a link, a mail on its way.
pub(in super::super::super) async fn insert_traces(conn: &impl Conn, now: Now, id: Uuid, address: &str) -> Result<()> {
    let sql = "INSERT INTO session (token_hash, account_id, agent, last_used_at, created_at) VALUES ($1, $2, '', $3, $3)";
    conn.execute(sql, args![id.as_bytes().repeat(2), id, now]).await?;
    let sql = "INSERT INTO password_link (token_hash, account_id, expires_at, created_at) VALUES ($1, $2, $3, $3)";
    conn.execute(sql, args![id.as_bytes().repeat(2), id, now]).await?;
    let sql =
        "INSERT INTO mail (id, recipient, subject, body_text, body_html, attempts, next_try_at, created_at) VALUES ($1, $2, '', '', '', 0, $3, $3)";
    conn.execute(sql, args![id, address, now]).await?;
    Ok(())
}

/// How many messages to a telephone were asked for since, as the security journal says.
pub(in super::super::super) async fn messages_asked(journal: &impl Conn, since: Now) -> Result<i64> {
    Ok(journal.get("SELECT COUNT(*) FROM entry WHERE kind = 'factor_sms_asked' AND created_at >= $1", args![since]).await?)
}

//! What the end of an account asks of the platform's database.

use hootis_policy::{limits, retention};
use hootis_space::{Conn, args};
use uuid::Uuid;

use crate::access::factors;
use crate::clock::Now;
use crate::error::Result;
use crate::platform::accounts::Account;
use crate::platform::lifecycle::Moment;

/// The kind of the reminder that tells of the end of an account.
pub(super) const REMINDER: &str = "account";

/// When an account will be deleted, as things are.
#[must_use]
pub fn ends_at(account: &Account) -> Option<i64> {
    let asked = account.deletion_asked_at.map(|at| Now(at).after(retention::ACCOUNT_ASKED).0);
    let spaceless = account.spaceless_since.map(|at| Now(at).after(retention::ACCOUNT).0);
    asked.into_iter().chain(spaceless).min()
}

/// Asks for the end of an account; false when that was done already. Its thirty days begin now on the steady clock too:
/// those of an earlier reason were other ones.
pub(super) async fn ask(conn: &impl Conn, at: Moment, id: Uuid) -> Result<bool> {
    let sql = "UPDATE account SET deletion_asked_at = $2, elapsed_then = $3, updated_at = $2
               WHERE id = $1 AND deletion_asked_at IS NULL";
    Ok(conn.execute(sql, args![id, at.now, at.elapsed]).await? == 1)
}

/// Takes that back; false when nothing was asked. Who has no space all the same has their thirty days from now.
pub(super) async fn take_back(conn: &impl Conn, at: Moment, id: Uuid) -> Result<bool> {
    let sql = "UPDATE account SET deletion_asked_at = NULL, elapsed_then = CASE WHEN spaceless_since IS NULL THEN NULL ELSE CAST($3 AS BIGINT) END, updated_at = $2
               WHERE id = $1 AND deletion_asked_at IS NOT NULL";
    Ok(conn.execute(sql, args![id, at.now, at.elapsed]).await? == 1)
}

/// Accounts whose time began before anybody looked at the steady clock: it begins on that one now.
pub(super) async fn start_counting(conn: &impl Conn, at: Moment) -> Result<()> {
    for since in ["spaceless_since", "deletion_asked_at"] {
        let sql = format!("UPDATE account SET elapsed_then = $1 WHERE {since} IS NOT NULL AND elapsed_then IS NULL");
        conn.execute(&sql, args![at.elapsed]).await?;
    }
    Ok(())
}

/// Accounts without a space that have to be told by now, and were not.
pub(super) async fn list_to_tell(conn: &impl Conn, now: Now, most: i64) -> Result<Vec<Uuid>> {
    let told = retention::ACCOUNT.keep.as_seconds() - retention::ACCOUNT_NOTICE.as_seconds() - retention::ACCOUNT_NOTICE_AHEAD.as_seconds();
    let sql = "SELECT a.id FROM account a WHERE a.spaceless_since <= $1 AND a.deletion_asked_at IS NULL AND NOT EXISTS
                 (SELECT 1 FROM reminder r WHERE r.subject_id = a.id AND r.kind = $2 AND r.about_at = a.spaceless_since)
               ORDER BY a.spaceless_since LIMIT $3";
    Ok(conn.list(sql, args![now.before(std::time::Duration::from_secs(told)), REMINDER, most]).await?)
}

/// Notes which of those mails the relay has by now, or were given up: from then on the person could know.
pub(super) async fn note_handed(conn: &impl Conn, now: Now) -> Result<()> {
    let sql = "UPDATE reminder SET handed_at = $1
               WHERE kind = $2 AND handed_at IS NULL AND NOT EXISTS (SELECT 1 FROM mail m WHERE m.id = reminder.mail_id)";
    conn.execute(sql, args![now, REMINDER]).await?;
    Ok(())
}

/// Those whose time is over: asked for, or without a space and told in time; and nothing of a space is left. A space that is
/// being made at this moment is one: only a making that was given up is not. `$1` to `$6` are those of [`due_args`].
const DUE: &str = "FROM account a WHERE
    (a.deletion_asked_at <= $1 OR (a.spaceless_since <= $2 AND EXISTS
      (SELECT 1 FROM reminder r WHERE r.subject_id = a.id AND r.kind = $5 AND r.about_at = a.spaceless_since AND r.handed_at <= $4)))
    AND a.elapsed_then <= $3
    AND NOT EXISTS (SELECT 1 FROM space s WHERE s.account_id = a.id AND s.state NOT IN ('pending', 'destroyed'))
    AND NOT EXISTS (SELECT 1 FROM space s WHERE s.account_id = a.id AND s.state = 'pending' AND s.created_at > $6)
    AND NOT EXISTS (SELECT 1 FROM destruction d WHERE d.account_id = a.id)";

fn due_args(at: Moment) -> Vec<hootis_space::Value> {
    let elapsed = Now(at.elapsed).before(retention::ACCOUNT);
    args![
        at.now.before(retention::ACCOUNT_ASKED),
        at.now.before(retention::ACCOUNT),
        elapsed,
        at.now.before(retention::ACCOUNT_NOTICE),
        REMINDER,
        at.now.before(limits::SPACE_MAKING)
    ]
}

fn of_those(asked: bool) -> &'static str {
    if asked { "a.deletion_asked_at IS NOT NULL" } else { "a.deletion_asked_at IS NULL" }
}

/// The accounts whose time is over: those whose holder asked, or the others.
pub(super) async fn list_due(conn: &impl Conn, at: Moment, asked: bool, most: u32) -> Result<Vec<Uuid>> {
    Ok(conn.list(&format!("SELECT a.id {DUE} AND {} LIMIT {most}", of_those(asked)), due_args(at)).await?)
}

/// How many accounts are due, and when the first of all that are on their way out is.
pub(super) async fn count_due(conn: &impl Conn, at: Moment, asked: bool) -> Result<(i64, Option<i64>)> {
    let rows: i64 = conn.get(&format!("SELECT COUNT(*) {DUE} AND {}", of_those(asked)), due_args(at)).await?;
    if rows > 0 {
        return Ok((rows, conn.get(&first_due_sql(asked), due_args(at)).await?));
    }
    let (column, rule) = if asked { ("deletion_asked_at", retention::ACCOUNT_ASKED) } else { ("spaceless_since", retention::ACCOUNT) };
    // One that waits for its spaces, or for a notice that came late, is due when those have gone: not before the next look.
    let first: Option<i64> = conn.get(&format!("SELECT MIN(a.{column}) FROM account a WHERE {}", of_those(asked)), args![]).await?;
    Ok((0, first.map(|first| Now(first).after(rule).0.max(at.now.0 + 1))))
}

/// Since when the first of those that are due is: one that was told late, since the end of its notice.
fn first_due_sql(asked: bool) -> String {
    let millis = |span: hootis_policy::Span| span.as_seconds() * 1_000;
    let since = if asked { "a.deletion_asked_at" } else { "a.spaceless_since" };
    let keep = millis(if asked { retention::ACCOUNT_ASKED.keep } else { retention::ACCOUNT.keep });
    let told = format!(
        "(SELECT MAX(r.handed_at) + {} FROM reminder r WHERE r.subject_id = a.id AND r.kind = $5 AND r.about_at = a.spaceless_since)",
        millis(retention::ACCOUNT_NOTICE)
    );
    let told = if asked { "NULL" } else { told.as_str() };
    format!(
        "SELECT MIN(CASE WHEN told > ends THEN told ELSE ends END) FROM (SELECT {since} + {keep} AS ends, CAST({told} AS BIGINT) AS told {DUE} AND {}) due",
        of_those(asked)
    )
}

/// Whether an account is due, in a transaction that is about to delete it.
pub(super) async fn is_due(conn: &impl Conn, at: Moment, id: Uuid) -> Result<bool> {
    let mut args = due_args(at);
    args.push(id.into());
    Ok(conn.find::<Uuid>(&format!("SELECT a.id {DUE} AND a.id = $7"), args).await?.is_some())
}

/// Deletes everything that hangs on an account, and the account; rows by table.
///
/// # Errors
/// When the database refuses.
pub async fn delete(conn: &impl Conn, account: &Account) -> Result<Vec<(&'static str, u64)>> {
    let id = account.id;
    let of_account: [(&'static str, &'static str); 13] = [
        ("marketing_consent", "DELETE FROM marketing_consent WHERE account_id = $1"),
        ("campaign_send", "DELETE FROM campaign_send WHERE account_id = $1"),
        ("policy_notice", "DELETE FROM policy_notice WHERE account_id = $1"),
        ("session", "DELETE FROM session WHERE account_id = $1"),
        ("support_grant", "DELETE FROM support_grant WHERE account_id = $1"),
        ("known_device", "DELETE FROM known_device WHERE holder_id = $1"),
        ("form_default", "DELETE FROM form_default WHERE account_id = $1"),
        ("email_change", "DELETE FROM email_change WHERE account_id = $1"),
        ("password_link", "DELETE FROM password_link WHERE account_id = $1"),
        ("reminder", "DELETE FROM reminder WHERE subject_id = $1"),
        ("space", "DELETE FROM space WHERE account_id = $1"),
        ("signup", "DELETE FROM signup WHERE account_id = $1 OR email_key = (SELECT email_key FROM account WHERE id = $1)"),
        // The certificates of its spaces may still wait for the relay: they are what is left to the person.
        ("mail", "DELETE FROM mail WHERE attachment IS NULL AND recipient = (SELECT email FROM account WHERE id = $1)"),
    ];
    let mut deleted = Vec::new();
    for (table, sql) in of_account {
        deleted.push((table, conn.execute(sql, args![id]).await?));
    }
    deleted.extend(factors::delete_all(conn, id).await?);
    deleted.push(("account", conn.execute("DELETE FROM account WHERE id = $1", args![id]).await?));
    Ok(deleted)
}

//! Sessions of the public site: of an account that signed in, of a sign-up that waits for its code, or of an
//! operator. A session is one of the three and never another.
//!
//! The browser holds a random token; the table holds its hash only.

use hootis_policy::retention;
use hootis_space::{Conn, args};
use uuid::Uuid;

use crate::error::{OrLog as _, Result};
use crate::web::sessions::{self, SessionLine};
use crate::web::visit::Visit;

/// Sessions are written to at most this often.
const TOUCH_EVERY_MS: i64 = 60_000;

/// Whose session it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    Account(Uuid),
    Signup(Uuid),
    Operator(Uuid),
}

/// Starts a session and gives its cookie to the browser. A session that it already had is ended.
///
/// # Errors
/// When the database refuses.
pub async fn start(conn: &impl Conn, visit: &Visit, holder: Holder) -> Result<()> {
    end(conn, visit).await?;
    let token = hootis_vault::random_token();
    let (account, signup, operator) = match holder {
        Holder::Account(id) => (Some(id), None, None),
        Holder::Signup(id) => (None, Some(id), None),
        Holder::Operator(id) => (None, None, Some(id)),
    };
    conn.execute(
        "INSERT INTO session (token_hash, account_id, signup_id, operator_id, agent, last_used_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $6)",
        args![hootis_vault::digest(&token).to_vec(), account, signup, operator, visit.browser(), visit.now()],
    )
    .await?;
    visit.set_cookie(visit.surface().session_cookie(), hootis_vault::token_text(&token));
    Ok(())
}

/// Account, sign-up and operator of a session, its last use and its beginning.
type Stored = (Option<Uuid>, Option<Uuid>, (Option<Uuid>, i64, i64));

/// Whose session the browser's cookie is, if it is alive.
///
/// # Errors
/// When the database refuses.
pub async fn holder(conn: &impl Conn, visit: &Visit) -> Result<Option<Holder>> {
    let Some(hash) = visit.session_hash() else { return Ok(None) };
    let sql = "SELECT account_id, signup_id, operator_id, last_used_at, created_at FROM session WHERE token_hash = $1";
    let row: Option<Stored> = conn.find(sql, args![hash.clone()]).await?;
    let Some((account, signup, (operator, used, created))) = row else { return Ok(None) };
    let now = visit.now();
    if used < now.before(retention::PUBLIC_SESSION_IDLE).0 || created < now.before(retention::PUBLIC_SESSION).0 {
        return Ok(None);
    }
    if now.0 - used > TOUCH_EVERY_MS {
        let touch = conn.execute("UPDATE session SET last_used_at = $2 WHERE token_hash = $1", args![hash, now]).await;
        // The cookie lives as long as the session: both start anew. Where the disk is full, neither does.
        if touch.or_log("a session's last use was not written").is_some()
            && let Some(token) = visit.cookie(visit.surface().session_cookie())
        {
            visit.set_cookie(visit.surface().session_cookie(), token);
        }
    }
    Ok(account.map(Holder::Account).or(signup.map(Holder::Signup)).or(operator.map(Holder::Operator)))
}

/// Ends the browser's session.
///
/// # Errors
/// When the database refuses.
pub async fn end(conn: &impl Conn, visit: &Visit) -> Result<()> {
    if let Some(hash) = visit.session_hash() {
        conn.execute("DELETE FROM session WHERE token_hash = $1", args![hash]).await?;
        visit.remove_cookie(visit.surface().session_cookie());
    }
    Ok(())
}

impl Holder {
    /// The column that names it, and its id.
    fn named(self) -> (&'static str, Uuid) {
        match self {
            Self::Account(id) => ("account_id", id),
            Self::Signup(id) => ("signup_id", id),
            Self::Operator(id) => ("operator_id", id),
        }
    }
}

/// Hash, browser, beginning and last use of a session.
type Kept = (Vec<u8>, String, (i64, i64));

/// The sessions of somebody that are alive, the one used last first.
async fn list_kept(conn: &impl Conn, visit: &Visit, holder: Holder) -> Result<Vec<Kept>> {
    let (column, id) = holder.named();
    let sql = format!(
        "SELECT token_hash, agent, created_at, last_used_at FROM session WHERE {column} = $1 AND last_used_at > $2 AND created_at > $3
         ORDER BY last_used_at DESC, created_at DESC"
    );
    let now = visit.now();
    Ok(conn.list(&sql, args![id, now.before(retention::PUBLIC_SESSION_IDLE), now.before(retention::PUBLIC_SESSION)]).await?)
}

/// The same as their holder sees them.
///
/// # Errors
/// When the database refuses.
pub async fn list(conn: &impl Conn, visit: &Visit, holder: Holder) -> Result<Vec<SessionLine>> {
    let asking = visit.session_hash().unwrap_or_default();
    let kept = list_kept(conn, visit, holder).await?;
    Ok(kept.into_iter().map(|(hash, browser, (begun, used))| SessionLine::new(&hash, browser, begun, used, &asking)).collect())
}

/// Ends the session of that handle, if it is this holder's; whether there was one.
///
/// # Errors
/// When the database refuses.
pub async fn end_one(conn: &impl Conn, visit: &Visit, holder: Holder, handle: &str) -> Result<bool> {
    let kept = list_kept(conn, visit, holder).await?;
    let Some((hash, ..)) = kept.into_iter().find(|(hash, ..)| sessions::handle(hash) == handle) else { return Ok(false) };
    Ok(conn.execute("DELETE FROM session WHERE token_hash = $1", args![hash]).await? == 1)
}

/// Ends every session of somebody but the one that asks.
///
/// # Errors
/// When the database refuses.
pub async fn end_others(conn: &impl Conn, visit: &Visit, holder: Holder) -> Result<u64> {
    let (column, id) = holder.named();
    let sql = format!("DELETE FROM session WHERE {column} = $1 AND token_hash <> $2");
    Ok(conn.execute(&sql, args![id, visit.session_hash().unwrap_or_default()]).await?)
}

/// Ends every session of an account.
///
/// # Errors
/// When the database refuses.
pub async fn end_all(conn: &impl Conn, account: Uuid) -> Result<()> {
    conn.execute("DELETE FROM session WHERE account_id = $1", args![account]).await?;
    Ok(())
}

/// Ends every session of an operator.
///
/// # Errors
/// When the database refuses.
pub async fn end_all_of_operator(conn: &impl Conn, operator: Uuid) -> Result<()> {
    conn.execute("DELETE FROM session WHERE operator_id = $1", args![operator]).await?;
    Ok(())
}

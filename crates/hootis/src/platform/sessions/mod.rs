//! Sessions of the public site: of an account that signed in, of a sign-up that waits for its code, or of an
//! operator. A session is one of the three and never another.
//!
//! The browser holds a random token; the table holds its hash only.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hootis_policy::retention;
use hootis_space::{Conn, args};
use uuid::Uuid;

use crate::error::{OrLog as _, Result};
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
        args![hootis_vault::digest(&token).to_vec(), account, signup, operator, visit.agent(), visit.now()],
    )
    .await?;
    visit.set_cookie(visit.surface().session_cookie(), BASE64_URL_SAFE_NO_PAD.encode(token));
    Ok(())
}

/// Account, sign-up and operator of a session, its last use and its beginning.
type Stored = (Option<Uuid>, Option<Uuid>, (Option<Uuid>, i64, i64));

/// Whose session the browser's cookie is, if it is alive.
///
/// # Errors
/// When the database refuses.
pub async fn holder(conn: &impl Conn, visit: &Visit) -> Result<Option<Holder>> {
    let Some(hash) = token_hash(visit) else { return Ok(None) };
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
    if let Some(hash) = token_hash(visit) {
        conn.execute("DELETE FROM session WHERE token_hash = $1", args![hash]).await?;
        visit.remove_cookie(visit.surface().session_cookie());
    }
    Ok(())
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

fn token_hash(visit: &Visit) -> Option<Vec<u8>> {
    let token = BASE64_URL_SAFE_NO_PAD.decode(visit.cookie(visit.surface().session_cookie())?).ok()?;
    (token.len() == 32).then(|| hootis_vault::digest(&token).to_vec())
}

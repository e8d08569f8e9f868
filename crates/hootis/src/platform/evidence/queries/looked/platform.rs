//! What the looks ask of the platform's database and of the security journal.

use hootis_space::{Conn, args};

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

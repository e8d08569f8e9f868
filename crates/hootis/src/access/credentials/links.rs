//! One-use links: an invitation, a new password, the way in from the console.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hootis_policy::retention::{self, Rule};
use hootis_space::{Conn, args};
use uuid::Uuid;

use super::side::Side;
use crate::clock::Now;
use crate::error::Result;

/// What a link is good for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LinkKind {
    /// Choose a first password, of members; or come in for the first time, of contacts.
    Invitation,
    /// Choose another password.
    Password,
    /// Enter from the console, of members.
    Entry,
    /// Look as a contact does, of contacts; the row names the member.
    Preview,
}

impl LinkKind {
    fn life(self, side: Side) -> Rule {
        match self {
            Self::Invitation if side == Side::Contact => retention::PORTAL_INVITATION,
            Self::Invitation => retention::INVITATION_LINK,
            Self::Password => retention::PASSWORD_LINK,
            Self::Entry | Self::Preview => retention::ENTRY_CODE,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Password => "password",
            Self::Entry => "entry",
            Self::Preview => "preview",
        }
    }
}

/// The table of a side's links, who a link is of, and which of its links are of a kind.
fn table(side: Side, kind: LinkKind) -> (&'static str, &'static str, String) {
    match side {
        Side::Account => ("password_link", "account_id", String::new()),
        Side::Operator => ("operator_link", "operator_id", String::new()),
        Side::Member => ("member_link", "member_id", format!(" AND kind = '{}'", kind.code())),
        Side::Contact => ("contact_link", "contact_id", format!(" AND kind = '{}'", kind.code())),
    }
}

/// Makes a link's token; earlier ones of the same kind are dead from here on.
///
/// # Errors
/// When the database refuses.
pub async fn make_link(conn: &impl Conn, now: Now, side: Side, id: Uuid, kind: LinkKind) -> Result<String> {
    let token = hootis_vault::random_token();
    let (table, holder, of_kind) = table(side, kind);
    conn.execute(&format!("DELETE FROM {table} WHERE ({holder} = $1{of_kind}) OR expires_at < $2"), args![id, now]).await?;
    let mut args = args![hootis_vault::digest(&token).to_vec(), id, now.after(kind.life(side)), now];
    let (column, value) = if of_kind.is_empty() { ("", "") } else { (", kind", ", $5") };
    if !of_kind.is_empty() {
        args.push(kind.code().into());
    }
    let sql = format!("INSERT INTO {table} (token_hash, {holder}, expires_at, created_at{column}) VALUES ($1, $2, $3, $4{value})");
    conn.execute(&sql, args).await?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(token))
}

/// Notes which member a link is made for, who looks as a contact does.
///
/// # Errors
/// When the database refuses.
pub async fn name_viewer(conn: &impl Conn, token: &str, member: Uuid) -> Result<()> {
    conn.execute("UPDATE contact_link SET member_id = $2 WHERE token_hash = $1", args![hash(token), member]).await?;
    Ok(())
}

/// Uses such a link up: the contact, and the member who looks.
///
/// # Errors
/// When the database refuses.
pub async fn use_preview(conn: &impl Conn, now: Now, token: &str) -> Result<Option<(Uuid, Uuid)>> {
    let sql = "DELETE FROM contact_link WHERE token_hash = $1 AND expires_at > $2 AND kind = 'preview' AND member_id IS NOT NULL
               RETURNING contact_id, member_id";
    Ok(conn.find(sql, args![hash(token), now]).await?)
}

/// Whose link it is, while it is alive.
pub(super) async fn find_link(conn: &impl Conn, now: Now, side: Side, token: &str, kind: LinkKind) -> Result<Option<Uuid>> {
    let (table, holder, of_kind) = table(side, kind);
    let sql = format!("SELECT {holder} FROM {table} WHERE token_hash = $1 AND expires_at > $2{of_kind}");
    Ok(conn.find(&sql, args![hash(token), now]).await?)
}

/// Uses a link up: the first who comes is told whose it is, nobody after.
///
/// # Errors
/// When the database refuses.
pub async fn use_link(conn: &impl Conn, now: Now, side: Side, token: &str, kind: LinkKind) -> Result<Option<Uuid>> {
    let (table, holder, of_kind) = table(side, kind);
    let sql = format!("DELETE FROM {table} WHERE token_hash = $1 AND expires_at > $2{of_kind} RETURNING {holder}");
    Ok(conn.find(&sql, args![hash(token), now]).await?)
}

fn hash(token: &str) -> Vec<u8> {
    hootis_vault::digest(&BASE64_URL_SAFE_NO_PAD.decode(token).unwrap_or_default()).to_vec()
}

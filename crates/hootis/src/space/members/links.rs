//! One-use links of members: an invitation, a new password, the way in from the console.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hootis_policy::retention::{self, Rule};
use hootis_space::{Conn, args};
use uuid::Uuid;

use crate::clock::Now;
use crate::error::Result;

/// What a link is good for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LinkKind {
    /// Choose a first password.
    Invitation,
    /// Choose another password.
    Password,
    /// Enter from the console.
    Entry,
}

impl LinkKind {
    fn code(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Password => "password",
            Self::Entry => "entry",
        }
    }

    fn life(self) -> Rule {
        match self {
            Self::Invitation => retention::INVITATION_LINK,
            Self::Password => retention::PASSWORD_LINK,
            Self::Entry => retention::ENTRY_CODE,
        }
    }
}

/// Makes a link's token; earlier ones of the same kind are dead from here on.
///
/// # Errors
/// When the database refuses.
pub async fn make_link(conn: &impl Conn, now: Now, member: Uuid, kind: LinkKind) -> Result<String> {
    let token = hootis_vault::random_token();
    conn.execute("DELETE FROM member_link WHERE (member_id = $1 AND kind = $2) OR expires_at < $3", args![member, kind.code(), now]).await?;
    conn.execute(
        "INSERT INTO member_link (token_hash, member_id, kind, expires_at, created_at) VALUES ($1, $2, $3, $4, $5)",
        args![hootis_vault::digest(&token).to_vec(), member, kind.code(), now.after(kind.life()), now],
    )
    .await?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(token))
}

/// The member of a link that is alive.
///
/// # Errors
/// When the database refuses.
pub async fn find_link(conn: &impl Conn, now: Now, token: &str, kind: LinkKind) -> Result<Option<Uuid>> {
    let sql = "SELECT member_id FROM member_link WHERE token_hash = $1 AND kind = $2 AND expires_at > $3";
    Ok(conn.find(sql, args![hash(token), kind.code(), now]).await?)
}

/// Uses a link up: the first who comes gets the member, nobody after.
///
/// # Errors
/// When the database refuses.
pub async fn use_link(conn: &impl Conn, now: Now, token: &str, kind: LinkKind) -> Result<Option<Uuid>> {
    let sql = "DELETE FROM member_link WHERE token_hash = $1 AND kind = $2 AND expires_at > $3 RETURNING member_id";
    Ok(conn.find(sql, args![hash(token), kind.code(), now]).await?)
}

fn hash(token: &str) -> Vec<u8> {
    hootis_vault::digest(&BASE64_URL_SAFE_NO_PAD.decode(token).unwrap_or_default()).to_vec()
}

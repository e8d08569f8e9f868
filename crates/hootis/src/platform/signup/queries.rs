//! Every read and write of the sign-up table.

use hootis_policy::{limits, retention};
use hootis_space::{Conn, args};
use hootis_vault::SpaceKey;
use uuid::Uuid;

use super::form::NewSignup;
use super::row::{COLUMNS, Secrets, Signup};
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::web::i18n::Lang;
use crate::web::person::Email;

/// The hash of a code. Six digits can be guessed from a plain hash, so it is keyed, and bound to its row.
fn code_hash(key: &SpaceKey, id: Uuid, code: &str) -> Vec<u8> {
    key.keyed_hash("signup code", format!("{id}{code}").as_bytes()).to_vec()
}

#[expect(clippy::too_many_arguments, reason = "one row, each part from another hand")]
pub(super) async fn insert(
    conn: &impl Conn,
    key: &SpaceKey,
    now: Now,
    id: Uuid,
    new: &NewSignup,
    hash: &str,
    lang: Lang,
    secrets: &Secrets,
) -> Result<()> {
    conn.execute(
        "INSERT INTO signup (id, email, email_key, name, company, activity, slug, password_hash, lang, link_hash, code_hash, code_tries, sends, expires_at, marketing_at, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, 1, $12, $13, $14, $14)",
        args![
            id,
            &new.email.text,
            &new.email.key,
            &new.name,
            &new.company,
            new.activity.clone(),
            &new.slug,
            hash,
            lang.code(),
            hootis_vault::digest(&secrets.link).to_vec(),
            code_hash(key, id, &secrets.code),
            now.after(retention::CONFIRMATION_LINK),
            new.news.then_some(now.0),
            now
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn find(conn: &impl Conn, id: Uuid) -> Result<Option<Signup>> {
    Ok(conn.find(&format!("{COLUMNS} WHERE id = $1"), args![id]).await?)
}

pub(super) async fn find_by_link(conn: &impl Conn, now: Now, link: &[u8]) -> Result<Option<Signup>> {
    let sql = format!("{COLUMNS} WHERE link_hash = $1 AND (expires_at > $2 OR confirmed_at IS NOT NULL)");
    Ok(conn.find(&sql, args![hootis_vault::digest(link).to_vec(), now]).await?)
}

/// What somebody proves who has the token of a mailed link.
pub(super) fn proof_by_link(link: &[u8]) -> Proof {
    Proof::Link(hootis_vault::digest(link).to_vec())
}

/// What proved an address: the hash of the secret that was mailed to it. The address may be changed at any moment until
/// it is confirmed, and its secrets with it: a proof is good for the row that still has its hash.
pub(super) enum Proof {
    Code(Vec<u8>),
    Link(Vec<u8>),
}

/// Counts a try of the code; what it proves if it was right. Too many wrong ones, and only a new mail helps.
pub(super) async fn try_code(conn: &impl Conn, key: &SpaceKey, now: Now, id: Uuid, code: &str) -> Result<Option<Proof>> {
    let sql = "UPDATE signup SET code_tries = code_tries + 1 WHERE id = $1 AND code_tries < $2 AND updated_at >= $3 RETURNING code_hash";
    let counted: Option<Option<Vec<u8>>> = conn.find(sql, args![id, i64::from(limits::CODE_TRIES), now.before(retention::CONFIRMATION_CODE)]).await?;
    let Some(right) = counted else { return Err(Error::Conflict("signup-code-spent")) };
    Ok(right.filter(|right| hootis_vault::same(&code_hash(key, id, code), right)).map(Proof::Code))
}

/// New secrets, to the same address or another. The old link and code are dead from here on.
pub(super) async fn renew(conn: &impl Conn, key: &SpaceKey, now: Now, id: Uuid, email: &Email, secrets: &Secrets) -> Result<bool> {
    let touched = conn
        .execute(
            "UPDATE signup SET email = $2, email_key = $3, link_hash = $4, code_hash = $5, code_tries = 0, sends = sends + 1, expires_at = $6, updated_at = $7
             WHERE id = $1 AND confirmed_at IS NULL AND sends < $8",
            args![
                id,
                &email.text,
                &email.key,
                hootis_vault::digest(&secrets.link).to_vec(),
                code_hash(key, id, &secrets.code),
                now.after(retention::CONFIRMATION_LINK),
                now,
                i64::from(limits::CONFIRMATION_SENDS)
            ],
        )
        .await?;
    Ok(touched == 1)
}

/// Marks the address as confirmed and chooses the ids of what will be made, once. Afterwards the address stays as it is.
///
/// # Errors
/// [`Error::Conflict`] when the proof is of an address, or of a mail, that another one has replaced.
pub(super) async fn confirm(conn: &impl Conn, now: Now, id: Uuid, proof: &Proof) -> Result<()> {
    let (column, hash) = match proof {
        Proof::Code(hash) => ("code_hash", hash.clone()),
        Proof::Link(hash) => ("link_hash", hash.clone()),
    };
    let sql = format!(
        "UPDATE signup SET confirmed_at = COALESCE(confirmed_at, $2), account_id = COALESCE(account_id, $3), space_id = COALESCE(space_id, $4)
         WHERE id = $1 AND {column} = $5"
    );
    match conn.execute(&sql, args![id, now, Uuid::now_v7(), Uuid::now_v7(), hash]).await? {
        0 => Err(Error::Conflict("signup-code-spent")),
        _ => Ok(()),
    }
}

/// The ids that were chosen for what a confirmed sign-up becomes.
pub(super) async fn chosen(conn: &impl Conn, id: Uuid) -> Result<(Uuid, Uuid)> {
    Ok(conn.get("SELECT account_id, space_id FROM signup WHERE id = $1 AND confirmed_at IS NOT NULL", args![id]).await?)
}

pub(super) async fn delete(conn: &impl Conn, id: Uuid) -> Result<()> {
    conn.execute("DELETE FROM signup WHERE id = $1", args![id]).await?;
    Ok(())
}

/// Sign-ups that were confirmed and whose space was not finished: a crash came between.
///
/// # Errors
/// When the database refuses.
pub async fn unfinished(conn: &impl Conn) -> Result<Vec<Uuid>> {
    Ok(conn.list("SELECT id FROM signup WHERE confirmed_at IS NOT NULL ORDER BY id LIMIT 1000", args![]).await?)
}

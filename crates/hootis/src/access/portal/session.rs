//! Sessions of Station Clients.

use hootis_policy::applications::Off;
use hootis_policy::permissions::Reach;
use hootis_policy::retention;
use hootis_space::{Conn as _, DbError, FromRow, Row, Tx, args};
use uuid::Uuid;

use crate::access::SpaceGate;
use crate::error::{OrLog as _, Result};
use crate::platform::spaces;
use crate::web::i18n::Lang;
use crate::web::page::Theme;

/// Sessions are written to at most this often.
const TOUCH_EVERY_MS: i64 = 60_000;

/// The company of a contact.
#[derive(Clone, Debug)]
pub struct Company {
    pub id: Uuid,
    pub name: String,
}

/// A member who looks as a contact does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Viewer {
    pub id: Uuid,
    pub name: String,
    /// Sees contacts that are private to nobody known, too.
    pub sees_unclaimed: bool,
}

/// The contact behind a session.
#[derive(Clone, Debug)]
pub struct ContactSession {
    pub id: Uuid,
    /// First and last name.
    pub name: String,
    /// The first name, else the last.
    pub called: String,
    /// The address that they come in with.
    pub email: String,
    pub lang: Lang,
    pub theme: Theme,
    pub party: Option<Company>,
    pub(super) reach_data: Reach,
    pub(super) reach_messages: Reach,
    pub(super) reach_files: Reach,
    /// When their second factor goes, for it was said to be lost.
    pub(super) recovery_at: Option<i64>,
    /// The hash of the session's token, to tell it from the contact's others.
    pub token_hash: Vec<u8>,
    last_used_at: i64,
    /// When the session began.
    pub begun_at: i64,
    /// The member who looks, where it is no session of the contact's own.
    pub viewer: Option<Viewer>,
    /// Conversations of theirs in which something waits to be read, up to a hundred.
    pub(super) unread: i64,
    /// Applications that the company does without.
    pub(super) off: Off,
}

impl FromRow for ContactSession {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        let id = row.take()?;
        let (first, last): (Option<String>, String) = (row.take()?, row.take()?);
        let name = first.as_ref().map_or_else(|| last.clone(), |first| format!("{first} {last}"));
        let (email, lang, theme): (String, String, String) = (row.take()?, row.take()?, row.take()?);
        let party: (Option<Uuid>, Option<String>) = (row.take()?, row.take()?);
        // A reach of a newer version: the shortest.
        let reach = |row: &mut Row| Ok::<_, DbError>(Reach::parse(&row.take::<String>()?).unwrap_or(Reach::Own));
        Ok(Self {
            id,
            called: first.unwrap_or(last),
            name,
            email,
            lang: Lang::from_code(&lang).unwrap_or_default(),
            theme: Theme::from_code(&theme),
            party: party.0.zip(party.1).map(|(id, name)| Company { id, name }),
            reach_data: reach(row)?,
            reach_messages: reach(row)?,
            reach_files: reach(row)?,
            token_hash: row.take()?,
            last_used_at: row.take()?,
            begun_at: row.take()?,
            viewer: {
                let viewer: (Option<Uuid>, Option<String>) = (row.take()?, row.take()?);
                let sees_unclaimed = row.take::<Option<bool>>()?.unwrap_or_default();
                viewer.0.zip(viewer.1).map(|(id, name)| Viewer { id, name, sees_unclaimed })
            },
            recovery_at: row.take()?,
            unread: row.take()?,
            off: Off::parse(&row.take::<Option<String>>()?.unwrap_or_default()),
        })
    }
}

/// Whose session the browser's cookie is, if it is alive and they may still come in: the contact, or the member who looks.
/// Uses it: it lives on.
///
/// # Errors
/// When the database refuses.
pub async fn session(gate: &SpaceGate) -> Result<Option<ContactSession>> {
    let (found, now) = (find_session(gate).await?, gate.now);
    if let Some(session) = &found
        && now.0 - session.last_used_at > TOUCH_EVERY_MS
    {
        // Who reads goes on reading on a disk that is full: at worst the session ends earlier than it had to.
        let touch = "UPDATE contact_session SET last_used_at = $2 WHERE token_hash = $1";
        gate.space.execute(touch, args![session.token_hash.clone(), now]).await.or_log("a session's last use was not written");
    }
    Ok(found)
}

/// The same without using it.
pub(super) async fn find_session(gate: &SpaceGate) -> Result<Option<ContactSession>> {
    let Some(token_hash) = gate.visit.session_hash() else { return Ok(None) };
    let now = gate.now;
    let sql = "SELECT c.id, c.first_name, c.last_name, a.email, a.lang, a.theme, c.party_id, p.name, a.reach_data, a.reach_messages, a.reach_files,
                 s.token_hash, s.last_used_at, s.created_at, m.id, m.name, m.role IN ('owner', 'administrator'),
                 (SELECT r.due_at FROM factor_recovery r WHERE r.holder_id = c.id AND r.created_at > $5),
                 (SELECT COUNT(*) FROM (SELECT 1 FROM conversation_contact o JOIN conversation v ON v.id = o.conversation_id
                    WHERE o.contact_id = c.id AND v.messaged_at > o.read_position AND EXISTS (SELECT 1 FROM message u
                      WHERE u.conversation_id = v.id AND u.position > o.read_position AND u.deleted_at IS NULL
                      AND (u.contact_id IS NULL OR u.contact_id <> c.id)) LIMIT 100) waiting),
                 (SELECT q.value FROM setting q WHERE q.name = 'applications_off')
               FROM contact_session s JOIN contact_access a ON a.contact_id = s.contact_id JOIN contact c ON c.id = a.contact_id
                 LEFT JOIN party p ON p.id = c.party_id LEFT JOIN member m ON m.id = s.member_id
               WHERE s.token_hash = $1 AND s.last_used_at > $2
                 AND ((s.kind = 'own' AND a.state = 'active' AND c.archived_at IS NULL AND s.created_at > $3)
                   OR (s.kind = 'preview' AND m.state = 'active' AND s.created_at > $4 AND (NOT c.is_private OR c.private_to = m.id
                     OR (c.private_to IS NULL AND m.role IN ('owner', 'administrator')))))";
    let args = args![
        token_hash,
        now.before(retention::PORTAL_SESSION_IDLE),
        now.before(retention::PORTAL_SESSION),
        now.before(retention::PORTAL_PREVIEW),
        now.before(retention::FACTOR_RECOVERY)
    ];
    Ok(gate.space.find(sql, args).await?)
}

/// Starts a contact's own session and gives its cookie to the browser, in a transaction that has looked at something first.
/// The browser has no session here.
pub(in crate::access) async fn start_session_in(gate: &SpaceGate, tx: Tx, contact: Uuid) -> Result<()> {
    start(gate, tx, contact, None).await
}

/// Starts a session in which a member looks as a contact does.
///
/// # Errors
/// When the database refuses.
pub async fn start_preview(gate: &SpaceGate, contact: Uuid, member: Uuid) -> Result<()> {
    end_session(gate).await?;
    start(gate, gate.space.begin().await?, contact, Some(member)).await
}

async fn start(gate: &SpaceGate, tx: Tx, contact: Uuid, viewer: Option<Uuid>) -> Result<()> {
    let token = hootis_vault::random_token();
    let kind = if viewer.is_some() { "preview" } else { "own" };
    tx.execute(
        "INSERT INTO contact_session (token_hash, contact_id, kind, member_id, agent, last_used_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $6)",
        args![hootis_vault::digest(&token).to_vec(), contact, kind, viewer, gate.visit.browser(), gate.now],
    )
    .await?;
    if viewer.is_none() {
        tx.execute("UPDATE contact_access SET last_seen_at = $2 WHERE contact_id = $1", args![contact, gate.now]).await?;
    }
    tx.commit().await?;
    // Said again after the fact: a space that was being looked into a moment ago now holds something that comes due.
    spaces::expect_sweep(gate.app.platform(), gate.now, gate.space.id()).await?;
    gate.visit.set_cookie(gate.visit.surface().session_cookie(), hootis_vault::token_text(&token));
    Ok(())
}

/// Ends the browser's session in Station Clients.
///
/// # Errors
/// When the database refuses.
pub async fn end_session(gate: &SpaceGate) -> Result<()> {
    if let Some(hash) = gate.visit.session_hash() {
        gate.space.execute("DELETE FROM contact_session WHERE token_hash = $1", args![hash]).await?;
        gate.visit.remove_cookie(gate.visit.surface().session_cookie());
    }
    Ok(())
}

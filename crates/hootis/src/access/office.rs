//! Doors of a space: its sign-in pages and its back office.

use std::marker::PhantomData;
use std::net::IpAddr;

use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::request::Parts;
use hootis_policy::applications::Off;
use hootis_policy::journal::Act;
use hootis_policy::permissions::{self, Right, Role};
use hootis_policy::retention;
use hootis_space::{Conn, DbError, FromRow, Row, SpaceDb, Tx, args};
use uuid::Uuid;

use super::Requires;
use crate::app::App;
use crate::clock::Now;
use crate::error::{Error, OrLog as _, Result};
use crate::live::Seat;
use crate::platform::journal::{self, Entry};
use crate::platform::spaces;
use crate::web::i18n::Lang;
use crate::web::page::Theme;
use crate::web::routes::EvenReadOnly;
use crate::web::visit::Visit;

/// Sessions are written to at most this often.
const TOUCH_EVERY_MS: i64 = 60_000;

/// A space that can be entered, before anybody has signed in to it.
pub struct SpaceGate {
    pub app: App,
    pub visit: Visit,
    pub space: SpaceDb,
    pub slug: String,
    /// The company's name.
    pub company: String,
    pub now: Now,
    /// Its payments fail: everything may be looked at, and nothing written.
    pub read_only: bool,
    /// When the second factor of its account goes, for it was said to be lost.
    account_recovery_at: Option<i64>,
}

impl SpaceGate {
    /// What is not in the space's database.
    #[must_use]
    pub fn desk(&self) -> super::desk::Desk {
        super::desk::Desk::new(self.app.clone(), self.space.id())
    }

    /// Notes in the security journal what somebody did at this door, a member or nobody that is known.
    /// `word` is one of a closed list.
    pub async fn note(&self, act: Act, member: Option<Uuid>, word: Option<&'static str>) {
        journal::note(&self.app, Entry::new(act).member(member).space(self.space.id()).detail(word).from(&self.visit)).await;
    }
}

impl FromRequestParts<App> for SpaceGate {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let visit = Visit::from_request_parts(parts, app).await?;
        let now = visit.now();
        Self::enter(app, visit, now).await
    }
}

impl SpaceGate {
    /// The space of a visit, as it is now.
    pub(super) async fn enter(app: &App, visit: Visit, now: Now) -> Result<Self> {
        let slug = visit.slug().ok_or(Error::NotFound)?.to_owned();
        let (row, account_recovery_at) = spaces::find_to_enter(app.platform(), now, &slug).await?.ok_or(Error::NoSpace)?;
        if !row.state.members_sign_in() && !app.is_off("closed_doors") {
            return Err(Error::NoSpace);
        }
        let space = spaces::enter(app, &row).await?;
        let read_only = !row.state.accepts_writes();
        Ok(Self { app: app.clone(), now, visit, space, slug, company: row.company, read_only, account_recovery_at })
    }
}

/// The member behind a session.
#[derive(Clone, Debug)]
pub struct MemberSession {
    pub id: Uuid,
    pub name: String,
    pub role: Role,
    pub lang: Lang,
    pub theme: Theme,
    /// The company asks for a second factor, and the session began without one.
    pub(super) must_prove: bool,
    /// When their second factor goes, for it was said to be lost.
    pub(super) recovery_at: Option<i64>,
    /// They are the holder of the space's account.
    holds_account: bool,
    /// The hash of the session's token, to tell it from the member's others.
    pub token_hash: Vec<u8>,
    last_used_at: i64,
    /// Conversations in which a contact waits for an answer, and requests of contacts, each up to a hundred; none that they may not see.
    pub(super) awaiting: i64,
    pub(super) asked: i64,
    /// Applications that the company does without.
    pub off: Off,
}

impl FromRow for MemberSession {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            name: row.take()?,
            // A role of a newer version: the least of rights.
            role: Role::parse(&row.take::<String>()?).unwrap_or(Role::Reader),
            lang: Lang::from_code(&row.take::<String>()?).unwrap_or_default(),
            theme: Theme::from_code(&row.take::<String>()?),
            token_hash: row.take()?,
            last_used_at: row.take()?,
            must_prove: row.take()?,
            recovery_at: row.take()?,
            awaiting: row.take()?,
            asked: row.take()?,
            holds_account: row.take()?,
            off: Off::parse(&row.take::<Option<String>>()?.unwrap_or_default()),
        })
    }
}

/// A member in the back office who has the right `R`, and their space.
pub struct BackOffice<R> {
    pub space: SpaceDb,
    pub member: MemberSession,
    pub visit: Visit,
    pub slug: String,
    /// The company's name.
    pub company: String,
    pub now: Now,
    /// Its payments fail: everything may be looked at, and nothing written.
    pub read_only: bool,
    /// When the second factor of the member's account goes, for it was said to be lost.
    pub(super) account_recovery_at: Option<i64>,
    site: crate::app::Site,
    app: App,
    right: PhantomData<R>,
}

impl<R> BackOffice<R> {
    /// Whether the member also has another right, in the state that the space is in.
    #[must_use]
    pub fn may(&self, right: Right) -> bool {
        self.may_even_read_only(right) && (right.only_reads() || !self.read_only)
    }

    /// The same for what is done whatever state the space is in: a person's right.
    #[must_use]
    pub fn may_even_read_only(&self, right: Right) -> bool {
        permissions::may(self.member.role, right) && !self.member.off.covers(right)
    }

    /// Whether the space may still be written to, for a request that takes long: what was looked at when it came in may be
    /// otherwise by now.
    ///
    /// # Errors
    /// 404 when it was closed, `ReadOnly` when its payments fail.
    pub async fn still_accepts_writes(&self) -> Result<()> {
        let state = spaces::get(self.app.platform(), self.space.id()).await?.state;
        match (state.members_sign_in(), state.accepts_writes()) {
            (false, _) => Err(Error::NotFound),
            (true, false) => Err(Error::ReadOnly),
            (true, true) => Ok(()),
        }
    }

    /// The application, for what stands beside this door.
    pub(super) fn app(&self) -> &App {
        &self.app
    }

    /// The language of the page.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.member.lang
    }

    /// The public site's origin, for links to it.
    #[must_use]
    pub fn site_origin(&self) -> String {
        self.site.origin()
    }

    /// The public host, which the space's address ends with.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.site.host
    }

    /// This space's own origin, for links in mails.
    #[must_use]
    pub fn space_origin(&self) -> String {
        self.site.space_origin(&self.slug)
    }

    /// The address that the request came from.
    #[must_use]
    pub fn client(&self) -> IpAddr {
        self.visit.client()
    }

    /// What is not in the space's database: sealing files, asking for jobs, posting mails. See `access::desk`.
    #[must_use]
    pub fn desk(&self) -> super::desk::Desk {
        super::desk::Desk::new(self.app.clone(), self.space.id())
    }

    /// Notes in the security journal what the member did, to whom, and a word of a closed list (a role).
    pub async fn note(&self, act: Act, subject: impl Into<Option<Uuid>> + Send, word: Option<&'static str>) {
        let entry = Entry::new(act).member(self.member.id).space(self.space.id()).subject(subject).detail(word);
        journal::note(&self.app, entry.from(&self.visit)).await;
    }
}

impl<R: Requires> FromRequestParts<App> for BackOffice<R> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let gate = SpaceGate::from_request_parts(parts, app).await?;
        let member = session(&gate).await?.ok_or(Error::SignIn)?;
        let office = Self::of(gate, member, parts.uri.path().starts_with("/admin/securite/"))?;
        let writes = parts.extensions.get::<EvenReadOnly>().is_none() && (!R::RIGHT.only_reads() || parts.method == Method::POST);
        if office.read_only && writes { Err(Error::ReadOnly) } else { Ok(office) }
    }
}

impl<R: Requires> BackOffice<R> {
    /// A member at the gate, if they have the right. `is_about_factor`: on the way to a second factor that they must have.
    fn of(gate: SpaceGate, member: MemberSession, is_about_factor: bool) -> Result<Self> {
        // Until there is one, nothing but its own pages.
        if member.must_prove && !is_about_factor {
            return Err(Error::SecondFactor);
        }
        if member.off.covers(R::RIGHT) {
            return Err(Error::NotFound);
        }
        if !permissions::may(member.role, R::RIGHT) {
            return Err(Error::Forbidden);
        }
        Ok(Self {
            read_only: gate.read_only,
            account_recovery_at: gate.account_recovery_at.filter(|_| member.holds_account),
            space: gate.space,
            member,
            slug: gate.slug,
            company: gate.company,
            now: gate.now,
            site: gate.app.site().clone(),
            app: gate.app,
            visit: gate.visit,
            right: PhantomData,
        })
    }

    /// What a request that lasts keeps of this one.
    #[must_use]
    pub fn standing(&self) -> Standing<R> {
        Standing { app: self.app.clone(), visit: self.visit.clone(), right: PhantomData }
    }

    /// A seat in this space's room of news.
    ///
    /// # Errors
    /// 503 when there is no room left.
    pub fn seat(&self) -> Result<Seat> {
        self.app.hub().join(self.space.id(), self.member.token_hash.clone())
    }
}

/// A member who stays, for hours maybe: their session, role and space are looked up anew each time, and no database is held
/// open in between.
pub struct Standing<R> {
    app: App,
    visit: Visit,
    right: PhantomData<R>,
}

impl<R: Requires> Standing<R> {
    /// The back office as it is now. Looking is no use of a session: who went away is signed out in their time.
    ///
    /// # Errors
    /// When the session is over, the right was taken away, or the space was closed.
    pub async fn enter(&self) -> Result<BackOffice<R>> {
        let gate = SpaceGate::enter(&self.app, self.visit.clone(), self.app.now()).await?;
        let member = find_session(&gate).await?.ok_or(Error::SignIn)?;
        BackOffice::of(gate, member, false)
    }
}

/// The member whose session the browser's cookie is, if it is alive and they may still sign in. Uses it: it lives on.
pub async fn session(gate: &SpaceGate) -> Result<Option<MemberSession>> {
    let (found, now) = (find_session(gate).await?, gate.now);
    if let Some(session) = &found
        && now.0 - session.last_used_at > TOUCH_EVERY_MS
    {
        // Who reads goes on reading on a disk that is full: at worst the session ends earlier than it had to.
        let touch = "UPDATE member_session SET last_used_at = $2 WHERE token_hash = $1";
        gate.space.execute(touch, args![session.token_hash.clone(), now]).await.or_log("a session's last use was not written");
    }
    Ok(found)
}

/// The same without using it.
async fn find_session(gate: &SpaceGate) -> Result<Option<MemberSession>> {
    let Some(token_hash) = gate.visit.session_hash() else { return Ok(None) };
    let now = gate.now;
    Ok(gate
        .space
        .find(
            "SELECT m.id, m.name, m.role, m.lang, m.theme, s.token_hash, s.last_used_at,
               NOT s.is_strong AND EXISTS (SELECT 1 FROM setting q WHERE q.name = 'second_factor' AND q.updated_at < s.created_at),
               (SELECT r.due_at FROM factor_recovery r WHERE r.holder_id = m.id AND r.created_at > $4),
               (SELECT COUNT(*) FROM (SELECT 1 FROM conversation v WHERE v.awaits AND (NOT v.is_private OR COALESCE(v.private_to, $5) = m.id
                  OR (v.private_to IS NULL AND m.role IN ('owner', 'administrator'))) AND NOT EXISTS (
                  SELECT 1 FROM conversation_contact x JOIN contact c ON c.id = x.contact_id WHERE x.conversation_id = v.id AND c.is_private
                  AND COALESCE(c.private_to, $5) <> m.id AND NOT (c.private_to IS NULL AND m.role IN ('owner', 'administrator'))) LIMIT 100) waiting),
               (SELECT COUNT(*) FROM (SELECT r.contact_id FROM contact_correction r WHERE r.state = 'pending' UNION ALL SELECT e.contact_id
                  FROM contact_erasure e WHERE e.state = 'pending' LIMIT 100) asked JOIN contact c ON c.id = asked.contact_id WHERE NOT c.is_private
                  OR COALESCE(c.private_to, $5) = m.id OR (c.private_to IS NULL AND m.role IN ('owner', 'administrator'))),
               m.account_id IS NOT NULL, (SELECT q.value FROM setting q WHERE q.name = 'applications_off')
             FROM member_session s JOIN member m ON m.id = s.member_id
             WHERE s.token_hash = $1 AND m.state = 'active' AND s.last_used_at > $2 AND s.created_at > $3",
            args![
                token_hash,
                now.before(retention::OFFICE_SESSION_IDLE),
                now.before(retention::OFFICE_SESSION),
                now.before(retention::FACTOR_RECOVERY),
                Uuid::nil()
            ],
        )
        .await?)
}

/// Starts a session of the back office and gives its cookie to the browser. `strong`: with a second factor, here or in the console.
pub async fn start_session(gate: &SpaceGate, member: Uuid, strong: bool) -> Result<()> {
    end_session(gate).await?;
    start_session_in(gate, gate.space.begin().await?, member, strong).await
}

/// The same in a transaction of the space that has looked at something first. The browser has no session here.
pub(super) async fn start_session_in(gate: &SpaceGate, tx: Tx, member: Uuid, strong: bool) -> Result<()> {
    let token = hootis_vault::random_token();
    tx.execute(
        "INSERT INTO member_session (token_hash, member_id, agent, is_strong, last_used_at, created_at) VALUES ($1, $2, $3, $5, $4, $4)",
        args![hootis_vault::digest(&token).to_vec(), member, gate.visit.browser(), gate.now, strong],
    )
    .await?;
    tx.execute("UPDATE member SET last_seen_at = $2 WHERE id = $1", args![member, gate.now]).await?;
    tx.commit().await?;
    // Said again after the fact: a space that was being looked into a moment ago now holds something that comes due.
    spaces::expect_sweep(gate.app.platform(), gate.now, gate.space.id()).await?;
    gate.visit.set_cookie(gate.visit.surface().session_cookie(), hootis_vault::token_text(&token));
    Ok(())
}

/// Ends the browser's session in the back office.
pub async fn end_session(gate: &SpaceGate) -> Result<()> {
    if let Some(hash) = gate.visit.session_hash() {
        gate.space.execute("DELETE FROM member_session WHERE token_hash = $1", args![hash]).await?;
        gate.visit.remove_cookie(gate.visit.surface().session_cookie());
    }
    Ok(())
}

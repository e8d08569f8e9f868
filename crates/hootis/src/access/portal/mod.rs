//! The door of Station Clients: a contact of a space, on the space's own host, and what they may reach.
//!
//! A session of it is a contact's own, or a member's who looks as that contact does for a quarter of an hour; the latter
//! only reads. What a page may show is told by a [`PortalScope`], which only [`Portal`] makes: queries of Station Clients
//! take one, so that reading beyond it cannot be said.

mod look;
mod pages;
mod scope;
mod session;

use std::marker::PhantomData;
use std::ops::Deref;

use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::request::Parts;
use hootis_policy::journal::Act;
use hootis_policy::permissions::PortalRight;
use hootis_space::SpaceDb;

pub use look::{Corrections, Look};
pub use pages::OWN_ACCESS;
pub use scope::PortalScope;
pub(super) use session::start_session_in;
pub use session::{ContactSession, Viewer, end_session, session, start_preview};

use super::SpaceGate;
use crate::app::App;
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::live::Seat;
use crate::web::i18n::Lang;
use crate::web::routes::EvenReadOnly;
use crate::web::visit::Visit;

/// A marker that stands for a right of contacts.
pub trait PortalRequires: Send + Sync + 'static {
    /// The right.
    const RIGHT: PortalRight;
}

/// One marker a right: `Portal<can::MessagesRead>` proves one.
pub mod can {
    use super::{PortalRequires, PortalRight};

    macro_rules! markers {
        ($($name:ident),* $(,)?) => { $(
            #[doc = concat!("Proves `", stringify!($name), "`.")]
            pub struct $name;
            impl PortalRequires for $name { const RIGHT: PortalRight = PortalRight::$name; }
        )* };
    }
    markers! { DataRead, DataWrite, MessagesRead, MessagesWrite, FilesRead, FilesWrite }
}

/// Station Clients of a space that has it open, before anybody has signed in to it.
pub struct PortalGate {
    pub gate: SpaceGate,
    pub look: Look,
}

impl Deref for PortalGate {
    type Target = SpaceGate;

    fn deref(&self) -> &SpaceGate {
        &self.gate
    }
}

impl FromRequestParts<App> for PortalGate {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        Self::of(SpaceGate::from_request_parts(parts, app).await?).await
    }
}

impl PortalGate {
    /// Station Clients of a space, if it is open.
    async fn of(gate: SpaceGate) -> Result<Self> {
        let look = Look::get(&gate.space).await?;
        if look.is_open { Ok(Self { gate, look }) } else { Err(Error::NotFound) }
    }
}

/// A contact in Station Clients, and their space.
pub struct Portal<R> {
    pub space: SpaceDb,
    pub contact: ContactSession,
    /// How far the contact sees in the application of this page.
    pub scope: PortalScope,
    pub look: Look,
    pub visit: Visit,
    pub slug: String,
    /// The company's name.
    pub company: String,
    pub now: Now,
    /// Everything may be looked at, and nothing written.
    pub read_only: bool,
    app: App,
    right: PhantomData<R>,
}

impl<R> Portal<R> {
    /// How far the contact sees in another application: what the home shows of it.
    #[must_use]
    pub fn scope_of(&self, application: hootis_policy::permissions::Application) -> PortalScope {
        PortalScope::of(&self.contact, application)
    }

    /// Whether a member looks as the contact does: nothing counts as seen by the contact then, and nothing is written.
    #[must_use]
    pub fn is_preview(&self) -> bool {
        self.contact.viewer.is_some()
    }

    /// Whether the company offers its contacts what a right is about.
    #[must_use]
    pub fn has(&self, right: PortalRight) -> bool {
        !self.contact.off.covers_portal(right)
    }

    /// Whether anything may be written here: what cannot be is not offered.
    #[must_use]
    pub fn may_write(&self) -> bool {
        !self.read_only && !self.is_preview()
    }

    /// The language of the page.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.contact.lang
    }

    /// This space's own origin, for links in mails.
    #[must_use]
    pub fn space_origin(&self) -> String {
        self.app.site().space_origin(&self.slug)
    }

    /// What is not in the space's database. See `access::desk`.
    #[must_use]
    pub fn desk(&self) -> super::desk::Desk {
        super::desk::Desk::new(self.app.clone(), self.space.id())
    }

    pub(super) fn app(&self) -> &App {
        &self.app
    }

    /// Notes in the security journal what the contact did. `word` is one of a closed list.
    pub async fn note(&self, act: Act, word: Option<&'static str>) {
        let entry = crate::platform::journal::Entry::new(act).space(self.space.id()).subject(self.contact.id).detail(word);
        crate::platform::journal::note(&self.app, entry.from(&self.visit)).await;
    }
}

impl<R: PortalRequires> FromRequestParts<App> for Portal<R> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let PortalGate { gate, look } = PortalGate::from_request_parts(parts, app).await?;
        let contact = session(&gate).await?.ok_or(Error::SignIn)?;
        if contact.off.covers_portal(R::RIGHT) {
            return Err(Error::NotFound);
        }
        let posts = parts.method == Method::POST;
        if contact.viewer.is_some() && (posts || !R::RIGHT.only_reads()) {
            return Err(Error::Conflict("portal-preview-only"));
        }
        let writes = parts.extensions.get::<EvenReadOnly>().is_none() && (!R::RIGHT.only_reads() || posts);
        if gate.read_only && writes {
            // Why it is so is between the company and Hootis.
            return Err(Error::Conflict("portal-read-only"));
        }
        Ok(Self::of(PortalGate { gate, look }, contact))
    }
}

impl<R: PortalRequires> Portal<R> {
    /// A contact at the gate.
    fn of(PortalGate { gate, look }: PortalGate, contact: ContactSession) -> Self {
        Self {
            scope: PortalScope::of(&contact, R::RIGHT.application()),
            read_only: gate.read_only,
            space: gate.space,
            contact,
            look,
            slug: gate.slug,
            company: gate.company,
            now: gate.now,
            app: gate.app,
            visit: gate.visit,
            right: PhantomData,
        }
    }

    /// What a request that lasts keeps of this one.
    #[must_use]
    pub fn standing(&self) -> PortalStanding<R> {
        PortalStanding { app: self.app.clone(), visit: self.visit.clone(), right: PhantomData }
    }

    /// A seat in this space's room of news.
    ///
    /// # Errors
    /// 503 when there is no room left.
    pub fn seat(&self) -> Result<Seat> {
        self.app.hub().join(self.space.id(), self.contact.token_hash.clone())
    }
}

/// A contact who stays, for hours maybe: their session, reach and space are looked up anew each time, and no database is held
/// open in between.
pub struct PortalStanding<R> {
    app: App,
    visit: Visit,
    right: PhantomData<R>,
}

impl<R: PortalRequires> PortalStanding<R> {
    /// Station Clients as it is now. Looking is no use of a session: who went away is signed out in their time.
    ///
    /// # Errors
    /// When the session is over, the access was taken away, or the space or its Station Clients was closed.
    pub async fn enter(&self) -> Result<Portal<R>> {
        let gate = PortalGate::of(SpaceGate::enter(&self.app, self.visit.clone(), self.app.now()).await?).await?;
        let contact = session::find_session(&gate).await?.ok_or(Error::SignIn)?;
        if contact.off.covers_portal(R::RIGHT) { Err(Error::NotFound) } else { Ok(Portal::of(gate, contact)) }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    //! What other tests need of it.

    use hootis_policy::permissions::Reach;
    use hootis_space::{Conn, args};
    use uuid::Uuid;

    use super::PortalScope;

    /// How far a contact sees who sees equally far in every application.
    pub(crate) async fn scope_of(conn: &impl Conn, contact: Uuid) -> PortalScope {
        let sql = "SELECT a.reach_messages, c.party_id FROM contact_access a JOIN contact c ON c.id = a.contact_id WHERE a.contact_id = $1";
        let (reach, party): (String, Option<Uuid>) = conn.get(sql, args![contact]).await.expect("an access");
        PortalScope::new(contact, party, Reach::parse(&reach).expect("a reach"))
    }
}

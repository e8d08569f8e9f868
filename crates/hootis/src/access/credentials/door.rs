//! A door: somebody stands before it who is not signed in, or not yet.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use hootis_policy::journal::Act;
use uuid::Uuid;

use super::people::{People, Person};
use super::side::Side;
use crate::access::portal::{self, PortalGate};
use crate::access::{SpaceGate, Visitor, office};
use crate::app::App;
use crate::error::{Error, OrLog as _, Result};
use crate::platform::journal::{self, Entry};
use crate::platform::marketing;
use crate::platform::sessions::{self, Holder};
use crate::web::i18n::Lang;
use crate::web::page::Page;
use crate::web::visit::{Surface, Visit};

/// Somebody before a door: which one is told by host and path.
pub struct Door {
    pub people: People,
    at: At,
}

enum At {
    Public(Visitor),
    Space(SpaceGate),
    Portal(PortalGate),
}

impl FromRequestParts<App> for Door {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let visit = Visit::from_request_parts(parts, app).await?;
        match visit.surface() {
            Surface::Public => {
                let visitor = Visitor::from_request_parts(parts, app).await?;
                Ok(Self { people: People::of_platform(app, Side::of_path(visit.path())), at: At::Public(visitor) })
            }
            Surface::BackOffice => {
                let gate = SpaceGate::from_request_parts(parts, app).await?;
                Ok(Self { people: People::of_gate(&gate, Side::Member), at: At::Space(gate) })
            }
            Surface::Portal => {
                let gate = PortalGate::from_request_parts(parts, app).await?;
                Ok(Self { people: People::of_gate(&gate, Side::Contact), at: At::Portal(gate) })
            }
        }
    }
}

impl Door {
    /// What is known of the request.
    pub(in crate::access) fn visit(&self) -> &Visit {
        match &self.at {
            At::Public(visitor) => &visitor.visit,
            At::Space(gate) => &gate.visit,
            At::Portal(gate) => &gate.visit,
        }
    }

    /// The language of its pages.
    pub(in crate::access) fn lang(&self) -> Lang {
        match &self.at {
            At::Public(visitor) => visitor.lang(),
            At::Space(gate) => gate.visit.lang(),
            At::Portal(gate) => gate.visit.lang(),
        }
    }

    /// A page of it, its title a key of the catalogue.
    pub(in crate::access) fn page(&self, title: &str) -> Page {
        match &self.at {
            At::Public(visitor) => visitor.page(title),
            At::Space(gate) => gate.page(title),
            At::Portal(gate) => gate.page(title),
        }
    }

    /// The address of one of its pages, in the language of the path.
    pub(in crate::access) fn link(&self, rest: &str) -> String {
        let path = self.people.side.path(rest);
        match &self.at {
            At::Public(visitor) => visitor.link(&path),
            At::Space(_) | At::Portal(_) => path,
        }
    }

    /// The console, for a space's owner.
    pub(super) fn console(&self) -> String {
        format!("{}/console", self.people.app().site().origin())
    }

    /// Whether somebody of this side is signed in already, so that there is nothing to ask.
    pub(super) async fn is_open(&self) -> Result<bool> {
        match (&self.at, self.people.side) {
            (At::Public(visitor), Side::Account) => Ok(visitor.account.is_some()),
            (At::Public(visitor), _) => Ok(matches!(sessions::holder(visitor.platform(), &visitor.visit).await?, Some(Holder::Operator(_)))),
            (At::Space(_), _) => Ok(false),
            (At::Portal(gate), _) => Ok(portal::session(gate).await?.is_some()),
        }
    }

    /// Lets somebody in: a session begins, and one that the browser had ends. `strong`: with a second factor.
    ///
    /// # Errors
    /// A conflict when their password was changed, or a second factor turned on, while they came in.
    pub(in crate::access) async fn let_in(&self, person: &Person, strong: bool) -> Result<()> {
        let id = person.id;
        // Who cannot be told of a new browser is let in all the same.
        self.people.meet(self.visit(), id).await.or_log("a browser was not noted");
        self.let_out().await?;
        let tx = self.people.begin().await?;
        self.people.expect_no_more(&tx, person, strong).await?;
        match &self.at {
            At::Space(gate) => office::start_session_in(gate, tx, id, strong).await,
            At::Portal(gate) => portal::start_session_in(gate, tx, id).await,
            At::Public(visitor) if self.people.side == Side::Operator => {
                sessions::start(&tx, &visitor.visit, Holder::Operator(id)).await?;
                Ok(tx.commit().await?)
            }
            At::Public(visitor) => {
                sessions::start(&tx, &visitor.visit, Holder::Account(id)).await?;
                marketing::seen(&tx, visitor.now, id).await?;
                Ok(tx.commit().await?)
            }
        }
    }

    /// The contact whom a member looks as, in this browser.
    pub(super) async fn previewed(&self) -> Result<Option<Uuid>> {
        match &self.at {
            At::Portal(gate) => Ok(portal::session(gate).await?.filter(|session| session.viewer.is_some()).map(|session| session.id)),
            At::Public(_) | At::Space(_) => Ok(None),
        }
    }

    /// What the company says to whoever comes to its Station Clients; empty elsewhere.
    pub(super) fn welcome(&self) -> &str {
        match &self.at {
            At::Portal(gate) => &gate.look.welcome,
            At::Public(_) | At::Space(_) => "",
        }
    }

    /// Ends the browser's session.
    pub(in crate::access) async fn let_out(&self) -> Result<()> {
        match &self.at {
            At::Space(gate) => office::end_session(gate).await,
            At::Portal(gate) => portal::end_session(gate).await,
            At::Public(visitor) => sessions::end(visitor.platform(), &visitor.visit).await,
        }
    }

    /// Notes in the security journal what somebody did here, or nobody that is known. `word` is one of a closed list.
    pub(in crate::access) async fn note(&self, act: Act, id: Option<Uuid>, word: Option<&'static str>) {
        let entry = self.people.entry(act, id).detail(word).from(self.visit());
        journal::note(self.people.app(), entry).await;
    }
}

impl People {
    /// An entry of the security journal about one of them.
    pub(in crate::access) fn entry(&self, act: Act, id: Option<Uuid>) -> Entry {
        match self.side {
            Side::Account => Entry::new(act).account(id),
            Side::Operator => Entry::new(act).operator(id),
            Side::Member => Entry::new(act).member(id).space(self.space()),
            Side::Contact => Entry::new(act).subject(id).space(self.space()),
        }
    }
}

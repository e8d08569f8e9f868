//! Somebody who is signed in, by whichever door: the pages of their own second factor are the same.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use hootis_policy::journal::Act;
use hootis_space::Tx;

use super::{People, Person, Side, half, queries};
use crate::access::credentials::holders::{END_ENTRIES, ask_in_spaces};
use crate::access::portal::can;
use crate::access::{AccountUser, BackOffice, OperatorUser, Portal, may};
use crate::app::App;
use crate::error::{Error, Result};
use crate::mail::Letter;
use crate::platform::journal;
use crate::web::i18n::Lang;
use crate::web::page::Page;
use crate::web::visit::{Surface, Visit};

/// A person and where their credentials are.
pub struct SignedIn {
    pub people: People,
    pub person: Person,
    at: At,
}

#[expect(clippy::large_enum_variant, reason = "there is one a request, and it is not moved about")]
enum At {
    Account(AccountUser),
    Operator(OperatorUser),
    Member(BackOffice<may::MembersRead>),
    Contact(Portal<can::DataRead>),
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let visit = Visit::from_request_parts(parts, app).await?;
        if visit.surface() == Surface::Portal {
            let portal = Portal::from_request_parts(parts, app).await?;
            // Whoever looks as a contact does has no business with what proves who the contact is.
            if portal.is_preview() {
                return Err(Error::NotFound);
            }
            let people = People::of_portal(app, &portal);
            let person = people.find_active(portal.contact.id).await?.ok_or(Error::SignIn)?;
            return Ok(Self { people, person, at: At::Contact(portal) });
        }
        if visit.surface() == Surface::BackOffice {
            let office = BackOffice::from_request_parts(parts, app).await?;
            let people = People::of_office(app, &office);
            let person = people.find_active(office.member.id).await?.ok_or(Error::SignIn)?;
            return Ok(Self { people, person, at: At::Member(office) });
        }
        if Side::of_path(visit.path()) == Side::Operator {
            let user = OperatorUser::from_request_parts(parts, app).await?;
            let person = Person::from(user.operator.clone());
            return Ok(Self { people: People::of_platform(app, Side::Operator), person, at: At::Operator(user) });
        }
        let user = AccountUser::from_request_parts(parts, app).await?;
        let person = Person::from(user.account.clone());
        Ok(Self { people: People::of_platform(app, Side::Account), person, at: At::Account(user) })
    }
}

impl SignedIn {
    /// What is known of the request.
    pub(super) fn visit(&self) -> &Visit {
        match &self.at {
            At::Account(user) => &user.visit,
            At::Operator(user) => &user.visit,
            At::Member(office) => &office.visit,
            At::Contact(portal) => &portal.visit,
        }
    }

    /// The language of the pages.
    pub(super) fn lang(&self) -> Lang {
        match &self.at {
            At::Account(user) => user.lang(),
            At::Operator(user) => user.lang(),
            At::Member(office) => office.lang(),
            At::Contact(portal) => portal.lang(),
        }
    }

    /// A page in the frame of their other pages.
    pub(super) fn page(&self, title: &str) -> Page {
        let mut page = match &self.at {
            At::Account(user) => user.console_page(title),
            At::Operator(user) => user.operator_page(title),
            At::Member(office) => office.page(title),
            At::Contact(portal) => portal.page(title),
        };
        // One entry of the menu for all of them.
        let entry = match self.people.side {
            Side::Member => "/admin/reglages".to_owned(),
            Side::Contact => crate::access::portal::OWN_ACCESS.to_owned(),
            Side::Account | Side::Operator => self.path("/double-authentification"),
        };
        page.mark_as_under(&entry);
        page
    }

    /// The address of one of these pages.
    pub(super) fn path(&self, rest: &str) -> String {
        format!("{}/securite{rest}", self.people.side.own_pages())
    }

    /// Where somebody without a password goes first: an owner to the console, a contact to choose one.
    pub(super) fn first(&self) -> String {
        match self.people.side {
            Side::Contact => self.people.side.path("/mot-de-passe"),
            Side::Account | Side::Operator | Side::Member => {
                format!("{}/console/securite/double-authentification", self.people.app().site().origin())
            }
        }
    }

    /// Ends every other session of theirs, and says of this one that a second factor is there.
    pub(super) async fn end_others(&self, tx: &Tx) -> Result<()> {
        // Whoever comes in by the password alone in this very moment waits, and is then asked for more; or this waits for them.
        self.people.expect_still(tx, &self.person).await?;
        let hash = half::token_hash(self.visit()).ok_or(Error::SignIn)?;
        queries::end_other_sessions(tx, self.people.side, self.person.id, &hash).await?;
        match self.people.side {
            Side::Account => ask_in_spaces(tx, self.people.now(), END_ENTRIES, self.person.id).await,
            Side::Operator | Side::Contact => Ok(()),
            Side::Member => queries::strengthen(tx, &hash).await,
        }
    }

    /// Makes a change last, notes it in the security journal and mails it to the person.
    pub(super) async fn done(&self, tx: Tx, act: Act, letter: Letter) -> Result<()> {
        self.people.commit(tx, Some(letter)).await?;
        self.note(act, None).await;
        Ok(())
    }

    /// Notes in the security journal what they did.
    pub(super) async fn note(&self, act: Act, word: Option<&'static str>) {
        let entry = self.people.entry(act, Some(self.person.id)).detail(word).from(self.visit());
        journal::note(self.people.app(), entry).await;
    }
}

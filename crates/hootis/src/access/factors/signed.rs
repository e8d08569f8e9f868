//! Somebody who is signed in, by whichever door: the pages of their own second factor are the same.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use hootis_policy::journal::Act;
use hootis_space::Tx;

use super::{People, Person, Side, half, queries};
use crate::access::credentials::ask_to_end_entries;
use crate::access::{AccountUser, BackOffice, OperatorUser, may};
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

enum At {
    Account(AccountUser),
    Operator(OperatorUser),
    Member(BackOffice<may::MembersRead>),
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let visit = Visit::from_request_parts(parts, app).await?;
        if visit.surface() != Surface::Public {
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
        }
    }

    /// The language of the pages.
    pub(super) fn lang(&self) -> Lang {
        match &self.at {
            At::Account(user) => user.lang(),
            At::Operator(user) => user.lang(),
            At::Member(office) => office.lang(),
        }
    }

    /// A page in the frame of their other pages.
    pub(super) fn page(&self, title: &str) -> Page {
        let mut page = match &self.at {
            At::Account(user) => user.console_page(title),
            At::Operator(user) => user.operator_page(title),
            At::Member(office) => office.page(title),
        };
        // One entry of the menu for all of them.
        let entry = if self.people.side == Side::Member { "/admin/reglages".to_owned() } else { self.path("/double-authentification") };
        page.mark_as_under(&entry);
        page
    }

    /// The address of one of these pages.
    pub(super) fn path(&self, rest: &str) -> String {
        format!("{}/securite{rest}", self.people.side.home())
    }

    /// The console, for an owner who has no password in the space.
    pub(super) fn console(&self) -> String {
        format!("{}/console/securite/double-authentification", self.people.app().site().origin())
    }

    /// Ends every other session of theirs, and says of this one that a second factor is there.
    pub(super) async fn end_others(&self, tx: &Tx) -> Result<()> {
        let hash = half::token_hash(self.visit()).ok_or(Error::SignIn)?;
        queries::end_other_sessions(tx, self.people.side, self.person.id, &hash).await?;
        match self.people.side {
            Side::Account => ask_to_end_entries(tx, self.people.now(), self.person.id).await,
            Side::Operator => Ok(()),
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

//! The security journal: sign-ins, failures, rights and keys, in a database of its own, chained so that a
//! change, a gap or a missing end is found (K5).
//!
//! An entry holds opaque ids and words of closed lists, never a name, an address or a content. Its hash is
//! made with a key that no database holds; how far the journal goes is also kept, sealed, in the platform's
//! database. Entries go after twelve months, a whole day at a time, and leave a sealed anchor that the rest
//! is verified from.

mod chain;
mod purge;
mod queries;
#[cfg(test)]
mod tests;
mod verify;
mod witness;

use hootis_policy::journal::Act;
use hootis_space::JournalDb;
use tokio::sync::Mutex;
use uuid::Uuid;

pub use purge::{count_due, purge};
pub use queries::{Line, list_last, list_of_account, list_of_network};
pub use verify::{Fault, Report, verify};

use crate::app::App;
use crate::error::Result;
use crate::web::visit::Visit;

/// The journal, opened.
pub struct Journal {
    db: JournalDb,
    /// Whoever appends also reads the platform: one at a time, so that they never wait for each other's connections.
    turn: Mutex<()>,
}

impl Journal {
    /// Keeps the journal in `db`.
    #[must_use]
    pub fn new(db: JournalDb) -> Self {
        Self { db, turn: Mutex::default() }
    }

    /// Its database, for whoever looks after it from outside.
    #[must_use]
    pub(crate) fn conn(&self) -> &JournalDb {
        &self.db
    }
}

/// What happened.
#[derive(Clone, Debug)]
pub struct Entry {
    act: Act,
    account: Option<Uuid>,
    member: Option<Uuid>,
    operator: Option<Uuid>,
    space: Option<Uuid>,
    subject: Option<Uuid>,
    detail: Option<&'static str>,
    amount: Option<i64>,
    network: Option<String>,
}

impl Entry {
    /// That something was done, by nobody in particular.
    #[must_use]
    pub fn new(act: Act) -> Self {
        Self { act, account: None, member: None, operator: None, space: None, subject: None, detail: None, amount: None, network: None }
    }

    /// By an account holder, or for one.
    #[must_use]
    pub fn account(self, id: impl Into<Option<Uuid>>) -> Self {
        Self { account: id.into(), ..self }
    }

    /// By a member of a space.
    #[must_use]
    pub fn member(self, id: impl Into<Option<Uuid>>) -> Self {
        Self { member: id.into(), ..self }
    }

    /// By an operator.
    #[must_use]
    pub fn operator(self, id: impl Into<Option<Uuid>>) -> Self {
        Self { operator: id.into(), ..self }
    }

    /// In a space.
    #[must_use]
    pub fn space(self, id: impl Into<Option<Uuid>>) -> Self {
        Self { space: id.into(), ..self }
    }

    /// To whom or what it was done.
    #[must_use]
    pub fn subject(self, id: impl Into<Option<Uuid>>) -> Self {
        Self { subject: id.into(), ..self }
    }

    /// A word of a closed list: a role, a state, a rule, a ground. What somebody typed cannot get here.
    #[must_use]
    pub fn detail(self, word: impl Into<Option<&'static str>>) -> Self {
        Self { detail: word.into(), ..self }
    }

    /// How many.
    #[must_use]
    pub fn amount(self, amount: u64) -> Self {
        Self { amount: Some(i64::try_from(amount).unwrap_or(i64::MAX)), ..self }
    }

    /// From where: its keyed hash is kept.
    #[must_use]
    pub fn from(self, visit: &Visit) -> Self {
        Self { network: Some(visit.network()), ..self }
    }
}

/// Notes an entry, and comes back when it is on the disk. A journal that cannot be written to stops no page:
/// it is logged. Who goes away in the middle does not take the entry with them.
pub async fn note(app: &App, entry: Entry) {
    if app.is_off("journal") {
        return;
    }
    let act = entry.act;
    if let Err(error) = write(app, entry).await {
        tracing::error!(%error, act = act.as_str(), "the security journal could not be written");
    }
}

/// The same, for what must not be done, or must be tried again, when it cannot be noted.
///
/// # Errors
/// When the entry may not be on the disk.
pub async fn write(app: &App, entry: Entry) -> Result<()> {
    let app = app.clone();
    tokio::spawn(async move { chain::append(&app, entry).await }).await?
}

//! The looks themselves: what each check sees.
//!
//! A look reads databases and files as they are, through [`super::queries`], and never through the feature
//! that it looks after. It answers with what it found; it fails only when it could not look.

pub(super) mod account;
pub(super) mod configuration;
pub(super) mod contact;
pub(super) mod cookies;
pub(super) mod dolibarr;
pub(super) mod journal;
pub(super) mod keys;
pub(super) mod mails;
pub(super) mod outgoing;
pub(super) mod overdue;
pub(super) mod schema;
pub(super) mod sealed;
pub(super) mod spaces;
pub(super) mod versions;
pub(super) mod visits;

use hootis_policy::evidence;
use hootis_space::Conn;
use uuid::Uuid;

use super::figure::Figure;
use super::queries;
use crate::app::App;
use crate::clock::Now;
use crate::error::{Error, Result};

/// Who looks, when, and how far.
pub(super) struct Eyes {
    pub(super) app: App,
    pub(super) now: Now,
    /// Every space, however many there are; else some at a time.
    pub(super) everywhere: bool,
}

impl Eyes {
    /// The spaces to look into: those that work, a part of them each time where they are many.
    pub(super) async fn spaces(&self) -> Result<Vec<Uuid>> {
        let ids = queries::looked::working_spaces(self.app.platform()).await?;
        let most = evidence::SPACES_AT_ONCE;
        if self.everywhere || ids.len() <= most {
            return Ok(ids);
        }
        let turn = u64::try_from(self.now.0).unwrap_or(0) / 1_000 / evidence::Pace::Daily.every().as_seconds();
        let turns = ids.len().div_ceil(most);
        let part = usize::try_from(turn).unwrap_or(0) % turns;
        Ok(ids.into_iter().skip(part * most).take(most).collect())
    }

    /// Opens one of them; nothing when it went meanwhile.
    pub(super) async fn open(&self, id: Uuid) -> Result<Option<impl Conn + use<>>> {
        match crate::platform::spaces::open(&self.app, id).await {
            Ok(space) => Ok(Some(space)),
            Err(Error::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// What a look found.
#[derive(Debug)]
pub(super) struct Finding {
    /// Whether the promise is kept.
    pub(super) ok: bool,
    /// In words.
    pub(super) figure: Figure,
}

impl Finding {
    /// As it must be.
    pub(super) fn good(figure: Figure) -> Self {
        Self { ok: true, figure }
    }

    /// As it must not be.
    pub(super) fn bad(figure: Figure) -> Self {
        Self { ok: false, figure }
    }
}

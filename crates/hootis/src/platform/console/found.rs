//! One more space for somebody who has an account already.

use hootis_policy::states::SpaceState;
use uuid::Uuid;

use crate::app::App;
use crate::error::{Error, Result};
use crate::platform::accounts::{self, Account};
use crate::platform::spaces::{self, NewSpace, Space, slug};

/// A space that is younger and not open is being made this very moment, here or by another process.
const BEING_MADE_MS: i64 = 60_000;

/// What another space is asked for with.
pub(super) struct Wanted {
    pub company: String,
    /// None: the first free one of the company's name.
    pub slug: Option<String>,
}

/// Makes a space and opens it to its owner. A crash leaves nothing, or a row that [`finish_pending`] makes a space of.
///
/// # Errors
/// [`Error::Conflict`] when the slug that was asked for is taken.
pub(super) async fn found(app: &App, account: &Account, wanted: &Wanted) -> Result<Space> {
    let (id, opening) = (Uuid::now_v7(), app.openings().begin());
    for _ in 0..5 {
        let now = app.now();
        let tx = app.platform().begin().await?;
        let slug = match &wanted.slug {
            Some(slug) if slug::is_free(&tx, app.platform_key(), now, slug).await? => slug.clone(),
            Some(_) => return Err(Error::Conflict(slug::Refusal::Taken.key())),
            None => slug::propose(&tx, app.platform_key(), now, &wanted.company).await?,
        };
        let new = NewSpace { id, account_id: account.id, slug, company: wanted.company.clone(), activity: None };
        match spaces::insert(app, &tx, now, &new).await {
            // Somebody took the slug in the same instant: look again.
            Err(Error::Conflict("slug-taken")) => drop(tx),
            other => {
                other?;
                tx.commit().await?;
                let space = make(app, account, id, &wanted.company).await?;
                opening.done();
                return Ok(space);
            }
        }
    }
    Err(Error::Busy)
}

/// Finishes spaces of an account whose making was cut off by a crash. Safe to run at any time.
///
/// # Errors
/// When a space still cannot be made.
pub(super) async fn finish_pending(app: &App, pending: &[Space]) -> Result<()> {
    let old_enough = app.now().0 - BEING_MADE_MS;
    for space in pending.iter().filter(|space| space.state == SpaceState::Pending && space.created_at < old_enough) {
        let account = accounts::get(app.platform(), space.account_id).await?;
        make(app, &account, space.id, &space.company).await?;
    }
    Ok(())
}

async fn make(app: &App, account: &Account, id: Uuid, company: &str) -> Result<Space> {
    spaces::make(app, id, app.owner_seed(account.id, &account.name, &account.email, account.lang, company)).await
}

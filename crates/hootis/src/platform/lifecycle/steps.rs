//! Taking a step: the row, the mails, the jobs and what must be told, in one transaction.

use hootis_policy::journal::Act;
use hootis_policy::states::SpaceState;
use hootis_space::Tx;
use uuid::Uuid;

use super::life::{Action, DisabledBy, Life, Moment};
use super::queries::{self, Tenure};
use super::{destruction, elapsed, letters};
use crate::app::App;
use crate::error::{Error, Result};
use crate::platform::journal::{self, Entry};
use crate::platform::{accounts, spaces};
use crate::{jobs, mail};

/// How often a step that met somebody else's is tried anew.
const TRIES: usize = 5;

/// What became of a step.
#[derive(Debug)]
pub enum Outcome {
    /// It was taken; the space as it is now.
    Taken(Tenure),
    /// It cannot be taken in this state; the space as it is.
    Refused(Tenure),
}

/// Takes a step in the life of a space.
///
/// # Errors
/// 404 when there is no such space; [`Error::Busy`] when others keep changing it.
pub async fn take(app: &App, space: Uuid, action: Action) -> Result<Outcome> {
    let at = elapsed::moment(app).await?;
    for _ in 0..TRIES {
        let tx = app.platform().begin().await?;
        let tenure = queries::get(&tx, space).await?;
        let Some(next) = tenure.life.after(action, at) else { return Ok(Outcome::Refused(tenure)) };
        // Only its holder takes back that an account is to go: nobody pays it into staying.
        if matches!(action, Action::Subscribe { .. }) && accounts::get(&tx, tenure.account_id).await?.deletion_asked_at.is_some() {
            return Ok(Outcome::Refused(tenure));
        }
        if write(app, &tx, at, &tenure, next).await? {
            tx.commit().await?;
            afterwards(app, &tenure, &next).await;
            return Ok(Outcome::Taken(Tenure { life: next, ..tenure }));
        }
    }
    Err(Error::Busy)
}

/// Closes every space of an account that is not closed yet, in a transaction that is open; they as they were, with what they are.
pub(in crate::platform) async fn close_all(app: &App, tx: &Tx, at: Moment, account: Uuid) -> Result<Vec<(Tenure, Life)>> {
    let mut closed = Vec::new();
    for tenure in queries::list_of_account(tx, account).await? {
        closed.extend(close(app, tx, at, tenure).await?);
    }
    Ok(closed)
}

/// Closes one space, however it was changed since it was read: nobody is told that all are closed while one is not.
async fn close(app: &App, tx: &Tx, at: Moment, mut tenure: Tenure) -> Result<Option<(Tenure, Life)>> {
    for _ in 0..TRIES {
        let Some(next) = tenure.life.after(Action::Close(DisabledBy::Account), at) else { return Ok(None) };
        if write(app, tx, at, &tenure, next).await? {
            return Ok(Some((tenure, next)));
        }
        tenure = queries::get(tx, tenure.id).await?;
    }
    Err(Error::Busy)
}

/// Writes a turn and all that goes with it; false when the row was no longer as it was read.
pub(super) async fn write(app: &App, tx: &Tx, at: Moment, tenure: &Tenure, next: Life) -> Result<bool> {
    if !queries::update_life(tx, at.now, tenure, &next, next.next_at(at.now)).await? {
        return Ok(false);
    }
    let was = &tenure.life;
    if was.state == next.state && was.end() == next.end() {
        return Ok(true);
    }
    queries::delete_unsent_reminders(tx, at.now, tenure.id).await?;
    if !next.state.members_sign_in() {
        // Invitations, links: whatever waits for the relay would lead to a closed door.
        queries::delete_mails(tx, tenure.id).await?;
    }
    if next.state.treatments_run() && !was.state.treatments_run() {
        jobs::wake_up(tx, at.now, tenure.id).await?;
    }
    if next.state.members_sign_in() && !was.state.members_sign_in() {
        // Somebody who comes back does not want to be forgotten any more.
        accounts::keep(tx, at.now, tenure.account_id).await?;
    }
    if next.state == SpaceState::Destroyed {
        destruction::begin(tx, at.now, tenure).await?;
    }
    if let Some(letter) = letters::turn(app.site(), at.now, tenure, &next)? {
        mail::post_of_space(tx, at.now, tenure.id, letter).await?;
    }
    Ok(true)
}

/// What follows a turn that is written: open handles are let go, the worker wakes.
pub(in crate::platform) async fn afterwards(app: &App, tenure: &Tenure, next: &Life) {
    if !next.state.members_sign_in() {
        spaces::let_go(app, tenure.id);
    }
    if next.state != tenure.life.state {
        let entry = Entry::new(Act::SpaceStateChanged).account(tenure.account_id).space(tenure.id);
        journal::note(app, entry.detail(Some(next.state.as_str()))).await;
    }
    app.wake();
}

/// Lets go of the databases that are open in this process and whose spaces another process has closed.
///
/// # Errors
/// When the database refuses.
pub(super) async fn let_go_of_closed(app: &App) -> Result<()> {
    for space in spaces::open_here(app) {
        if queries::is_closed(app.platform(), space).await? {
            spaces::let_go(app, space);
        }
    }
    Ok(())
}

//! Rules inside spaces: one space after the other, those alone where something may be due.

use std::path::PathBuf;
use std::time::Instant;

use hootis_policy::retention;
use hootis_space::{DbError, SpaceDb};
use uuid::Uuid;

use super::enforcements::{ENFORCEMENTS, Enforcement};
use super::engine::{BATCH, History, Outcome, Ran, failed};
use super::{Due, own};
use crate::app::App;
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::platform::spaces;

/// The rules that reach into spaces.
pub(super) fn rules() -> impl Iterator<Item = &'static Enforcement> {
    ENFORCEMENTS.iter().filter(|one| one.is_of_spaces())
}

/// What was done for one rule, over all spaces.
struct Tally {
    enforcement: &'static Enforcement,
    history: History,
    outcome: Outcome,
}

/// Applies the rules in every space whose time has come; what each did.
pub(super) async fn sweep(app: &App, now: Now) -> Result<Vec<Ran>> {
    let started = Instant::now();
    let new = |enforcement: &'static Enforcement| Tally { enforcement, history: History::new(enforcement.rule, now), outcome: Outcome::Done };
    let mut tallies: Vec<Tally> = rules().filter(|one| !app.is_off(one.rule.name)).map(new).collect();
    while let Some(claim) = spaces::claim_sweep(app.platform(), now).await? {
        let next = match sweep_one(app, claim.id, now, &mut tallies).await {
            // What could not go is looked at again, like a space that could not be opened.
            Ok(next) => next.map(|due| due.max(now.after(retention::EVERY))),
            // Destroyed: nothing in it is due any more. A database that is not there for now is another matter.
            Err(Error::NotFound) if is_destroyed(app, claim.id).await? => None,
            Err(error) => {
                tracing::error!(%error, space.id = %claim.id, "a space could not be swept");
                tallies.iter_mut().for_each(|tally| tally.outcome = Outcome::Failed);
                Some(now.after(retention::EVERY))
            }
        };
        spaces::release_sweep(app.platform(), &claim, next).await?;
    }
    let next = spaces::next_sweep(app.platform()).await?;
    let mut all = Vec::new();
    for mut tally in tallies {
        tally.history.end(app, tally.outcome).await;
        let (rule, rows, late) = (tally.enforcement.rule, tally.history.rows, tally.history.late);
        all.push(Ran { rule, rows, late, oldest: next, took: started.elapsed(), outcome: tally.outcome });
    }
    Ok(all)
}

/// Whether a space has no key any more.
async fn is_destroyed(app: &App, id: Uuid) -> Result<bool> {
    match app.keys_of(id).await {
        Ok(_) => Ok(false),
        Err(DbError::NotFound) => Ok(true),
        Err(error) => Err(error.into()),
    }
}

/// Applies the rules in one space; when the next of what is left is due. A space that was closed is closed again, so that
/// those in use keep their place.
async fn sweep_one(app: &App, id: Uuid, now: Now, tallies: &mut [Tally]) -> Result<Option<Now>> {
    let was_open = app.spaces().is_open(id);
    let inside = Inside::open(app, id).await?;
    let mut next = Due::default();
    for tally in tallies {
        let due = inside.count(tally.enforcement, now).await?;
        if due.rows == 0 {
            next = next.and(due);
            continue;
        }
        loop {
            let gone = match inside.clear(tally.enforcement, now).await {
                Ok(gone) => gone,
                Err(error) => {
                    tally.outcome = failed(tally.enforcement.rule, &error);
                    break;
                }
            };
            tally.history.add(app.platform(), gone, due.late(now)).await?;
            if gone == 0 {
                break;
            }
        }
        next = next.and(inside.count(tally.enforcement, now).await?);
    }
    drop(inside);
    if !was_open {
        app.spaces().close(id);
    }
    Ok(next.oldest)
}

/// A space that is looked into.
pub(super) struct Inside {
    space: SpaceDb,
    folder: PathBuf,
}

impl Inside {
    pub(super) async fn open(app: &App, id: Uuid) -> Result<Self> {
        Ok(Self { space: spaces::open(app, id).await?, folder: own::files(app).join(id.to_string()) })
    }

    /// How much is due of a rule.
    pub(super) async fn count(&self, enforcement: &Enforcement, now: Now) -> Result<Due> {
        let mut due = Due::default();
        for rows in enforcement.spaces {
            due = due.and(rows.count(&self.space, enforcement.rule, now).await?);
        }
        if let Some(own) = &enforcement.own_in_space {
            due = due.and((own.count)(&self.space, &self.folder, now).await?);
        }
        Ok(due)
    }

    async fn clear(&self, enforcement: &Enforcement, now: Now) -> Result<u64> {
        for rows in enforcement.spaces {
            match rows.clear(&self.space, enforcement.rule, now, BATCH).await? {
                0 => {}
                gone => return Ok(gone),
            }
        }
        match &enforcement.own_in_space {
            Some(own) => (own.clear)(&self.space, &self.folder, now, BATCH).await,
            None => Ok(0),
        }
    }
}

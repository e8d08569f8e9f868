//! What time does to spaces: trials and periods end, reminders go out. Looks only at those whose day has come, a hundred a
//! transaction. That disabled spaces are destroyed is a rule of retention, applied by [`destroy_due`].

use hootis_policy::states::SpaceState;
use hootis_space::Tx;
use uuid::Uuid;

use super::life::{Action, Life, Moment};
use super::queries::{self, Tenure, Upcoming};
use super::steps::Outcome;
use super::{destruction, elapsed, letters, steps};
use crate::app::App;
use crate::error::Result;
use crate::mail;

/// Spaces looked at in one transaction: others wait for it no longer than a page takes.
const PAGE: usize = 100;

/// Looks at every space whose day has come; how many. Safe to run at any time, by several processes at once.
///
/// # Errors
/// When the database refuses; what was done before is done.
pub async fn sweep(app: &App) -> Result<usize> {
    let at = elapsed::moment(app).await?;
    let mut looked_at = 0;
    loop {
        let tx = app.platform().begin().await?;
        // Read inside the transaction: on one engine nobody else writes meanwhile, on the other the guards find out.
        let page = queries::list_due(&tx, at.now, PAGE).await?;
        let mut turned = Vec::new();
        for tenure in &page {
            turned.extend(look_at(app, &tx, at, tenure).await?);
        }
        tx.commit().await?;
        for (tenure, next) in &turned {
            steps::afterwards(app, tenure, next).await;
        }
        looked_at += page.len();
        if page.len() < PAGE {
            break;
        }
    }
    steps::let_go_of_closed(app).await?;
    if looked_at > 0 {
        app.wake();
    }
    Ok(looked_at)
}

/// Does what is due for one space.
async fn look_at(app: &App, tx: &Tx, at: Moment, tenure: &Tenure) -> Result<Option<(Tenure, Life)>> {
    // That the time of a disabled one is over is for the rule of retention to see.
    if let Some(next) = tenure.life.after(Action::PassTime, at).filter(|next| next.state != SpaceState::Destroyed) {
        return Ok(steps::write(app, tx, at, tenure, next).await?.then(|| (tenure.clone(), next)));
    }
    // Its owner may have come back since it was read: then there is nothing to remind of.
    if !queries::hold(tx, tenure).await? {
        return Ok(None);
    }
    if let (Some(before), Some(end)) = (tenure.life.reminder(at.now), tenure.life.end()) {
        let (id, before_s) = (Uuid::now_v7(), i64::try_from(before.as_seconds()).unwrap_or(i64::MAX));
        // The row and the mail are one: whoever comes second finds the row, and writes nothing.
        if queries::insert_reminder(tx, at.now, tenure.id, tenure.life.state.as_str(), end, before_s, id).await? {
            mail::insert(tx, at.now, id, Some(tenure.id), letters::reminder(app.site(), at.now, tenure)?).await?;
        }
    }
    queries::update_next(tx, tenure, tenure.life.next_at(at.now)).await?;
    Ok(None)
}

/// How many disabled spaces have to be destroyed by now, and when the first of all has or will have to be.
///
/// # Errors
/// When the database refuses.
pub async fn count_due(app: &App) -> Result<(i64, Option<i64>)> {
    queries::count_disabled(app.platform(), elapsed::moment(app).await?).await
}

/// The disabled spaces that will be destroyed first, at most so many, each with the day on both clocks.
///
/// # Errors
/// When the database refuses.
pub async fn list_upcoming(app: &App, most: u32) -> Result<Vec<Upcoming>> {
    queries::list_upcoming(app.platform(), elapsed::moment(app).await?, most).await
}

/// Destroys disabled spaces whose time is over, at most so many, the longest due first; how many.
///
/// # Errors
/// When one could not be destroyed to the end: it is gone on with later.
pub async fn destroy_due(app: &App, most: u32) -> Result<u64> {
    let at = elapsed::moment(app).await?;
    let (mut destroyed, mut failed) = (0, None);
    for id in queries::list_to_destroy(app.platform(), at, most).await? {
        // One that cannot be destroyed holds up none of those behind it.
        match destroy(app, id).await {
            Ok(is_gone) => destroyed += u64::from(is_gone),
            Err(error) => failed = Some(error),
        }
    }
    failed.map_or(Ok(destroyed), Err)
}

async fn destroy(app: &App, id: Uuid) -> Result<bool> {
    let Outcome::Taken(_) = steps::take(app, id, Action::PassTime).await? else { return Ok(false) };
    destruction::finish(app, id).await?;
    Ok(true)
}

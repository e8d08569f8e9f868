//! Checks are made in their own time, by whichever process comes first, or all at once when somebody asks.

use std::time::Duration;

use super::alert;
use super::figure::Figure;
use super::looks::{Eyes, Finding};
use super::queries::{self, Last};
use super::table::{Check, TABLE, find};
use crate::app::App;
use crate::clock::Now;
use crate::error::Result;

/// A check that takes longer than this did not end: nothing of it is evidence.
const PATIENCE: Duration = Duration::from_secs(600);

/// What a check found just now, for the command line.
pub struct Outcome {
    /// The promise.
    pub promise: &'static hootis_policy::promises::Promise,
    /// Nothing: it is not kept yet.
    pub ok: Option<bool>,
    /// What was found.
    pub figure: Figure,
    /// What must be so.
    pub limit: Option<Figure>,
    /// When it was looked at.
    pub checked_at: Option<i64>,
}

/// Makes every check whose time has come; how many were made.
///
/// # Errors
/// When the results cannot be written. A check that cannot be made is no error: it becomes late.
pub async fn run_due(app: &App) -> Result<usize> {
    let now = app.now();
    for check in TABLE {
        queries::insert(app.platform(), now, check.promise.id).await?;
    }
    let mut made = 0;
    for promise in queries::list_due(app.platform(), now).await? {
        // A row of a promise that an older version checked is left alone.
        let Some(check) = find(&promise) else { continue };
        made += usize::from(take_and_make(app, check, None).await?);
    }
    Ok(made)
}

/// Makes the cheap checks anew that were not made within the last minute, for a visitor; how many were made.
///
/// # Errors
/// When the results cannot be written.
pub(super) async fn run_asked(app: &App) -> Result<usize> {
    let before = app.now().before(hootis_policy::evidence::ASKED_AGAIN);
    let last = queries::list_last(app.platform()).await?;
    let mut made = 0;
    for check in TABLE.iter().filter(|check| check.pace.is_cheap()) {
        let is_old = last.iter().any(|last| last.promise == check.promise.id && last.checked_at.is_none_or(|at| at <= before.0));
        if is_old {
            made += usize::from(take_and_make(app, check, Some(before)).await?);
        }
    }
    Ok(made)
}

/// Makes every check now, everywhere, and writes nothing down.
pub async fn run_all(app: &App) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    for promise in hootis_policy::promises::ALL.iter().copied() {
        let Some(check) = find(promise.id) else {
            let figure = Figure::new("evidence-not-kept");
            outcomes.push(Outcome { promise, ok: None, figure, limit: None, checked_at: None });
            continue;
        };
        let eyes = Eyes { app: app.clone(), now: app.now(), everywhere: true };
        let finding = look(check, &eyes).await.unwrap_or_else(|error| {
            tracing::error!(%error, promise = promise.id, "a promise could not be checked");
            Finding::bad(Figure::new("evidence-not-checked"))
        });
        let (ok, limit) = (Some(finding.ok), Some((check.limit)()));
        outcomes.push(Outcome { promise, ok, figure: finding.figure, limit, checked_at: Some(eyes.now.0) });
    }
    outcomes
}

async fn take_and_make(app: &App, check: &Check, asked_before: Option<Now>) -> Result<bool> {
    let now = app.now();
    if !queries::take(app.platform(), now, check.promise.id, asked_before).await? {
        return Ok(false);
    }
    let eyes = Eyes { app: app.clone(), now, everywhere: false };
    match look(check, &eyes).await {
        Ok(finding) => note(app, now, check, finding).await?,
        Err(error) => {
            tracing::error!(%error, promise = check.promise.id, "a promise could not be checked");
            queries::give_back(app.platform(), now, check.promise.id).await?;
        }
    }
    Ok(true)
}

async fn look(check: &Check, eyes: &Eyes) -> Result<Finding> {
    match tokio::time::timeout(PATIENCE, (check.look)(eyes)).await {
        Ok(found) => found,
        Err(_) => Err(crate::error::Error::Busy),
    }
}

/// Writes a result down, and tells the operator when it turned red.
async fn note(app: &App, now: Now, check: &Check, finding: Finding) -> Result<()> {
    let tx = app.platform().begin().await?;
    let before = queries::get_last(&tx, check.promise.id).await?;
    let mut last = Last { ok: Some(finding.ok), figure: Some(finding.figure), checked_at: Some(now.0), ..before.clone() };
    if before.ok != last.ok {
        last.changed_at = Some(now.0);
    }
    last.told_at = alert::told(&last, now);
    if last.ok == Some(false) {
        if before.ok != Some(false) {
            tracing::error!(promise = check.promise.id, "a promise is not kept");
        }
        if last.told_at != before.told_at {
            alert::post(app, &tx, now, check, &last).await?;
        }
    } else if before.ok == Some(false) {
        tracing::info!(promise = check.promise.id, "a promise is kept again");
    }
    queries::update(&tx, now, now.after(check.pace.every()), &last).await?;
    tx.commit().await?;
    app.evidence().forget();
    Ok(())
}

//! How the rules stand: for the command line, the operator's page and the evidence.

use std::time::Duration;

use hootis_policy::retention::{LATE, Rule};

use super::enforcements::{ENFORCEMENTS, Enforcement};
use super::engine::count_of_platform;
use super::queries::{self, Known, Past};
use super::spaces::Inside;
use super::{Due, of};
use crate::app::App;
use crate::clock::{Life as _, Now};
use crate::error::{Error, Result};
use crate::platform::spaces;

/// How a rule stands.
#[derive(Clone, Debug)]
pub struct Status {
    pub rule: &'static Rule,
    /// What is known of its runs; none for a rule that is carried out in the very act that starts it.
    pub known: Option<Known>,
    /// How far what should be gone is behind, or the engine itself.
    pub late: Duration,
}

impl Status {
    fn of(enforcement: &Enforcement, known: Option<Known>, now: Now) -> Self {
        let behind = |due: i64| Due { rows: 0, oldest: Some(Now(due)) }.late(now);
        // An engine that stands still is as late as its rules.
        let late = known.as_ref().map_or(Duration::ZERO, |known| known.oldest_due_at.map_or(Duration::ZERO, behind).max(behind(known.next_run_at)));
        Self { rule: enforcement.rule, known, late }
    }

    /// Whether it is later than is allowed.
    #[must_use]
    pub fn is_late(&self) -> bool {
        self.late > LATE.span()
    }
}

/// How every rule stands, as of its last run: cheap.
///
/// # Errors
/// When the platform's database refuses.
pub async fn statuses(app: &App, now: Now) -> Result<Vec<Status>> {
    let mut known = queries::list_known(app.platform()).await?;
    let mut take = |rule: &str| known.iter().position(|known| known.rule == rule).map(|at| known.swap_remove(at));
    Ok(ENFORCEMENTS.iter().map(|one| Status::of(one, take(one.rule.name), now)).collect())
}

/// Counts what is due, of one rule or of all, and takes nothing out. Opens the spaces whose time has come.
///
/// # Errors
/// 404 when there is no rule of that name; else when a database refuses.
pub async fn dry_run(app: &App, now: Now, rule: Option<&str>) -> Result<Vec<(&'static Rule, Due)>> {
    let wanted: Vec<&Enforcement> = match rule {
        Some(rule) => vec![of(rule).ok_or(Error::NotFound)?],
        None => ENFORCEMENTS.iter().collect(),
    };
    let mut counts = Vec::new();
    for one in wanted {
        counts.push((one, count_of_platform(app, one, now).await?));
    }
    if counts.iter().any(|(one, _)| one.is_of_spaces()) {
        for space in spaces::list_sweepable(app.platform(), now).await? {
            let was_open = app.spaces().is_open(space);
            let inside = match Inside::open(app, space).await {
                // It was destroyed meanwhile.
                Err(Error::NotFound) => continue,
                other => other?,
            };
            for (one, due) in counts.iter_mut().filter(|(one, _)| one.is_of_spaces()) {
                *due = due.and(inside.count(one, now).await?);
            }
            drop(inside);
            if !was_open {
                app.spaces().close(space);
            }
        }
    }
    Ok(counts.into_iter().map(|(one, due)| (one.rule, due)).collect())
}

/// Counts what is due of a rule where no space has to be opened for it: cheap.
///
/// # Errors
/// 404 when there is no rule of that name; else when a database refuses.
pub async fn due_in_platform(app: &App, now: Now, rule: &str) -> Result<Due> {
    count_of_platform(app, of(rule).ok_or(Error::NotFound)?, now).await
}

/// The last runs that took something out, the newest first, and how many rows went on each day since `since`: days
/// since 1970, amount, worst lateness in milliseconds.
///
/// # Errors
/// When the platform's database refuses.
pub async fn history(app: &App, since: Now, most: u32) -> Result<(Vec<Past>, Vec<(i64, i64, i64)>)> {
    Ok((queries::list_runs(app.platform(), most).await?, queries::list_days(app.platform(), since).await?))
}

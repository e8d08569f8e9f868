//! A run: count, take out batch after batch, write down what was done.

use std::time::{Duration, Instant};

use hootis_policy::journal::Act;
use hootis_policy::retention::Rule;
use uuid::Uuid;

use super::enforcements::{ENFORCEMENTS, Enforcement};
use super::queries::{self, Went};
use super::{Due, spaces};
use crate::app::App;
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::platform::PlatformDb;
use crate::platform::journal::{self, Entry};

/// Rows taken out in one transaction, at most: whoever else writes never waits long.
pub(super) const BATCH: u32 = 1_000;

/// How a run ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// Everything that was due is gone.
    Done,
    /// Something refused; the next run tries again.
    Failed,
    /// Another process is at it.
    Busy,
}

impl Outcome {
    /// Its name in the database and in programs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Busy => "busy",
        }
    }
}

/// What a run of a rule did.
#[derive(Clone, Copy, Debug)]
pub struct Ran {
    pub rule: &'static Rule,
    /// Rows or files that went.
    pub rows: u64,
    /// How late the oldest was when the run began.
    pub late: Duration,
    /// When the next is due.
    pub oldest: Option<Now>,
    pub took: Duration,
    pub outcome: Outcome,
}

/// Runs the rules whose time has come, and looks into the spaces whose time has come. The worker calls it.
///
/// # Errors
/// When the platform's database refuses. A rule that fails is no error: it is written down and tried again.
pub async fn pass(app: &App, now: Now) -> Result<Vec<Ran>> {
    ensure(app, now).await?;
    let due = queries::list_due(app.platform(), now).await?;
    go(app, now, |rule| due.iter().any(|due| due == rule.name), true).await
}

/// Runs every rule now.
///
/// # Errors
/// As [`pass`].
pub async fn run_all(app: &App, now: Now) -> Result<Vec<Ran>> {
    ensure(app, now).await?;
    go(app, now, |_| true, true).await
}

/// Runs one rule now.
///
/// # Errors
/// 404 when there is none of that name; else as [`pass`].
pub async fn run(app: &App, now: Now, rule: &str) -> Result<Vec<Ran>> {
    let enforcement = super::of(rule).ok_or(Error::NotFound)?;
    ensure(app, now).await?;
    let ran = go(app, now, |rule| rule == enforcement.rule, enforcement.is_of_spaces()).await?;
    Ok(ran.into_iter().filter(|ran| ran.rule == enforcement.rule).collect())
}

async fn ensure(app: &App, now: Now) -> Result<()> {
    let rules = ENFORCEMENTS.iter().filter(|one| one.is_of_platform() || one.is_of_spaces()).map(|one| one.rule.name);
    queries::ensure(app.platform(), now, rules).await
}

async fn go(app: &App, now: Now, wanted: impl Fn(&'static Rule) -> bool, in_spaces: bool) -> Result<Vec<Ran>> {
    let mut all = Vec::new();
    for enforcement in ENFORCEMENTS.iter().filter(|one| one.is_of_platform() && wanted(one.rule) && !app.is_off(one.rule.name)) {
        if queries::take(app.platform(), now, enforcement.rule.name).await? {
            all.push(of_platform(app, enforcement, now).await);
        } else {
            all.push(Ran { outcome: Outcome::Busy, ..Ran::nothing(enforcement.rule) });
        }
    }
    if in_spaces {
        for ran in spaces::sweep(app, now).await? {
            match all.iter_mut().find(|other| other.rule == ran.rule) {
                Some(other) => other.add(&ran),
                None => all.push(ran),
            }
        }
    }
    all.retain(|ran| wanted(ran.rule) || ran.rows > 0 || ran.outcome == Outcome::Failed);
    for ran in all.iter().filter(|ran| ran.outcome != Outcome::Busy) {
        // What spaces did for a rule that the platform's turn has not come for yet must not put that turn off.
        if wanted(ran.rule) || super::of(ran.rule.name).is_some_and(|one| !one.is_of_platform()) {
            ran.write_down(app, now).await?;
        }
        ran.tell(app).await;
    }
    Ok(all)
}

/// How much is due of what no space has to be opened for.
pub(super) async fn count_of_platform(app: &App, enforcement: &Enforcement, now: Now) -> Result<Due> {
    let mut due = Due::default();
    for rows in enforcement.platform {
        due = due.and(rows.count(app.platform(), enforcement.rule, now).await?);
    }
    if let Some(own) = &enforcement.own {
        due = due.and((own.count)(app, now).await?);
    }
    Ok(due)
}

async fn clear_of_platform(app: &App, enforcement: &Enforcement, now: Now) -> Result<u64> {
    for rows in enforcement.platform {
        match rows.clear(app.platform(), enforcement.rule, now, BATCH).await? {
            0 => {}
            gone => return Ok(gone),
        }
    }
    match &enforcement.own {
        Some(own) => (own.clear)(app, now, BATCH).await,
        None => Ok(0),
    }
}

async fn of_platform(app: &App, enforcement: &Enforcement, now: Now) -> Ran {
    let (rule, started) = (enforcement.rule, Instant::now());
    let mut history = History::new(rule, now);
    let work = async {
        let due = count_of_platform(app, enforcement, now).await?;
        if due.rows == 0 {
            return Ok::<_, Error>(due);
        }
        let late = due.late(now);
        loop {
            let gone = clear_of_platform(app, enforcement, now).await?;
            history.add(app.platform(), gone, late).await?;
            if gone == 0 {
                return count_of_platform(app, enforcement, now).await;
            }
            queries::renew(app.platform(), app.now(), rule.name).await?;
        }
    };
    let result = work.await;
    let outcome = result.as_ref().map_or_else(|error| failed(rule, error), |_| Outcome::Done);
    history.end(app, outcome).await;
    let oldest = result.ok().and_then(|left| left.oldest);
    Ran { rule, rows: history.rows, late: history.late, oldest, took: started.elapsed(), outcome }
}

/// Says in the log that a rule could not be applied.
pub(super) fn failed(rule: &Rule, error: &Error) -> Outcome {
    tracing::error!(%error, rule = rule.name, "a retention rule could not be applied");
    Outcome::Failed
}

impl Ran {
    pub(super) fn nothing(rule: &'static Rule) -> Self {
        Self { rule, rows: 0, late: Duration::ZERO, oldest: None, took: Duration::ZERO, outcome: Outcome::Done }
    }

    fn add(&mut self, other: &Self) {
        self.rows += other.rows;
        self.late = self.late.max(other.late);
        self.took += other.took;
        self.oldest = Due { rows: 0, oldest: self.oldest }.and(Due { rows: 0, oldest: other.oldest }).oldest;
        if other.outcome == Outcome::Failed {
            self.outcome = Outcome::Failed;
        }
    }

    async fn write_down(&self, app: &App, now: Now) -> Result<()> {
        let went = Went {
            ran_at: now,
            took_ms: millis(self.took),
            amount: i64::try_from(self.rows).unwrap_or(i64::MAX),
            late_ms: millis(self.late),
            oldest_due_at: self.oldest,
            outcome: self.outcome.as_str(),
        };
        queries::put(app.platform(), self.rule.name, &went).await
    }

    /// One line in the log and one in the journal: counts, no content.
    async fn tell(&self, app: &App) {
        if self.rows > 0 {
            tracing::info!(rule = self.rule.name, rows = self.rows, "what had outlived its rule was taken out");
            journal::note(app, Entry::new(Act::RetentionRun).detail(self.rule.name).amount(self.rows)).await;
        }
    }
}

/// The history of a run: begun with the first row that goes.
pub(super) struct History {
    rule: &'static Rule,
    started: Now,
    id: Option<Uuid>,
    pub(super) rows: u64,
    pub(super) late: Duration,
}

impl History {
    pub(super) fn new(rule: &'static Rule, started: Now) -> Self {
        Self { rule, started, id: None, rows: 0, late: Duration::ZERO }
    }

    /// So many more went, the oldest of which was so late.
    pub(super) async fn add(&mut self, db: &PlatformDb, gone: u64, late: Duration) -> Result<()> {
        if gone == 0 {
            return Ok(());
        }
        self.rows += gone;
        self.late = self.late.max(late);
        let id = match self.id {
            Some(id) => id,
            None => queries::begin_run(db, self.started, self.rule.name, millis(self.late)).await?,
        };
        self.id = Some(id);
        queries::update_run(db, id, i64::try_from(self.rows).unwrap_or(i64::MAX), millis(self.late)).await
    }

    /// Ends it. A failure that took nothing out has its line, too.
    pub(super) async fn end(&mut self, app: &App, outcome: Outcome) {
        let ended = async {
            let id = match (self.id, outcome) {
                (Some(id), _) => id,
                (None, Outcome::Failed) => queries::begin_run(app.platform(), self.started, self.rule.name, 0).await?,
                (None, _) => return Ok(()),
            };
            queries::end_run(app.platform(), app.now(), id, outcome.as_str()).await
        };
        if let Err(error) = ended.await {
            tracing::error!(%error, rule = self.rule.name, "the history of a retention rule could not be written");
        }
    }
}

pub(super) fn millis(time: Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX)
}

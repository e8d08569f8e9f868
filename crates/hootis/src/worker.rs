//! The worker: hands over mails, does jobs and applies the retention rules, one process beside many, until told to stop.

use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::app::App;
use crate::error::{Error, Result};
use crate::{jobs, retention};

/// How long the worker sleeps when nobody wakes it. Another process may have asked for something.
const NAP: Duration = Duration::from_secs(1);

/// Jobs done at once, at most.
const LANES: usize = 3;

/// How often the retention engine is asked whether a rule's turn has come.
const BETWEEN_LOOKS: Duration = Duration::from_secs(60);

/// Checks of promises are looked for this often; each says itself how often it is made.
const BETWEEN_CHECKS: Duration = Duration::from_secs(60);
/// What is known of visits is written this often; the rest is in memory, and a crash loses no more.
const BETWEEN_VISITS: Duration = Duration::from_secs(5);
/// The counts of cookies reach the database within this time.
const BETWEEN_COUNTS: Duration = Duration::from_secs(30);
/// Trials end and reminders go out within this time of being due.
const BETWEEN_LIVES: Duration = Duration::from_secs(20);
/// A change of a space's key that was cut off goes on within this time.
const BETWEEN_KEYS: Duration = Duration::from_secs(10);

/// Works until `stop` turns true. Jobs that are cut off are taken up again after their lease.
pub async fn run(app: App, mut stop: watch::Receiver<bool>) {
    let mails = async {
        loop {
            turn(&app, "mails", "mails could not be looked for", |app| async move { app.send_mails().await.map(drop) }).await;
            tokio::select! { () = tokio::time::sleep(NAP) => {}, () = app.woken() => {} }
        }
    };
    // Several at once: a long import keeps nobody else waiting.
    let work = futures::future::join_all((0..LANES).map(|_| lane(&app)));
    let rules = async {
        loop {
            turn(&app, "rules", "what is due could not be looked for", |app| async move { retention::pass(&app, app.now()).await.map(drop) }).await;
            turn(&app, "rules", "the trends of a month could not be added up", |app| async move { app.close_trends().await.map(drop) }).await;
            turn(&app, "rules", "account holders could not be told of a new version of the policy", tell_policy_changes).await;
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
    };
    let checks = async {
        loop {
            turn(&app, "checks", "promises could not be checked", |app| async move { app.check_promises().await.map(drop) }).await;
            tokio::time::sleep(BETWEEN_CHECKS).await;
        }
    };
    let visits = async {
        loop {
            tokio::time::sleep(BETWEEN_VISITS).await;
            turn(&app, "visits", "visits could not be written", |app| async move { app.write_visits().await }).await;
        }
    };
    let counts = async {
        loop {
            tokio::time::sleep(BETWEEN_COUNTS).await;
            turn(&app, "counts", "the counts of cookies could not be written yet", |app| async move { app.write_counts().await }).await;
        }
    };
    let lives = async {
        loop {
            turn(&app, "lives", "what is due in the life of spaces and accounts could not be done", |app| async move { app.live().await }).await;
            tokio::time::sleep(BETWEEN_LIVES).await;
        }
    };
    let news = async {
        loop {
            tokio::time::sleep(BETWEEN_LISTENING).await;
            turn(&app, "news", "news of other processes could not be looked for", |app| async move { app.listen().await }).await;
        }
    };
    let keys =
        async {
            loop {
                turn(&app, "keys", "changes of keys that were cut off could not be looked for", |app| async move {
                    app.go_on_with_keys().await.map(drop)
                })
                .await;
                tokio::time::sleep(BETWEEN_KEYS).await;
            }
        };
    tokio::select! {
        () = news => {}, () = checks => {}, () = mails => {}, _ = work => {}, () = rules => {}, () = visits => {}, () = counts => {}, () = lives => {},
        () = keys => {},
        _ = stop.wait_for(|stop| *stop) => {}
    }
    write_counts(&app).await;
}

/// How soon what another process wrote in a space is seen by whoever waits for it here.
const BETWEEN_LISTENING: Duration = Duration::from_millis(200);

/// Does work in a task of its own, which ends with whoever waits for it: a panic in it is its failure and nobody
/// else's.
async fn apart<T: Send + 'static>(work: impl Future<Output = Result<T>> + Send + 'static) -> Result<T> {
    let mut task = JoinSet::new();
    task.spawn(work);
    match task.join_next().await {
        Some(ended) => ended?,
        None => Err(Error::internal("a task without an end")),
    }
}

/// One turn of a loop: whatever happens in it, the next one comes.
async fn turn<W: Future<Output = Result<()>> + Send + 'static>(app: &App, task: &'static str, failed: &'static str, work: impl FnOnce(App) -> W) {
    app.signs().beat(task);
    if let Err(error) = apart(work(app.clone())).await {
        tracing::error!(%error, "{failed}");
    }
}

async fn tell_policy_changes(app: App) -> Result<()> {
    let accounts = app.tell_policy_changes().await?;
    if accounts > 0 {
        tracing::info!(accounts, "account holders are told of a new version of the policy");
    }
    Ok(())
}

/// Writes what is known of visits; what cannot be written now is written later.
pub async fn write_visits(app: &App) {
    if let Err(error) = app.write_visits().await {
        tracing::error!(%error, "visits could not be written");
    }
}

/// Does everything that is due, once, and ends: what a simulation asks for instead of [`run`]. Whoever adds
/// to the one adds to the other.
///
/// # Errors
/// When a database refuses.
pub async fn catch_up(app: &App) -> Result<()> {
    app.write_visits().await?;
    app.live().await?;
    app.go_on_with_keys().await?;
    retention::pass(app, app.now()).await?;
    app.close_trends().await?;
    while step(app).await? {}
    app.send_mails().await?;
    app.write_counts().await?;
    app.check_promises().await?;
    Ok(())
}

/// What cannot be written now is written the next time.
async fn write_counts(app: &App) {
    if let Err(error) = app.write_counts().await {
        tracing::warn!(%error, "the counts of cookies could not be written yet");
    }
}

/// Does one job after the other.
async fn lane(app: &App) {
    loop {
        app.signs().beat("jobs");
        match step(app).await {
            Ok(true) => {}
            Ok(false) => tokio::time::sleep(NAP / 4).await,
            Err(error) => {
                tracing::error!(%error, "jobs could not be looked for");
                tokio::time::sleep(NAP).await;
            }
        }
    }
}

/// Shows that a job is alive as long as it is, and ends it when its space is closed meanwhile.
async fn watch_over(app: &App, job: &jobs::Job) -> Error {
    let beats = jobs::LEASE.as_secs() / NAP.as_secs() / 3;
    for beat in 1_u64.. {
        tokio::time::sleep(NAP).await;
        app.signs().beat("jobs");
        if beat.is_multiple_of(beats)
            && let Err(error) = jobs::renew(app.platform(), app.now(), job.id).await
        {
            tracing::warn!(%error, job.id = %job.id, "a lease could not be renewed");
        }
        if app.must_stop(job).await {
            return Error::Asleep;
        }
    }
    Error::Asleep
}

/// Does one job, if there is one.
///
/// # Errors
/// When the platform's database refuses. A job that fails is no error: it is tried again later.
pub async fn step(app: &App) -> Result<bool> {
    let platform = app.platform();
    let Some(job) = jobs::take(platform, app.now()).await? else { return Ok(false) };
    let work = apart({
        let (app, job) = (app.clone(), job.clone());
        async move { app.run_job(&job).await }
    });
    let result = tokio::select! { result = work => result, why = watch_over(app, &job) => Err(why) };
    match result {
        Ok(()) => jobs::done(platform, job.id).await?,
        // What it was about is gone: nothing is left to do.
        Err(Error::NotFound) => jobs::done(platform, job.id).await?,
        // Its space is closed for now: it goes on when the space comes back, and goes when the space goes.
        Err(Error::Asleep) => jobs::park(platform, &job).await?,
        Err(error) => {
            tracing::warn!(%error, job.id = %job.id, job.kind, "a job failed");
            jobs::failed(platform, app.now(), &job, &error.to_string()).await?;
        }
    }
    Ok(true)
}

//! Destroying a space: what is in it is counted and hashed, then everything goes, the key last, and its owner gets a
//! certificate.
//!
//! A row of `destruction` says that it has begun. Every step may be done again, so that whoever finds the row, after a crash
//! at any point or beside another process, goes on to the end. The certificate says that the key is gone: it is written once
//! the key has been written over. The last transaction takes the row away, mails the certificate and asks for the line in the
//! security journal: that happens once.

use hootis_policy::journal::Act;
use hootis_policy::retention;
use hootis_space::Conn as _;
use hootis_space::Tx;
use serde_json::json;
use uuid::Uuid;

use super::queries::{Begun, Tenure};
use super::{elapsed, queries};
use crate::app::App;
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::platform::accounts;
use crate::platform::certificates::{self, Certificate};
use crate::platform::journal::{self, Entry};
use crate::platform::spaces::{self, Remains};
use crate::{jobs, mail};

/// The job that goes on with a destruction.
pub const JOB: &str = "destruction";

/// The job that notes that a space was destroyed.
pub const NOTE: &str = "destruction_note";

/// What has just been done: tests crash there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Step {
    Counted,
    DatabaseGone,
    FilesGone,
    KeyGone,
}

/// Begins a destruction, in the transaction that says that the space is destroyed: from there nobody comes back.
pub(super) async fn begin(tx: &Tx, now: Now, tenure: &Tenure) -> Result<()> {
    let is_over = tenure.life.destroy_at.is_some_and(|end| end <= now.0);
    let reason = if is_over { "time" } else { "owner" };
    queries::insert_destruction(tx, now, tenure, reason).await?;
    jobs::ask(tx, now, JOB, None, tenure.id.to_string(), Some(format!("{JOB}:{}", tenure.id))).await
}

/// The job.
///
/// # Errors
/// When it has to be tried again.
pub async fn run(app: &App, payload: &str) -> Result<()> {
    finish(app, Uuid::parse_str(payload).map_err(|_| Error::NotFound)?).await
}

/// How many destructions have begun and are not done, and when the first of them began.
///
/// # Errors
/// When the database refuses.
pub async fn count_unfinished(app: &App) -> Result<(i64, Option<i64>)> {
    queries::count_destructions(app.platform()).await
}

/// Goes on with destructions that have begun, at most so many, the oldest first; how many were brought to their end.
///
/// # Errors
/// When one could not be: the next look goes on with it.
pub async fn finish_unfinished(app: &App, most: u32) -> Result<u64> {
    let (mut finished, mut failed) = (0, None);
    for space in queries::list_destructions(app.platform(), most).await? {
        // One that cannot be finished holds up none of those behind it.
        match finish(app, space).await {
            Ok(()) => finished += 1,
            Err(error) => failed = Some(error),
        }
    }
    failed.map_or(Ok(finished), Err)
}

/// Brings a destruction to its end. One that is done, or was never begun, is left as it is.
///
/// # Errors
/// When something is left: it goes on from there the next time.
pub async fn finish(app: &App, space: Uuid) -> Result<()> {
    finish_with(app, space, |_| Ok(())).await
}

pub(super) async fn finish_with(app: &App, space: Uuid, reached: impl Fn(Step) -> Result<()>) -> Result<()> {
    let Some(remains) = counted(app, space).await? else { return Ok(()) };
    reached(Step::Counted)?;
    spaces::erase_database(app, space).await?;
    reached(Step::DatabaseGone)?;
    spaces::erase_files(app, space).await?;
    reached(Step::FilesGone)?;
    spaces::destroy_key(app.platform(), app.now(), space).await?;
    // The page that held it may still stand in the log or in the table: it is written over.
    app.platform().scrub("space").await?;
    reached(Step::KeyGone)?;
    let at = elapsed::moment(app).await?;
    let tx = app.platform().begin().await?;
    let Some(begun) = queries::find_destruction(&tx, space).await? else { return Ok(()) };
    if !queries::delete_destruction(&tx, space).await? {
        return Ok(());
    }
    let waiting = json!({ "jobs": jobs::delete_of_space(&tx, space).await?, "mails": queries::delete_mails(&tx, space).await? });
    queries::delete_reminders(&tx, space).await?;
    spaces::slug::hold(&tx, app.platform_key(), Now(begun.destroyed_at), &begun.slug).await?;
    spaces::forget(&tx, at.now, space).await?;
    accounts::count_spaceless(&tx, at.now, at.elapsed, begun.account_id).await?;
    let account = accounts::get(&tx, begun.account_id).await?;
    let certificate = certificate(app, space, &begun, &remains, waiting, at.now)?;
    mail::post(&tx, at.now, certificates::letter(app.site(), &account, &begun.company, &certificate)?).await?;
    jobs::ask(&tx, at.now, NOTE, None, json!([begun.account_id, space]).to_string(), Some(format!("{NOTE}:{space}"))).await?;
    tx.commit().await?;
    app.wake();
    Ok(())
}

/// Notes in the security journal that a space was destroyed.
///
/// # Errors
/// When it has to be tried again.
pub async fn note(app: &App, payload: &str) -> Result<()> {
    let (account, space): (Uuid, Uuid) = serde_json::from_str(payload).map_err(|_| Error::NotFound)?;
    journal::write(app, Entry::new(Act::SpaceDestroyed).account(account).space(space)).await
}

/// What is in the space, counted once, before anything goes: what is counted is what the certificate says.
async fn counted(app: &App, space: Uuid) -> Result<Option<Remains>> {
    let db = app.platform();
    let Some(begun) = queries::find_destruction(db, space).await? else { return Ok(None) };
    if begun.facts.is_none() {
        match spaces::remains(app, space).await {
            Ok(remains) => queries::update_facts(db, space, serde_json::to_string(&remains).map_err(Error::internal)?).await?,
            // Somebody else has counted, and takes away under our eyes what we were about to count.
            Err(_) if queries::find_destruction(db, space).await?.is_none_or(|begun| begun.facts.is_some()) => {}
            Err(error) => return Err(error),
        }
    }
    // Read again: of two that counted, the first is believed, for the second may have counted what the first left.
    let Some(facts) = queries::find_destruction(db, space).await?.and_then(|begun| begun.facts) else { return Ok(None) };
    serde_json::from_str(&facts).map(Some).map_err(Error::internal)
}

fn certificate(app: &App, space: Uuid, begun: &Begun, remains: &Remains, waiting: serde_json::Value, now: Now) -> Result<Certificate> {
    let date = crate::web::format::machine;
    let document = json!({
        "space": { "id": space, "address": app.site().space_origin(&begun.slug), "company": begun.company },
        "reason": begun.reason,
        "disabled_at": date(begun.disabled_at),
        "destruction_began_at": date(begun.destroyed_at),
        "destroyed_at": date(now.0),
        "engine": remains.engine,
        // Where the platform is on PostgreSQL, the cluster's own log may hold the wrapped key until that log is used again.
        "key": { "id": remains.key_id, "destroyed": true, "written_over": app.platform().engine().writes_over() },
        "database": {
            "counted": remains.tables.is_some(),
            "tables": remains.tables,
            "rows": remains.tables.as_ref().map(|tables| tables.iter().map(|table| table.rows).sum::<i64>()),
            "files": remains.database,
        },
        "files": remains.files,
        "waiting": waiting,
        "address_held_until": date(Now(begun.destroyed_at).after(retention::SLUG_HOLD).0),
    });
    certificates::sign(app, certificates::SPACE, document)
}

/// Whether a destruction has begun and is not done.
///
/// # Errors
/// When the database refuses.
pub async fn is_unfinished(app: &App, space: Uuid) -> Result<bool> {
    Ok(queries::find_destruction(app.platform(), space).await?.is_some())
}

//! What time does to accounts: they are told, then deleted.

use hootis_policy::journal::Act;
use hootis_policy::retention;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{letters, queries};
use crate::app::App;
use crate::error::{Error, Result};
use crate::platform::accounts;
use crate::platform::certificates;
use crate::platform::journal::{self, Entry};
use crate::platform::lifecycle::{self, Moment};
use crate::web::format;
use crate::{jobs, mail};

/// Accounts seen to in one go.
const PAGE: i64 = 100;

/// Notes who has been told by now: called when mails have left.
///
/// # Errors
/// When the database refuses; it is noted the next time.
pub async fn note_handed(app: &App) -> Result<()> {
    queries::note_handed(app.platform(), app.now()).await
}

/// Tells those whose account will go.
///
/// # Errors
/// When the database refuses; who was told before is told.
pub async fn sweep(app: &App) -> Result<()> {
    let at = lifecycle::moment(app).await?;
    // What left while nobody could note it counts from now on.
    queries::note_handed(app.platform(), at.now).await?;
    queries::start_counting(app.platform(), at).await?;
    for id in queries::list_to_tell(app.platform(), at.now, PAGE).await? {
        tell(app, at, id).await?;
    }
    Ok(())
}

async fn tell(app: &App, at: Moment, id: Uuid) -> Result<()> {
    let tx = app.platform().begin().await?;
    let account = accounts::get(&tx, id).await?;
    let mail = Uuid::now_v7();
    let Some(since) = account.spaceless_since else { return Ok(()) };
    let before = i64::try_from(retention::ACCOUNT_NOTICE.as_seconds()).unwrap_or(i64::MAX);
    if lifecycle::insert_reminder(&tx, at.now, id, queries::REMINDER, since, before, mail).await? {
        mail::insert(&tx, at.now, mail, None, letters::soon(app.site(), at.now, &account)?).await?;
    }
    tx.commit().await?;
    app.wake();
    Ok(())
}

/// How many accounts have to be deleted by now, and since when or from when the first has. `asked`: those whose holder asked, or
/// the others.
///
/// # Errors
/// When the database refuses.
pub async fn count_due(app: &App, asked: bool) -> Result<(i64, Option<i64>)> {
    queries::count_due(app.platform(), lifecycle::moment(app).await?, asked).await
}

/// Deletes accounts whose time is over, at most so many; how many. Safe to run at any time, by several processes at once.
///
/// # Errors
/// When the database refuses; what was deleted before is deleted.
pub async fn delete_due(app: &App, asked: bool, most: u32) -> Result<u64> {
    let at = lifecycle::moment(app).await?;
    let mut deleted = 0;
    let mut failed = None;
    for id in queries::list_due(app.platform(), at, asked, most).await? {
        // One that cannot be deleted holds up none of those behind it.
        match delete(app, at, id).await {
            Ok(is_gone) => deleted += u64::from(is_gone),
            Err(error) => failed = Some(error),
        }
    }
    failed.map_or(Ok(deleted), Err)
}

/// Deletes one account with all that hangs on it, and mails the certificate; false when it is no longer due.
async fn delete(app: &App, at: Moment, id: Uuid) -> Result<bool> {
    let tx = app.platform().begin().await?;
    // Looked at again: its holder may have changed their mind, or another process may have been here.
    if !queries::is_due(&tx, at, id).await? {
        return Ok(false);
    }
    let account = accounts::get(&tx, id).await?;
    let deleted = queries::delete(&tx, &account).await?;
    let deleted: Map<String, Value> = deleted.into_iter().map(|(table, rows)| (table.to_owned(), rows.into())).collect();
    let document = json!({
        "account": { "id": id },
        "reason": if account.deletion_asked_at.is_some() { "asked" } else { "no space for 30 days" },
        "asked_at": account.deletion_asked_at.map(format::machine),
        "without_space_since": account.spaceless_since.map(format::machine),
        "destroyed_at": format::machine(at.now.0),
        "deleted": deleted,
        // What the law demands to keep would stand here, with its ground and its end. No invoice exists.
        "kept": [],
    });
    let certificate = certificates::sign(app, certificates::ACCOUNT, document)?;
    mail::post(&tx, at.now, certificates::letter(app.site(), &account, "", &certificate)?).await?;
    jobs::ask(&tx, at.now, NOTE, None, id.to_string(), Some(format!("{NOTE}:{id}"))).await?;
    tx.commit().await?;
    app.wake();
    Ok(true)
}

/// The job that writes over what stood in the table, and notes in the security journal that an account was deleted.
pub const NOTE: &str = "deletion_note";

/// Does it.
///
/// # Errors
/// When it has to be tried again.
pub async fn note(app: &App, payload: &str) -> Result<()> {
    let id = Uuid::parse_str(payload).map_err(|_| Error::NotFound)?;
    app.platform().scrub("account").await?;
    journal::write(app, Entry::new(Act::AccountDeleted).subject(id)).await
}

//! What follows in the spaces of an account when something changes there: their owner is a member of each, with a door of
//! its own.

use hootis_space::{Conn as _, Tx, args};
use uuid::Uuid;

use crate::access::{JobContext, factors};
use crate::app::App;
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::jobs;
use crate::platform::{accounts, spaces};
use crate::web::person::Email;

/// The job that ends the sessions of an account holder inside a space: their sessions at the account were ended.
pub const END_ENTRIES: &str = "end_entries";

/// The job that ends them, and takes the password and the second factor at the space's own door away: the account has a new
/// password, and whoever had its mailbox for a moment may have chosen both.
pub const CLOSE_DOORS: &str = "close_doors";

/// The job that gives the owner of a space the address that their account has now.
pub const FOLLOW_ADDRESS: &str = "follow_address";

/// Asks for one of these jobs in each space of an account.
///
/// # Errors
/// When the database refuses.
pub async fn ask_in_spaces(tx: &Tx, now: Now, job: &'static str, account: Uuid) -> Result<()> {
    for space in spaces::list_of_account(tx, account).await? {
        jobs::ask(tx, now, job, Some(space.id), account.to_string(), None).await?;
    }
    Ok(())
}

/// Does one of them.
///
/// # Errors
/// When it has to be tried again.
pub async fn run(app: &App, kind: &str, job: &JobContext, payload: &str) -> Result<()> {
    let account = Uuid::parse_str(payload).map_err(|_| Error::NotFound)?;
    let tx = job.space.begin().await?;
    match kind {
        END_ENTRIES => end_entries(&tx, account).await?,
        CLOSE_DOORS => close_doors(&tx, app.now(), account).await?,
        _ => follow_address(app, &tx, account).await?,
    }
    Ok(tx.commit().await?)
}

/// What the holder opened from the console goes: sessions, ways in that nobody has used yet, and looks as a contact.
async fn end_entries(tx: &Tx, account: Uuid) -> Result<()> {
    let theirs = "member_id IN (SELECT id FROM member WHERE account_id = $1)";
    for what in ["member_session WHERE", "member_link WHERE kind = 'entry' AND", "contact_session WHERE", "contact_link WHERE"] {
        tx.execute(&format!("DELETE FROM {what} {theirs}"), args![account]).await?;
    }
    Ok(())
}

async fn close_doors(tx: &Tx, now: Now, account: Uuid) -> Result<()> {
    end_entries(tx, account).await?;
    let members: Vec<Uuid> = tx.list("SELECT id FROM member WHERE account_id = $1", args![account]).await?;
    for member in members {
        factors::delete_all(tx, member).await?;
        factors::forget_halves(tx, member).await?;
        tx.execute("DELETE FROM member_link WHERE member_id = $1 AND kind = 'password'", args![member]).await?;
        let sql = "UPDATE member SET password_hash = NULL, updated_at = $2, version = version + 1 WHERE id = $1";
        tx.execute(sql, args![member, now]).await?;
    }
    Ok(())
}

/// The old mailbox opens nothing any more. Where somebody else of the team has the new address, the owner comes by the console
/// alone.
async fn follow_address(app: &App, tx: &Tx, account: Uuid) -> Result<()> {
    let Some(holder) = accounts::find(app.platform(), account).await? else { return Ok(()) };
    let email = Email::parse(&holder.email).ok_or_else(|| Error::internal("an account holds an address that is none"))?;
    tx.execute("DELETE FROM member_link WHERE kind = 'password' AND member_id IN (SELECT id FROM member WHERE account_id = $1)", args![account])
        .await?;
    let taken = "SELECT COUNT(*) FROM member WHERE email_key = $1 AND (account_id IS NULL OR account_id <> $2)";
    let is_taken = tx.get::<i64>(taken, args![&email.key, account]).await? > 0;
    let (text, key) = if is_taken { (None, None) } else { (Some(email.text), Some(email.key)) };
    let sql = "UPDATE member SET email = $2, email_key = $3, updated_at = $4, version = version + 1 WHERE account_id = $1";
    tx.execute(sql, args![account, text, key, app.now()]).await?;
    Ok(())
}

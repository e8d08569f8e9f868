//! Mails: written with their feature, queued in the same transaction as their cause, handed to the
//! relay by a worker, and forgotten once it has them.

mod transport;

use std::time::Duration;

use hootis_space::{Conn, Db, FromRow, Row, args};
use uuid::Uuid;

pub use transport::{NotHandedOver, Outbox, Transport};

use crate::clock::{Clock, Now};
use crate::error::Result;
use crate::jobs;
use crate::web::format;

/// Undelivered mails are given up after this many attempts: about five days.
const MAX_ATTEMPTS: i64 = 30;

/// One hand-over to the relay may take this long.
const LEASE: Duration = Duration::from_secs(120);

/// A mail to one person: both parts say the same. Without the HTML one it is plain text.
#[derive(Clone, Default)]
pub struct Letter {
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// Who is answered: the visitor whose message this is. Never queued.
    pub reply_to: Option<String>,
    /// Where a program says for its owner that they want no more of these (RFC 8058): in every marketing mail and every notice of
    /// messages, and in no other.
    pub unsubscribe_url: Option<String>,
    /// A file that comes with it: a certificate.
    pub attachment: Option<Attachment>,
}

/// A JSON file that comes with a mail.
#[derive(Clone)]
pub struct Attachment {
    pub name: String,
    pub content: String,
}

/// A mail in the queue. Its id makes a `Message-ID` that stays the same through every attempt.
#[derive(Clone)]
pub struct Queued {
    pub id: Uuid,
    pub letter: Letter,
    pub attempts: i64,
}

impl FromRow for Queued {
    fn from_row(row: &mut Row) -> Result<Self, hootis_space::DbError> {
        Ok(Self {
            id: row.take()?,
            attempts: row.take()?,
            letter: Letter {
                to: row.take()?,
                subject: row.take()?,
                text: row.take()?,
                html: row.take()?,
                unsubscribe_url: row.take()?,
                reply_to: None,
                attachment: row.take::<Option<String>>()?.zip(row.take::<Option<String>>()?).map(|(name, content)| Attachment { name, content }),
            },
        })
    }
}

/// Queues a mail; its id there.
///
/// # Errors
/// When the database refuses.
pub async fn post(conn: &impl Conn, now: Now, letter: Letter) -> Result<Uuid> {
    let id = Uuid::now_v7();
    insert(conn, now, id, None, letter).await?;
    Ok(id)
}

/// The same under an id that was chosen before.
///
/// # Errors
/// When the database refuses.
pub async fn post_as(conn: &impl Conn, now: Now, id: Uuid, letter: Letter) -> Result<()> {
    insert(conn, now, id, None, letter).await
}

/// Queues a mail about a space, or sent from it: it does not outlive the space.
///
/// # Errors
/// When the database refuses.
pub async fn post_of_space(conn: &impl Conn, now: Now, space: Uuid, letter: Letter) -> Result<()> {
    insert(conn, now, Uuid::now_v7(), Some(space), letter).await
}

/// Queues a mail under an id that something else names too, about a space or none.
///
/// # Errors
/// When the database refuses.
pub async fn insert(conn: &impl Conn, now: Now, id: Uuid, space: Option<Uuid>, letter: Letter) -> Result<()> {
    let (name, content) = letter.attachment.map_or((None, None), |file| (Some(file.name), Some(file.content)));
    conn.execute(
        "INSERT INTO mail
           (id, space_id, recipient, subject, body_text, body_html, unsubscribe_url, attachment_name, attachment, attempts, next_try_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10, $10)",
        args![id, space, letter.to, letter.subject, letter.text, letter.html, letter.unsubscribe_url, name, content, now],
    )
    .await?;
    Ok(())
}

/// Hands over every mail that is due, letters before mailings; how many went out. A letter whose hand-over was cut off is
/// handed over again; a mailing, which nobody is to get twice, is not.
///
/// The clock is asked for each: a pass over many takes long, a lease is counted from when its mail is taken, and what
/// is posted meanwhile is due too.
///
/// # Errors
/// When the database refuses. A relay that refuses is no error here: the mail is tried again later.
pub async fn send_due(db: &Db, transport: &Transport, clock: &Clock) -> Result<usize> {
    let mut sent = 0;
    give_up_doubtful(db, clock.now()).await?;
    while let Some(mail) = take(db, clock.now()).await? {
        match transport.send(&mail).await {
            Ok(()) => {
                db.execute("DELETE FROM mail WHERE id = $1", args![mail.id]).await?;
                sent += 1;
            }
            Err(error) if error.is_final || mail.attempts + 1 >= MAX_ATTEMPTS => {
                tracing::warn!(mail.id = %mail.id, reason = %error, "a mail was given up");
                give_up(db, clock.now(), &mail).await?;
            }
            Err(error) => {
                tracing::warn!(mail.id = %mail.id, attempt = mail.attempts + 1, reason = %error, "a mail could not be handed over yet");
                let next = clock.now().after(jobs::pause(mail.attempts));
                db.execute(
                    "UPDATE mail SET leased_until = NULL, next_try_at = $2, last_error = $3 WHERE id = $1",
                    args![mail.id, next, error.to_string()],
                )
                .await?;
            }
        }
    }
    Ok(sent)
}

/// Forgets a mail that cannot be handed over, and counts it: the evidence says how many.
async fn give_up(db: &Db, now: Now, mail: &Queued) -> Result<()> {
    let certificates = i64::from(mail.letter.attachment.is_some());
    let tx = db.begin().await?;
    if tx.execute("DELETE FROM mail WHERE id = $1", args![mail.id]).await? == 0 {
        // Somebody else saw to it.
        return Ok(());
    }
    tx.execute(
        "INSERT INTO mail_given_up (day, mails, certificates, last_at, created_at) VALUES ($1, 1, $2, $3, $3)
         ON CONFLICT (day) DO UPDATE
         SET mails = mail_given_up.mails + 1, certificates = mail_given_up.certificates + excluded.certificates, last_at = excluded.last_at",
        args![format::day(now.0), certificates, now],
    )
    .await?;
    Ok(tx.commit().await?)
}

/// Gives up the mailings whose hand-over was never heard of again: the relay may have them, and nobody is written to twice.
async fn give_up_doubtful(db: &Db, now: Now) -> Result<()> {
    let doubtful = format!("{MAIL} WHERE unsubscribe_url IS NOT NULL AND attempts > 0 AND leased_until < $1 ORDER BY id LIMIT 100");
    for mail in db.list::<Queued>(&doubtful, args![now]).await? {
        tracing::warn!(mail.id = %mail.id, "a mailing was given up: it may have left before the program was stopped");
        give_up(db, now, &mail).await?;
    }
    Ok(())
}

/// The columns of a [`Queued`].
const MAIL: &str = "SELECT id, attempts, recipient, subject, body_text, body_html, unsubscribe_url, attachment_name, attachment FROM mail";

/// Takes the letter that has waited longest; where none waits, the oldest mail of a mailing.
async fn take(db: &Db, now: Now) -> Result<Option<Queued>> {
    let letter = "unsubscribe_url IS NULL AND (leased_until IS NULL OR leased_until < $1)";
    for kind in [letter, "unsubscribe_url IS NOT NULL AND leased_until IS NULL"] {
        if let Some(mail) = take_of(db, now, kind).await? {
            return Ok(Some(mail));
        }
    }
    Ok(None)
}

async fn take_of(db: &Db, now: Now, kind: &str) -> Result<Option<Queued>> {
    let due = format!("{MAIL} WHERE {kind} AND next_try_at <= $1 ORDER BY next_try_at, id LIMIT 1");
    loop {
        let Some(mail) = db.find::<Queued>(&due, args![now]).await? else { return Ok(None) };
        let taken = db
            .execute(
                "UPDATE mail SET leased_until = $2, attempts = attempts + 1 WHERE id = $1 AND attempts = $3 AND (leased_until IS NULL OR leased_until < $4)",
                args![mail.id, now.after(LEASE), mail.attempts, now],
            )
            .await?;
        if taken == 1 {
            return Ok(Some(mail));
        }
    }
}

#[cfg(test)]
mod tests;

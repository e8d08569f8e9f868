//! Mails that tell somebody of messages they have not read.
//!
//! A notice is a job that waits ([`talk::NOTICE_WAITS`]): one for each person, conversation and stretch of that length, so that
//! many messages make one mail. What it says is read when its time has come; who has read meanwhile gets none. The mail is
//! queued in the transaction that takes the job out: once, whatever happens. It is asked for before the message is written, so
//! that no crash in between loses it; without a message it says nothing.

mod letter;
mod mute;
mod queries;
#[cfg(test)]
mod tests;

use hootis_policy::applications::Group;
use hootis_policy::talk;
use hootis_space::Conn;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use mute::{delete, show, update};
pub use queries::{find_content, put_content};

use super::Reader;
use crate::access::JobContext;
use crate::access::desk::Desk;
use crate::access::portal::Look;
use crate::clock::{Life as _, Now};
use crate::error::{Error, Result};
use crate::space::applications;

/// The kind of these jobs.
pub const JOB: &str = "conversation_notice";

/// What a job is about: ids, and nothing else.
#[derive(Serialize, Deserialize)]
struct About {
    conversation: Uuid,
    /// A member, or a contact.
    is_member: bool,
    person: Uuid,
}

impl About {
    fn reader(&self) -> Reader {
        if self.is_member { Reader::Member(self.person) } else { Reader::Contact(self.person) }
    }
}

/// Asks for a notice to somebody, in a while.
///
/// # Errors
/// When the database refuses.
pub async fn ask(desk: &Desk, now: Now, conversation: Uuid, to: Reader) -> Result<()> {
    let (is_member, person) = match to {
        Reader::Member(id) => (true, id),
        Reader::Contact(id) => (false, id),
    };
    let payload = serde_json::to_string(&About { conversation, is_member, person }).map_err(Error::internal)?;
    // Stretches of the clock: whoever asks again in the same one finds the job waiting, and it runs when that one is over.
    let stretch = now.0.div_euclid(i64::try_from(talk::NOTICE_WAITS.span().as_millis()).unwrap_or(i64::MAX));
    desk.ask_at(JOB, payload, &format!("notice:{conversation}:{person}:{stretch}"), now.after(talk::NOTICE_WAITS)).await
}

/// Asks for notices to everybody whom a message of `from` concerns: of a member, the contacts; of a contact, whoever looks after
/// the conversation, and the other contacts.
///
/// # Errors
/// When a database refuses.
pub async fn ask_all(conn: &impl Conn, desk: &Desk, now: Now, conversation: Uuid, from: Reader) -> Result<()> {
    let contacts = queries::list_contacts(conn, conversation).await?.into_iter().map(Reader::Contact);
    let members = match from {
        Reader::Contact(_) => queries::list_in_charge(conn, conversation).await?,
        Reader::Member(_) => Vec::new(),
    };
    for to in contacts.chain(members.into_iter().map(Reader::Member)).filter(|to| *to != from) {
        ask(desk, now, conversation, to).await?;
    }
    Ok(())
}

/// Asks for notices of a conversation that a contact is about to begin.
///
/// # Errors
/// When a database refuses.
pub async fn ask_of_new(conn: &impl Conn, desk: &Desk, now: Now, conversation: Uuid, party: Option<Uuid>) -> Result<()> {
    for member in queries::list_in_charge_of(conn, party).await? {
        ask(desk, now, conversation, Reader::Member(member)).await?;
    }
    Ok(())
}

/// Writes the notice that a job waited for, if there still is something to tell.
///
/// # Errors
/// When a database refuses: it is tried again.
pub async fn run(job: &JobContext, id: Uuid, payload: &str) -> Result<()> {
    let about: About = serde_json::from_str(payload).map_err(Error::internal)?;
    let now = job.desk.now();
    // Nobody is sent to a door that is shut.
    if applications::off(&job.space).await?.has(Group::Messages) {
        return Ok(());
    }
    if !about.is_member && !Look::get(&job.space).await?.is_open {
        return Ok(());
    }
    let Some(person) = queries::find_person(&job.space, about.conversation, about.reader()).await? else { return Ok(()) };
    let after = person.read_position.max(person.noticed_position);
    let news = queries::news(&job.space, about.conversation, about.reader(), after).await?;
    let is_called = person.called_position.is_some_and(|at| at > after);
    let Some(until) = news.until.max(person.called_position.filter(|_| is_called)) else { return Ok(()) };
    let content = queries::find_content(&job.space).await?.is_some();
    let letter = letter::write(job, about.conversation, about.reader(), &person, &news, is_called, content)?;
    if job.desk.post_in_place_of(id, letter).await? {
        queries::note(&job.space, now, about.conversation, about.reader(), until).await?;
    }
    Ok(())
}

//! Many passwords are tried for an address: whoever has it is told, once a day.
//!
//! The address is looked up later, by a job: a request for one that nobody has does the same work.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use super::letters;
use super::people::People;
use super::side::Side;
use crate::access::JobContext;
use crate::app::App;
use crate::error::{Error, Result};
use crate::jobs;
use crate::web::person::Email;

/// The job that looks the address up and writes to it.
pub const JOB: &str = "guessed_passwords";

/// What the job needs: the address, sealed, for jobs hold no personal data in clear, and whether whoever has it stands behind the
/// other door of that host.
#[derive(Serialize, Deserialize)]
struct Guessed {
    sealed: String,
    is_beside: bool,
}

/// Asks for the notice, whoever has the address.
pub(super) async fn ask(people: &People, email: &Email) -> Result<()> {
    let sealed = BASE64_URL_SAFE_NO_PAD.encode(people.app().platform_key().secrets().seal(JOB, email.text.as_bytes()));
    let is_beside = matches!(people.side, Side::Operator | Side::Contact);
    let payload = serde_json::to_string(&Guessed { sealed, is_beside }).map_err(Error::internal)?;
    jobs::ask(people.app().platform(), people.now(), JOB, people.space(), payload, None).await?;
    people.app().wake();
    Ok(())
}

/// The job: writes to the address if it is one of theirs. `space`: the one whose door it was, if it was one of a space.
///
/// # Errors
/// When the database refuses.
pub async fn run(app: &App, space: Option<JobContext>, payload: &str) -> Result<()> {
    let guessed: Guessed = serde_json::from_str(payload).map_err(Error::internal)?;
    let people = match (space, guessed.is_beside) {
        (None, false) => People::of_platform(app, Side::Account),
        (None, true) => People::of_platform(app, Side::Operator),
        (Some(job), false) => People::of_job(app, job, Side::Member),
        (Some(job), true) => People::of_job(app, job, Side::Contact),
    };
    let sealed = BASE64_URL_SAFE_NO_PAD.decode(guessed.sealed).map_err(Error::internal)?;
    let text = app.platform_key().secrets().open(JOB, &sealed)?;
    let email = std::str::from_utf8(&text).ok().and_then(Email::parse).ok_or_else(|| Error::internal("an address that is none"))?;
    let Some(person) = people.find(&email).await? else { return Ok(()) };
    people.post(letters::guessed(&people, &person)?).await
}

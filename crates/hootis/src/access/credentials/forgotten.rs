//! A forgotten password: a link is mailed to whoever has the address.

use askama::Template;
use axum::response::Response;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hootis_policy::limits;
use serde::{Deserialize, Serialize};

use super::door::Door;
use super::people::People;
use super::side::Side;
use super::{LinkKind, letters, make_link};
use crate::error::{Error, Result};
use crate::jobs;
use crate::web::form::Form;
use crate::web::page::Page;
use crate::web::person::Email;
use crate::web::reply::{html, unprocessable};

/// The job that looks an account's address up and writes to it.
pub const ACCOUNT_JOB: &str = "password_link";
/// The same for an operator's.
pub const OPERATOR_JOB: &str = "operator_link";
/// The same for a member's.
pub const MEMBER_JOB: &str = "member_password_link";
/// The same for a contact's.
pub const CONTACT_JOB: &str = "contact_password_link";

impl Side {
    const fn job(self) -> &'static str {
        match self {
            Self::Account => ACCOUNT_JOB,
            Self::Operator => OPERATOR_JOB,
            Self::Member => MEMBER_JOB,
            Self::Contact => CONTACT_JOB,
        }
    }
}

#[derive(Template)]
#[template(path = "access/credentials/forgotten.html")]
struct Forgotten {
    page: Page,
    side: Side,
    company: String,
    email: String,
    /// What is wrong with the address; empty when nothing is.
    error: String,
    sent: bool,
}

/// What a browser sends to ask for a link.
#[derive(Deserialize)]
pub struct AskForm {
    #[serde(default)]
    email: String,
}

/// What the job needs: the address, sealed, for jobs hold no personal data in clear.
#[derive(Serialize, Deserialize)]
struct Asked {
    sealed: String,
}

/// Asks for the address.
pub async fn new(door: Door) -> Result<Response> {
    html(&page(&door, String::new()))
}

/// Answers the same for every address: whether it is anybody's is found out later.
pub async fn create(door: Door, Form(form): Form<AskForm>) -> Result<Response> {
    let people = &door.people;
    let Some(email) = Email::parse(&form.email) else {
        return unprocessable(&Forgotten { error: door.lang().t("email-invalid").to_owned(), ..page(&door, form.email) });
    };
    people.count_network(&limits::RESET_NETWORK, &door.visit().network()).await?;
    people.count(&limits::RESET_ADDRESS, &email.key).await?;
    let job = people.side.job();
    // With the platform's key, for members too: jobs are rows of the platform's, and outlive a change of their space's key.
    let sealed = BASE64_URL_SAFE_NO_PAD.encode(people.app().platform_key().secrets().seal(job, email.text.as_bytes()));
    let payload = serde_json::to_string(&Asked { sealed }).map_err(Error::internal)?;
    jobs::ask(people.app().platform(), people.now(), job, people.space(), payload, None).await?;
    people.app().wake();
    html(&Forgotten { sent: true, ..page(&door, email.text) })
}

/// The job: writes to the address if it is one of theirs.
///
/// # Errors
/// When the database refuses.
pub async fn run(people: &People, payload: &str) -> Result<()> {
    let asked: Asked = serde_json::from_str(payload).map_err(Error::internal)?;
    let sealed = BASE64_URL_SAFE_NO_PAD.decode(asked.sealed).map_err(Error::internal)?;
    let text = people.app().platform_key().secrets().open(people.side.job(), &sealed)?;
    let email = std::str::from_utf8(&text).ok().and_then(Email::parse).ok_or_else(|| Error::internal("an address that is none"))?;
    let Some(person) = people.find(&email).await? else { return Ok(()) };
    let tx = people.begin().await?;
    let token = make_link(&tx, people.now(), people.side, person.id, LinkKind::Password).await?;
    let letter = letters::link(people, &person, &token)?;
    people.commit(tx, Some(letter)).await
}

fn page(door: &Door, email: String) -> Forgotten {
    let (side, company) = (door.people.side, door.people.company.clone());
    Forgotten { page: door.page("forgotten-title"), side, company, email, error: String::new(), sent: false }
}

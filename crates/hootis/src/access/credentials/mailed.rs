//! Six digits by mail in the place of a password, for contacts.
//!
//! Only the browser that asked may try them: its token stands in the place of a session's, in the same cookie, and no
//! session has it. Whether an address is known is found out later, by a job; until then everything is the same.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse as _, Redirect, Response};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hootis_policy::journal::Act;
use hootis_policy::{limits, portal, retention};
use hootis_space::{Conn, args};
use serde::{Deserialize, Serialize};
use url::form_urlencoded;
use uuid::Uuid;

use super::door::Door;
use super::people::People;
use super::{letters, signin};
use crate::error::{Error, Result};
use crate::jobs;
use crate::web::form::Form;
use crate::web::page::Page;
use crate::web::person::Email;
use crate::web::reply::{html, unprocessable};

/// The job that looks the address up and writes to it.
pub const JOB: &str = "contact_code";

/// Asks for the address.
#[derive(Template)]
#[template(path = "access/credentials/mailed.html")]
struct Ask {
    page: Page,
    email: String,
    next: String,
    /// What is wrong with the address; empty when nothing is.
    error: String,
}

/// Asks for the digits.
#[derive(Template)]
#[template(path = "access/credentials/mailed_code.html")]
struct Digits {
    page: Page,
    next: String,
    refused: bool,
}

/// Where to go afterwards.
#[derive(Deserialize)]
pub struct After {
    #[serde(default)]
    suite: String,
}

/// What a browser sends to get the digits.
#[derive(Deserialize)]
pub struct AskForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    suite: String,
}

/// What a browser sends with the digits.
#[derive(Deserialize)]
pub struct CodeForm {
    #[serde(default)]
    code: String,
    #[serde(default)]
    suite: String,
}

/// What the job needs, sealed: jobs hold no personal data in clear.
#[derive(Serialize, Deserialize)]
struct Asked {
    email: String,
    token_hash: String,
}

/// Asks for the address.
pub async fn new(door: Door, Query(after): Query<After>) -> Result<Response> {
    html(&Ask { page: door.page("portal-code-title"), email: String::new(), next: door.people.side.next(&after.suite), error: String::new() })
}

/// Answers the same for every address.
pub async fn create(door: Door, Form(form): Form<AskForm>) -> Result<Response> {
    let (people, network, next) = (&door.people, door.visit().network(), door.people.side.next(&form.suite));
    let Some(email) = Email::parse(&form.email) else {
        let error = door.lang().t("email-invalid").to_owned();
        return unprocessable(&Ask { page: door.page("portal-code-title"), email: form.email, next, error });
    };
    people.count_network(&portal::MAILED_CODE_NETWORK, &network).await?;
    people.count(&portal::MAILED_CODE_ADDRESS, &format!("{}\n{network}", email.key)).await?;
    if let Err(slow) = people.count(&portal::MAILED_CODE_EVERYWHERE, &email.key).await {
        // The same is asked of an address that nobody has.
        let id = people.find(&email).await?.map_or(Uuid::nil(), |person| person.id);
        if !people.has_met(door.visit(), id).await? {
            return Err(slow);
        }
    }
    door.let_out().await?;
    let token = hootis_vault::random_token();
    let asked = Asked { email: email.text, token_hash: BASE64_URL_SAFE_NO_PAD.encode(hootis_vault::digest(&token)) };
    let plain = serde_json::to_vec(&asked).map_err(Error::internal)?;
    let payload = BASE64_URL_SAFE_NO_PAD.encode(people.app().platform_key().secrets().seal(JOB, &plain));
    jobs::ask(people.app().platform(), people.now(), JOB, people.space(), payload, None).await?;
    people.app().wake();
    door.visit().set_cookie(door.visit().surface().session_cookie(), hootis_vault::token_text(&token));
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("suite", &next).finish();
    Ok(Redirect::to(&format!("/connexion/e-mail/code?{query}")).into_response())
}

/// The job: writes six digits to the address if it is one of theirs.
///
/// # Errors
/// When the database refuses.
pub async fn run(people: &People, payload: &str) -> Result<()> {
    let sealed = BASE64_URL_SAFE_NO_PAD.decode(payload).map_err(Error::internal)?;
    let asked: Asked = serde_json::from_slice(&people.app().platform_key().secrets().open(JOB, &sealed)?).map_err(Error::internal)?;
    let email = Email::parse(&asked.email).ok_or_else(|| Error::internal("an address that is none"))?;
    let Some(person) = people.find(&email).await? else { return Ok(()) };
    let token_hash = BASE64_URL_SAFE_NO_PAD.decode(&asked.token_hash).map_err(Error::internal)?;
    let code = format!("{:06}", hootis_vault::random_below(1_000_000));
    let tx = people.begin().await?;
    insert(&tx, people, person.id, token_hash.clone(), people.code_hash(&token_hash, &code)).await?;
    let letter = letters::code(people, &person, &code)?;
    people.commit(tx, Some(letter)).await
}

/// Asks for the digits. Whoever did not ask for any does that first.
pub async fn edit(door: Door, Query(after): Query<After>) -> Result<Response> {
    if door.visit().session_hash().is_none() {
        return Ok(Redirect::to("/connexion/e-mail").into_response());
    }
    html(&Digits { page: door.page("portal-code-title"), next: door.people.side.next(&after.suite), refused: false })
}

/// Lets in whoever has the mail, or asks again.
pub async fn update(door: Door, Form(form): Form<CodeForm>) -> Result<Response> {
    let people = &door.people;
    people.count_network(&limits::CODE_NETWORK, &door.visit().network()).await?;
    let code: String = form.code.chars().filter(|c| !c.is_whitespace()).take(12).collect();
    let holder = match door.visit().session_hash() {
        Some(token_hash) => used(&door, token_hash, &code).await?,
        None => None,
    };
    let person = match holder {
        Some(id) => people.find_active(id).await?,
        None => None,
    };
    let Some(person) = person else {
        door.note(Act::SignInRefused, None, Some("mailed_code")).await;
        return unprocessable(&Digits { page: door.page("portal-code-title"), next: people.side.next(&form.suite), refused: true });
    };
    people.give_back_network(&limits::CODE_NETWORK, &door.visit().network()).await?;
    let asks_more = people.asks_more(&person).await?;
    door.note(if asks_more { Act::SecondFactorAsked } else { Act::SignedIn }, Some(person.id), Some("mailed_code")).await;
    signin::go_on(&door, &person, asks_more, &form.suite).await
}

async fn insert(conn: &impl Conn, people: &People, contact: Uuid, token_hash: Vec<u8>, code_hash: Vec<u8>) -> Result<()> {
    let now = people.now();
    // One code of a contact is good at a time: many at once would be as many chances.
    conn.execute("DELETE FROM contact_code WHERE contact_id = $1 AND token_hash <> $2", args![contact, token_hash.clone()]).await?;
    // Asked for once more by a job that was cut off: the later digits are good.
    let sql = "INSERT INTO contact_code (token_hash, contact_id, code_hash, tries, expires_at, created_at) VALUES ($1, $2, $3, 0, $4, $5)
               ON CONFLICT (token_hash) DO UPDATE SET code_hash = excluded.code_hash, tries = 0, expires_at = excluded.expires_at,
                 created_at = excluded.created_at";
    conn.execute(sql, args![token_hash, contact, code_hash, now.after(retention::SIGN_IN_CODE), now]).await?;
    Ok(())
}

/// Counts a try, with this code and of its contact; whose digits they are when they are right, this once.
async fn used(door: &Door, token_hash: Vec<u8>, code: &str) -> Result<Option<Uuid>> {
    let people = &door.people;
    let sql = "UPDATE contact_code SET tries = tries + 1 WHERE token_hash = $1 AND tries < $2 AND expires_at > $3 RETURNING contact_id, code_hash";
    let counted: Option<(Uuid, Vec<u8>)> = people.db().find(sql, args![token_hash.clone(), i64::from(limits::CODE_TRIES), people.now()]).await?;
    let Some((contact, right)) = counted else {
        // As many writes as the try of a code that there is.
        let nobody = BASE64_URL_SAFE_NO_PAD.encode(token_hash);
        is_slow(people.count(&portal::MAILED_CODE_TRIES, &nobody).await)?;
        people.give_back(&portal::MAILED_CODE_TRIES, &nobody).await?;
        return Ok(None);
    };
    let who = contact.to_string();
    if is_slow(people.count(&portal::MAILED_CODE_TRIES, &who).await)? && !people.has_met(door.visit(), contact).await? {
        return Ok(None);
    }
    if !hootis_vault::same(&people.code_hash(&token_hash, code), &right) {
        return Ok(None);
    }
    let gone = people.db().execute("DELETE FROM contact_code WHERE token_hash = $1", args![token_hash]).await?;
    people.give_back(&portal::MAILED_CODE_TRIES, &who).await?;
    Ok((gone == 1).then_some(contact))
}

/// Whether there were too many tries. The answer is that of a wrong code: it tells nothing of the address.
fn is_slow(counted: Result<()>) -> Result<bool> {
    match counted {
        Ok(()) => Ok(false),
        Err(Error::Slow { .. }) => Ok(true),
        Err(other) => Err(other),
    }
}

impl People {
    /// The keyed hash of six digits, bound to the browser that asked for them.
    fn code_hash(&self, token_hash: &[u8], code: &str) -> Vec<u8> {
        self.app().platform_key().keyed_hash("contact_code", &[token_hash, b"\n", code.as_bytes()].concat()).to_vec()
    }
}

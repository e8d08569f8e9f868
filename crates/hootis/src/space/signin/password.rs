//! A member's first password after an invitation, or another one after a mailed link.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hootis_policy::journal::Act;
use hootis_policy::limits;
use serde::{Deserialize, Serialize};

use crate::access::{JobContext, SpaceGate};
use crate::error::{Error, Result};
use crate::passwords;
use crate::space::members::{self, LinkKind};
use crate::web::form::{Form, SecretText};
use crate::web::letter::Notice;
use crate::web::page::FieldErrors;
use crate::web::page::Page;
use crate::web::person::Email;
use crate::web::reply::{html, no_referrer, unprocessable};

/// The job that looks the address up and writes to it.
pub const JOB: &str = "member_password_link";

#[derive(Template)]
#[template(path = "space/signin/forgotten.html")]
struct Forgotten {
    page: Page,
    company: String,
    email: String,
    /// What is wrong with the address; empty when nothing is.
    error: String,
    sent: bool,
}

#[derive(Template)]
#[template(path = "space/signin/password.html")]
struct Choose {
    page: Page,
    company: String,
    token: String,
    invitation: bool,
    errors: FieldErrors,
    alive: bool,
    done: bool,
}

/// What a browser sends to ask for a link.
#[derive(Deserialize)]
pub struct AskForm {
    #[serde(default)]
    email: String,
}

/// The link: an invitation has `invitation=oui`.
#[derive(Deserialize)]
pub struct Link {
    #[serde(default)]
    lien: String,
    #[serde(default)]
    invitation: String,
}

/// What a browser sends to choose a password.
#[derive(Deserialize)]
pub struct ChooseForm {
    #[serde(default)]
    lien: String,
    #[serde(default)]
    invitation: String,
    #[serde(default)]
    password: SecretText,
}

#[derive(Serialize, Deserialize)]
struct Asked {
    sealed: String,
}

/// Asks for the address.
pub async fn new(gate: SpaceGate) -> Result<Response> {
    html(&Forgotten { page: gate.page("forgotten-title"), company: gate.company.clone(), email: String::new(), error: String::new(), sent: false })
}

/// Answers the same for every address: whether it is a member's is found out later.
pub async fn create(gate: SpaceGate, Form(form): Form<AskForm>) -> Result<Response> {
    let (page, company) = (gate.page("forgotten-title"), gate.company.clone());
    let lang = gate.visit.lang();
    let Some(email) = Email::parse(&form.email) else {
        return unprocessable(&Forgotten { page, company, email: form.email, error: lang.t("email-invalid").to_owned(), sent: false });
    };
    let desk = gate.desk();
    desk.count(&limits::RESET_NETWORK, &gate.visit.network()).await?;
    desk.count(&limits::RESET_ADDRESS, &email.key).await?;
    let sealed = BASE64_URL_SAFE_NO_PAD.encode(desk.sealer().await?.seal(JOB, email.text.as_bytes()));
    desk.ask(JOB, serde_json::to_string(&Asked { sealed }).map_err(Error::internal)?, None).await?;
    html(&Forgotten { page, company, email: email.text, error: String::new(), sent: true })
}

/// The job: writes to the address if it is a member's.
///
/// # Errors
/// When the database refuses.
pub async fn run(job: &JobContext, payload: &str) -> Result<()> {
    let asked: Asked = serde_json::from_str(payload).map_err(Error::internal)?;
    let sealed = BASE64_URL_SAFE_NO_PAD.decode(asked.sealed).map_err(Error::internal)?;
    let text = job.desk.sealer().await?.open(JOB, &sealed)?;
    let email = std::str::from_utf8(&text).ok().and_then(Email::parse).ok_or_else(|| Error::internal("an address that is none"))?;
    let Some(member) = members::find_credentials(&job.space, &email).await? else { return Ok(()) };
    let token = members::make_link(&job.space, job.desk.now(), member.id, LinkKind::Password).await?;
    let link = format!("{}/admin/mot-de-passe/nouveau?lien={token}", job.desk.site().space_origin(&job.slug));
    let lang = member.lang;
    let letter = Notice {
        subject: lang.t("letter-password-subject").to_owned(),
        preview: lang.t("letter-password-preview").to_owned(),
        title: lang.t("letter-password-title").to_owned(),
        name: member.name,
        text: lang.t_args("letter-member-password-text", &[("company", job.company.as_str().into())]),
        button: lang.t("letter-password-button").to_owned(),
        link,
        small: lang.t("letter-password-small").to_owned(),
        ..Notice::default()
    };
    job.desk.post(letter.letter(job.desk.site(), lang, &member.email)?).await
}

/// The page behind the link. Nothing changes here.
pub async fn edit(gate: SpaceGate, Query(link): Query<Link>) -> Result<Response> {
    let alive = members::find_link(&gate.space, gate.now, &link.lien, kind(&link.invitation)).await?.is_some();
    Ok(no_referrer(html(&choose(&gate, link.lien, &link.invitation, alive))?))
}

/// Sets the password, uses the link up, ends the member's sessions, and does not sign in.
pub async fn update(gate: SpaceGate, Form(form): Form<ChooseForm>) -> Result<Response> {
    let kind = kind(&form.invitation);
    let Some(id) = members::find_link(&gate.space, gate.now, &form.lien, kind).await? else {
        return unprocessable(&choose(&gate, String::new(), &form.invitation, false));
    };
    if let Err(key) = passwords::judge(form.password.expose(), &[&gate.company, "hootis"]) {
        let mut again = choose(&gate, form.lien, &form.invitation, true);
        again.errors.add("password", gate.visit.lang().t(key));
        return Ok(no_referrer(unprocessable(&again)?));
    }
    let hash = gate.desk().passwords().hash(form.password.secret()).await?;
    let tx = gate.space.begin().await?;
    if members::use_link(&tx, gate.now, &form.lien, kind).await? != Some(id) {
        return Err(Error::Conflict("password-link-used"));
    }
    members::update_password(&tx, gate.now, id, &hash).await?;
    tx.commit().await?;
    let act = if kind == LinkKind::Invitation { Act::InvitationAccepted } else { Act::PasswordReset };
    gate.note(act, Some(id), None).await;
    html(&Choose { done: true, ..choose(&gate, String::new(), &form.invitation, true) })
}

fn kind(invitation: &str) -> LinkKind {
    if invitation == "oui" { LinkKind::Invitation } else { LinkKind::Password }
}

fn choose(gate: &SpaceGate, token: String, invitation: &str, alive: bool) -> Choose {
    let page = gate.page("password-choose-title");
    Choose {
        page,
        company: gate.company.clone(),
        token,
        invitation: kind(invitation) == LinkKind::Invitation,
        errors: FieldErrors::default(),
        alive,
        done: false,
    }
}

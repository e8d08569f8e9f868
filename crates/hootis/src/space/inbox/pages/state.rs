//! What is done with a conversation: closed, opened again, handed over, followed without mails; drafts.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::talk;
use hootis_space::Tx;
use serde::Deserialize;
use uuid::Uuid;

use super::super::queries;
use super::conversation;
use super::write::WriteForm;
use crate::access::{BackOffice, Requires, may};
use crate::error::{Error, Result};
use crate::space::changes::{self, Actor};
use crate::space::conversations::{self, KIND, Reader, text};
use crate::web::form::{Form, Nothing};

fn back(id: Uuid, done: &str) -> Response {
    Redirect::to(&format!("/admin/messages/{id}?fait={done}#fin")).into_response()
}

/// Writes down what was done, makes it last, and tells those who watch. Nothing, where it was so already.
async fn finish<R: Requires>(
    office: &BackOffice<R>,
    tx: Tx,
    id: Uuid,
    at: Option<i64>,
    action: &'static str,
    fields: &[changes::FieldChange],
) -> Result<()> {
    let Some(at) = at else { return Ok(()) };
    changes::record(&tx, office.now, &Actor::from(office), KIND, id, action, fields).await?;
    tx.commit().await?;
    office.desk().tell(at);
    Ok(())
}

/// Says that nothing is left to answer.
pub async fn close(office: BackOffice<may::MessagesWrite>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    conversation(&office, id).await?;
    let tx = office.space.begin().await?;
    let at = conversations::set_done(&tx, office.now, id, true).await?;
    finish(&office, tx, id, at, "done", &[]).await?;
    Ok(Redirect::to("/admin/messages?fait=termine").into_response())
}

/// Puts it back among those that wait.
pub async fn reopen(office: BackOffice<may::MessagesWrite>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    conversation(&office, id).await?;
    let tx = office.space.begin().await?;
    let at = conversations::set_done(&tx, office.now, id, false).await?;
    finish(&office, tx, id, at, "reopened", &[]).await?;
    Ok(back(id, "reouverte"))
}

/// Who is given a conversation; empty for nobody.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct AssignForm {
    membre: String,
}

/// Hands a conversation over.
pub async fn assign(office: BackOffice<may::MessagesWrite>, Path(id): Path<Uuid>, Form(form): Form<AssignForm>) -> Result<Response> {
    let conversation = conversation(&office, id).await?;
    let colleagues = queries::list_colleagues(&office.space).await?;
    let name = |id: Option<Uuid>| id.and_then(|id| colleagues.iter().find(|(other, _)| *other == id)).map(|(_, name)| name.as_str());
    let member = if form.membre.is_empty() {
        None
    } else {
        Some(Uuid::parse_str(&form.membre).ok().filter(|id| name(Some(*id)).is_some()).ok_or(Error::NotFound)?)
    };
    let tx = office.space.begin().await?;
    let at = conversations::set_assigned(&tx, office.now, id, member).await?;
    let fields = changes::differences([("assigned_to", name(conversation.assigned_to), name(member))]);
    finish(&office, tx, id, at, "assigned", &fields).await?;
    Ok(back(id, "suivi"))
}

/// Whether mails are wanted: `non`, or anything else.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct NoticeForm {
    avis: String,
}

/// Wants no mails about a conversation any more, or wants them again.
pub async fn notices(office: BackOffice<may::MessagesRead>, Path(id): Path<Uuid>, Form(form): Form<NoticeForm>) -> Result<Response> {
    conversation(&office, id).await?;
    let is_muted = form.avis == "non";
    let tx = office.space.begin().await?;
    conversations::mute(&tx, office.now, id, Reader::Member(office.member.id), is_muted).await?;
    tx.commit().await?;
    Ok(back(id, if is_muted { "muette" } else { "avis" }))
}

/// Keeps what somebody began to write: as they type, or with a button.
pub async fn draft(office: BackOffice<may::MessagesWrite>, Path(id): Path<Uuid>, Form(form): Form<WriteForm>) -> Result<Response> {
    conversation(&office, id).await?;
    office.desk().count(&talk::DRAFTS_PERSON, &office.member.id.to_string()).await?;
    let me = Reader::Member(office.member.id);
    // What was sent meanwhile is no draft any more, however late its last keystroke comes in.
    let is_sent = match form.id {
        Some(new) => queries::is_written(&office.space, new).await?,
        None => false,
    };
    if !is_sent {
        let tx = office.space.begin().await?;
        conversations::keep_draft(&tx, office.now, id, me, text::draft(&form.body).as_deref(), form.aside == "1").await?;
        tx.commit().await?;
    }
    if office.visit.is_partial() { Ok(StatusCode::NO_CONTENT.into_response()) } else { Ok(back(id, "brouillon")) }
}

//! Changing and deleting what was said: a message by who wrote it while it is new, a deletion at any time.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::permissions::Right;
use hootis_policy::talk;
use serde::Deserialize;
use uuid::Uuid;

use super::super::queries;
use super::conversation;
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::space::asides::{self, calls_in};
use crate::space::changes::{self, Actor};
use crate::space::conversations::{self, KIND, Reader, text};
use crate::web::form::{Form, Nothing};
use crate::web::page::{FieldErrors, Page};
use crate::web::reply::{html, unprocessable};

/// A message or a note, as far as changing it goes.
struct Said {
    id: Uuid,
    author_id: Option<Uuid>,
    author_name: String,
    body: String,
    is_deleted: bool,
    can_be_edited: bool,
    created_at: i64,
}

#[derive(Template)]
#[template(path = "space/inbox/edit.html")]
struct Edit {
    page: Page,
    conversation: Uuid,
    said: Said,
    /// `messages` or `notes`: as in the address.
    kind: &'static str,
    is_mine: bool,
    body: String,
    errors: FieldErrors,
}

impl Edit {
    fn action(&self) -> String {
        format!("/admin/messages/{}/{}/{}", self.conversation, self.kind, self.said.id)
    }
}

/// What a browser sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct EditForm {
    body: String,
}

type Office = BackOffice<may::MessagesWrite>;

async fn message(office: &Office, id: Uuid, message: Uuid) -> Result<Said> {
    conversation(office, id).await?;
    let found = conversations::get_message(&office.space, id, message).await?;
    Ok(Said {
        can_be_edited: found.can_be_edited(office.now),
        id: found.id,
        author_id: found.member_id,
        author_name: found.author_name,
        body: found.body,
        is_deleted: found.deleted_at.is_some(),
        created_at: found.created_at,
    })
}

async fn note(office: &Office, id: Uuid, note: Uuid) -> Result<Said> {
    conversation(office, id).await?;
    let found = asides::get(&office.space, id, note).await?;
    Ok(Said {
        can_be_edited: found.can_be_edited(office.now),
        id: found.id,
        author_id: found.author_id,
        author_name: found.author_name,
        body: found.body,
        is_deleted: found.deleted_at.is_some(),
        created_at: found.created_at,
    })
}

fn form(office: &Office, conversation: Uuid, kind: &'static str, said: Said, body: Option<String>, wrong: Option<String>) -> Result<Response> {
    let is_mine = said.author_id == Some(office.member.id);
    if said.is_deleted || (!is_mine && !office.may(Right::MessagesDelete)) {
        return Err(Error::Forbidden);
    }
    let mut errors = FieldErrors::default();
    let refused = wrong.is_some();
    if let Some(wrong) = wrong {
        errors.add("body", wrong);
    }
    let page = office.page(if kind == "notes" { "talk-edit-aside" } else { "talk-edit-message" });
    let body = body.unwrap_or_else(|| said.body.clone());
    let edit = Edit { page, conversation, said, kind, is_mine, body, errors };
    if refused { unprocessable(&edit) } else { html(&edit) }
}

/// What may be done with a message.
pub async fn edit(office: Office, Path((id, said)): Path<(Uuid, Uuid)>) -> Result<Response> {
    let said = message(&office, id, said).await?;
    form(&office, id, "messages", said, None, None)
}

/// What may be done with a note.
pub async fn edit_aside(office: Office, Path((id, said)): Path<(Uuid, Uuid)>) -> Result<Response> {
    let said = note(&office, id, said).await?;
    form(&office, id, "notes", said, None, None)
}

/// Whether the member may still change it, and into what.
fn changed(office: &Office, said: &Said, typed: &str) -> Result<Result<String, String>> {
    if said.author_id != Some(office.member.id) || said.is_deleted {
        return Err(Error::Forbidden);
    }
    if !said.can_be_edited {
        let minutes = talk::EDIT.words(office.lang().into());
        return Ok(Err(office.lang().t_args("talk-too-late", &[("time", minutes.into())])));
    }
    Ok(text::words_beside(office.lang(), typed, said.body.is_empty()))
}

/// Changes what a message says.
pub async fn update(office: Office, Path((id, said)): Path<(Uuid, Uuid)>, Form(typed): Form<EditForm>) -> Result<Response> {
    let said = message(&office, id, said).await?;
    let body = match changed(&office, &said, &typed.body)? {
        Ok(body) => body,
        Err(wrong) => return form(&office, id, "messages", said, Some(typed.body), Some(wrong)),
    };
    if body != said.body {
        office.desk().count(&talk::MESSAGES_PERSON, &office.member.id.to_string()).await?;
        let tx = office.space.begin().await?;
        let by = Reader::Member(office.member.id);
        let at = conversations::edit(&tx, office.now, id, said.id, by, &body).await?.ok_or(Error::NotFound)?;
        tx.commit().await?;
        office.desk().tell(at);
    }
    Ok(back(id, "modifie"))
}

/// Changes what a note says.
pub async fn update_aside(office: Office, Path((id, said)): Path<(Uuid, Uuid)>, Form(typed): Form<EditForm>) -> Result<Response> {
    let said = note(&office, id, said).await?;
    let body = match changed(&office, &said, &typed.body)? {
        Ok(body) => body,
        Err(wrong) => return form(&office, id, "notes", said, Some(typed.body), Some(wrong)),
    };
    if body != said.body {
        let called = calls_in(&body, &queries::list_colleagues(&office.space).await?);
        office.desk().count(&talk::MESSAGES_PERSON, &office.member.id.to_string()).await?;
        let tx = office.space.begin().await?;
        let at = asides::edit(&tx, office.now, id, said.id, office.member.id, &body, &called).await?.ok_or(Error::NotFound)?;
        tx.commit().await?;
        office.desk().tell(at);
    }
    Ok(back(id, "modifie"))
}

/// Deletes a message: its words at once, its trace later.
pub async fn delete(office: Office, Path((id, said)): Path<(Uuid, Uuid)>, _: Form<Nothing>) -> Result<Response> {
    let said = message(&office, id, said).await?;
    may_delete(&office, &said)?;
    let tx = office.space.begin().await?;
    let at = conversations::delete(&tx, office.now, id, said.id).await?;
    noted(&office, &tx, id, at, "message_deleted").await?;
    tx.commit().await?;
    Ok(told(&office, id, at))
}

/// Deletes a note.
pub async fn delete_aside(office: Office, Path((id, said)): Path<(Uuid, Uuid)>, _: Form<Nothing>) -> Result<Response> {
    let said = note(&office, id, said).await?;
    may_delete(&office, &said)?;
    let tx = office.space.begin().await?;
    let at = asides::delete(&tx, office.now, id, said.id).await?;
    noted(&office, &tx, id, at, "note_deleted").await?;
    tx.commit().await?;
    Ok(told(&office, id, at))
}

fn may_delete(office: &Office, said: &Said) -> Result<()> {
    let is_mine = said.author_id == Some(office.member.id);
    if is_mine || office.may(Right::MessagesDelete) { Ok(()) } else { Err(Error::Forbidden) }
}

async fn noted(office: &Office, tx: &hootis_space::Tx, id: Uuid, at: Option<i64>, action: &'static str) -> Result<()> {
    if at.is_some() {
        changes::record(tx, office.now, &Actor::from(office), KIND, id, action, &[]).await?;
    }
    Ok(())
}

fn told(office: &Office, id: Uuid, at: Option<i64>) -> Response {
    if let Some(at) = at {
        office.desk().tell(at);
    }
    back(id, "supprime")
}

fn back(id: Uuid, done: &str) -> Response {
    Redirect::to(&format!("/admin/messages/{id}?fait={done}#fin")).into_response()
}

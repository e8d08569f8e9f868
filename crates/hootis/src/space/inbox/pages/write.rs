//! Writing in a conversation: to its contacts, or to colleagues alone.

use askama::Template;
use axum::extract::{Path, Request};
use axum::http::HeaderValue;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::talk;
use serde::Deserialize;
use uuid::Uuid;

use super::super::queries;
use super::show::{Compose, first_names};
use super::{address, author, conversation};
use crate::access::{BackOffice, may};
use crate::error::Result;
use crate::space::asides::{self, Call, Written, calls_in};
use crate::space::conversations::{self, NewMessage, Reader, notices, text};
use crate::space::media::{Door as _, Unsent, Written as With, attach_form};
use crate::web::page::{FieldErrors, Page};
use crate::web::reply::{html, unprocessable};

/// What a browser sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct WriteForm {
    /// Of what is written, made with its form: sent twice, it is one.
    pub id: Option<Uuid>,
    pub body: String,
    /// For colleagues alone.
    pub aside: String,
}

#[derive(Template)]
#[template(path = "space/inbox/_compose.html")]
struct Part {
    page: Page,
    compose: Compose,
}

#[derive(Template)]
#[template(path = "space/inbox/again.html")]
struct Again {
    page: Page,
    compose: Compose,
}

/// Writes a message, or a note.
pub async fn create(office: BackOffice<may::MessagesWrite>, Path(id): Path<Uuid>, request: Request) -> Result<Response> {
    conversation(&office, id).await?;
    let With { form, files, refused: not_kept } = attach_form::<_, WriteForm>(&office, request).await?;
    // Files take their time: they may have lost the conversation meanwhile.
    let conversation = conversation(&office, id).await?;
    let is_aside = form.aside == "1";
    let words = text::words_beside(office.lang(), &form.body, !files.is_empty());
    let body = match words {
        Ok(body) if not_kept.is_empty() => body,
        other => return refused(&office, id, form, other.err(), files, not_kept).await,
    };
    office.desk().count(&talk::MESSAGES_PERSON, &office.member.id.to_string()).await?;
    let new_id = form.id.unwrap_or_else(Uuid::now_v7);
    let at = if is_aside {
        let called = calls_in(&body, &queries::list_colleagues(&office.space).await?);
        for Call(colleague, _) in called.iter().filter(|Call(id, _)| *id != office.member.id) {
            notices::ask(&office.desk(), office.now, id, Reader::Member(*colleague)).await?;
        }
        let tx = office.space.begin().await?;
        let new = Written { id: new_id, author: office.member.id, author_name: &office.member.name, body: &body, called: &called };
        let at = asides::write(&tx, office.now, id, &new).await?;
        if let Some(at) = at {
            asides::attach(&tx, office.now, id, at, &office.sender(), &files).await?;
        }
        conversations::keep_draft(&tx, office.now, id, author(&office).who, None, false).await?;
        tx.commit().await?;
        at
    } else {
        notices::ask_all(&office.space, &office.desk(), office.now, id, author(&office).who).await?;
        let tx = office.space.begin().await?;
        let at = conversations::write(&tx, office.now, conversation.id, &NewMessage { id: new_id, author: author(&office), body }).await?;
        if let Some(at) = at {
            conversations::attach(&tx, office.now, conversation.id, at, &author(&office), &files).await?;
        }
        tx.commit().await?;
        at
    };
    match at {
        Some(at) if is_aside => office.desk().tell(at),
        Some(at) => office.desk().said(at).await,
        None => {}
    }
    if !office.visit.is_partial() {
        return Ok(Redirect::to(&address(id)).into_response());
    }
    // The form is made anew, and the page asks for what was said as it does for what others say.
    let mut response = html(&Part { page: office.page("talk-title"), compose: blank(&office, id, is_aside).await? })?;
    if let Ok(value) = HeaderValue::from_str(&format!("talk-{id}")) {
        response.headers_mut().insert("hx-trigger", value);
    }
    Ok(response)
}

/// The form again, with what was typed and what is wrong with it.
async fn refused(
    office: &BackOffice<may::MessagesWrite>,
    id: Uuid,
    form: WriteForm,
    wrong: Option<String>,
    files: Vec<Unsent>,
    not_kept: Vec<String>,
) -> Result<Response> {
    let mut compose = blank(office, id, form.aside == "1").await?;
    compose.new_id = form.id.unwrap_or(compose.new_id);
    compose.body = form.body;
    if let Some(wrong) = wrong.filter(|_| not_kept.is_empty()) {
        compose.errors.add("body", wrong);
    }
    (compose.files, compose.refused) = (files, not_kept);
    let page = office.page("talk-title");
    if office.visit.is_partial() { unprocessable(&Part { page, compose }) } else { unprocessable(&Again { page, compose }) }
}

async fn blank(office: &BackOffice<may::MessagesWrite>, id: Uuid, is_aside: bool) -> Result<Compose> {
    let people = conversations::list_people(&office.space, id).await?;
    Ok(Compose {
        conversation: id,
        new_id: Uuid::now_v7(),
        body: String::new(),
        is_aside,
        draft_at: None,
        to: first_names(&people),
        errors: FieldErrors::default(),
        now_ms: office.now.0,
        files: Vec::new(),
        refused: Vec::new(),
    })
}

//! A contact writes.

use askama::Template;
use axum::extract::{Path, Request};
use axum::http::HeaderValue;
use axum::response::Response;
use hootis_policy::talk;
use serde::Deserialize;
use uuid::Uuid;

use super::super::{NewMessage, notices, put_people, text, write};
use super::show::Compose;
use super::{author, back, conversation};
use crate::access::Portal;
use crate::access::portal::can;
use crate::error::Result;
use crate::space::media::{Written, attach_form};
use crate::web::page::{FieldErrors, Page};
use crate::web::reply::{html, unprocessable};

/// What a browser sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct WriteForm {
    /// Of the message, made with its form: sent twice, it is one.
    pub(super) id: Option<Uuid>,
    pub(super) body: String,
}

#[derive(Template)]
#[template(path = "space/conversations/station/_compose.html")]
struct Part {
    page: Page,
    compose: Compose,
}

#[derive(Template)]
#[template(path = "space/conversations/station/again.html")]
struct Again {
    page: Page,
    compose: Compose,
}

/// Writes a message.
pub async fn create(portal: Portal<can::MessagesWrite>, Path(id): Path<Uuid>, request: Request) -> Result<Response> {
    conversation(&portal, id).await?;
    let Written { form, files, refused } = attach_form::<_, WriteForm>(&portal, request).await?;
    // Files take their time: they may have lost the conversation meanwhile.
    conversation(&portal, id).await?;
    let page = portal.page("portal-talk");
    let words = text::words_beside(portal.lang(), &form.body, !files.is_empty());
    let body = match words {
        Ok(body) if refused.is_empty() => body,
        other => {
            let mut compose = blank(&portal, id);
            compose.new_id = form.id.unwrap_or(compose.new_id);
            compose.body = form.body;
            if let (Err(wrong), true) = (other, refused.is_empty()) {
                compose.errors.add("body", wrong);
            }
            (compose.files, compose.refused) = (files, refused);
            return if portal.visit.is_partial() { unprocessable(&Part { page, compose }) } else { unprocessable(&Again { page, compose }) };
        }
    };
    portal.desk().count(&talk::MESSAGES_PERSON, &portal.contact.id.to_string()).await?;
    let author = author(&portal);
    notices::ask_all(&portal.space, &portal.desk(), portal.now, id, author.who).await?;
    let tx = portal.space.begin().await?;
    // Who sees a colleague's conversation and answers is in it from then on.
    put_people(&tx, portal.now, id, &[portal.contact.id]).await?;
    let at = write(&tx, portal.now, id, &NewMessage { id: form.id.unwrap_or_else(Uuid::now_v7), author: author.clone(), body }).await?;
    if let Some(at) = at {
        super::super::attach(&tx, portal.now, id, at, &author, &files).await?;
    }
    tx.commit().await?;
    if let Some(at) = at {
        portal.desk().said(at).await;
    }
    if !portal.visit.is_partial() {
        return Ok(back(id, ""));
    }
    let mut response = html(&Part { page, compose: blank(&portal, id) })?;
    if let Ok(value) = HeaderValue::from_str(&format!("talk-{id}")) {
        response.headers_mut().insert("hx-trigger", value);
    }
    Ok(response)
}

fn blank<R>(portal: &Portal<R>, id: Uuid) -> Compose {
    Compose {
        conversation: id,
        new_id: Uuid::now_v7(),
        body: String::new(),
        draft_at: None,
        company: portal.company.clone(),
        errors: FieldErrors::default(),
        now_ms: portal.now.0,
        files: Vec::new(),
        refused: Vec::new(),
    }
}

//! A contact begins a conversation.

use askama::Template;
use axum::extract::Request;
use axum::response::Response;
use hootis_policy::talk;
use serde::Deserialize;
use uuid::Uuid;

use super::super::{KIND, NewMessage, insert, notices, text};
use super::{author, back};
use crate::access::Portal;
use crate::access::portal::can;
use crate::error::Result;
use crate::space::changes::{self, Actor};
use crate::space::media::{Unsent, Written, attach_form};
use crate::web::page::{FieldErrors, Page};
use crate::web::reply::{html, unprocessable};

/// What a browser sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct NewForm {
    /// Of the conversation, made with its form: sent twice, it is one.
    id: Option<Uuid>,
    subject: String,
    body: String,
}

#[derive(Template)]
#[template(path = "space/conversations/station/new.html")]
struct New {
    page: Page,
    company: String,
    form: NewForm,
    new_id: Uuid,
    errors: FieldErrors,
    files: Vec<Unsent>,
    refused: Vec<String>,
}

/// The form.
pub async fn new(portal: Portal<can::MessagesWrite>) -> Result<Response> {
    let page = portal.page("portal-talk-new");
    html(&New {
        page,
        company: portal.company.clone(),
        form: NewForm::default(),
        new_id: Uuid::now_v7(),
        errors: FieldErrors::default(),
        files: Vec::new(),
        refused: Vec::new(),
    })
}

/// Begins it: with the contact, in the name of their company if they have one.
pub async fn create(portal: Portal<can::MessagesWrite>, request: Request) -> Result<Response> {
    let Written { form, files, refused } = attach_form::<_, NewForm>(&portal, request).await?;
    let id = form.id.unwrap_or_else(Uuid::now_v7);
    let words = text::words_beside(portal.lang(), &form.body, !files.is_empty());
    let body = match words {
        Ok(body) if refused.is_empty() => body,
        other => {
            let mut errors = FieldErrors::default();
            if let (Err(wrong), true) = (other, refused.is_empty()) {
                errors.add("body", wrong);
            }
            let page = portal.page("portal-talk-new");
            return unprocessable(&New { page, company: portal.company.clone(), form, new_id: id, errors, files, refused });
        }
    };
    portal.desk().count(&talk::MESSAGES_PERSON, &portal.contact.id.to_string()).await?;
    let party = portal.contact.party.as_ref().map(|party| party.id);
    let author = author(&portal);
    notices::ask_of_new(&portal.space, &portal.desk(), portal.now, id, party).await?;
    let first = NewMessage { id: Uuid::now_v7(), author: author.clone(), body };
    let tx = portal.space.begin().await?;
    let at = insert(&tx, portal.now, id, party, text::subject(&form.subject).as_deref(), &[portal.contact.id], &first).await?;
    if let Some(at) = at {
        super::super::attach(&tx, portal.now, id, at, &author, &files).await?;
        changes::record(&tx, portal.now, &Actor::contact(portal.contact.id, &portal.contact.name), KIND, id, "created", &[]).await?;
    }
    tx.commit().await?;
    if let Some(at) = at {
        portal.desk().said(at).await;
    }
    Ok(back(id, ""))
}

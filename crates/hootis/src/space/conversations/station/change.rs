//! A contact changes what they wrote while it is new, or deletes it.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use hootis_policy::talk;
use uuid::Uuid;

use super::super::{Message, Reader, get_message, text};
use super::write::WriteForm;
use super::{back, conversation};
use crate::access::Portal;
use crate::access::portal::can;
use crate::error::{Error, Result};
use crate::web::form::{Form, Nothing};
use crate::web::page::{FieldErrors, Page};
use crate::web::reply::{html, unprocessable};

#[derive(Template)]
#[template(path = "space/conversations/station/edit.html")]
struct Edit {
    page: Page,
    conversation: Uuid,
    message: Message,
    can_be_edited: bool,
    body: String,
    errors: FieldErrors,
}

/// A message of the contact's own; another's does not exist here.
async fn own(portal: &Portal<can::MessagesWrite>, id: Uuid, message: Uuid) -> Result<Message> {
    conversation(portal, id).await?;
    let found = get_message(&portal.space, id, message).await?;
    if found.contact_id == Some(portal.contact.id) && found.deleted_at.is_none() { Ok(found) } else { Err(Error::NotFound) }
}

fn form(portal: &Portal<can::MessagesWrite>, id: Uuid, message: Message, typed: Option<String>, errors: FieldErrors) -> Edit {
    Edit {
        page: portal.page("portal-talk-edit"),
        conversation: id,
        can_be_edited: message.can_be_edited(portal.now),
        body: typed.unwrap_or_else(|| message.body.clone()),
        message,
        errors,
    }
}

/// What may be done with it.
pub async fn edit(portal: Portal<can::MessagesWrite>, Path((id, message)): Path<(Uuid, Uuid)>) -> Result<Response> {
    let message = own(&portal, id, message).await?;
    html(&form(&portal, id, message, None, FieldErrors::default()))
}

/// Changes what it says.
pub async fn update(portal: Portal<can::MessagesWrite>, Path((id, message)): Path<(Uuid, Uuid)>, Form(typed): Form<WriteForm>) -> Result<Response> {
    let message = own(&portal, id, message).await?;
    let words = if message.can_be_edited(portal.now) {
        text::words_beside(portal.lang(), &typed.body, message.body.is_empty())
    } else {
        let time = talk::EDIT.words(portal.lang().into());
        Err(portal.lang().t_args("talk-too-late", &[("time", time.into())]))
    };
    let body = match words {
        Ok(body) => body,
        Err(wrong) => {
            let mut errors = FieldErrors::default();
            errors.add("body", wrong);
            return unprocessable(&form(&portal, id, message, Some(typed.body), errors));
        }
    };
    if body != message.body {
        portal.desk().count(&talk::MESSAGES_PERSON, &portal.contact.id.to_string()).await?;
        let tx = portal.space.begin().await?;
        let by = Reader::Contact(portal.contact.id);
        let at = super::super::edit(&tx, portal.now, id, message.id, by, &body).await?.ok_or(Error::NotFound)?;
        tx.commit().await?;
        portal.desk().tell(at);
    }
    Ok(back(id, "modifie"))
}

/// Deletes it: its words at once, its trace later.
pub async fn delete(portal: Portal<can::MessagesWrite>, Path((id, message)): Path<(Uuid, Uuid)>, _: Form<Nothing>) -> Result<Response> {
    let message = own(&portal, id, message).await?;
    let tx = portal.space.begin().await?;
    let at = super::super::delete(&tx, portal.now, id, message.id).await?;
    tx.commit().await?;
    if let Some(at) = at {
        portal.desk().tell(at);
    }
    Ok(back(id, "supprime"))
}

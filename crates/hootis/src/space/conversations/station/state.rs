//! What a contact does with a conversation: says that it is done, wants no mails, begins to write.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use hootis_policy::talk;
use serde::Deserialize;
use uuid::Uuid;

use super::super::{KIND, Reader, find_message, keep_draft, mute, reader_of, set_done, text};
use super::write::WriteForm;
use super::{back, conversation};
use crate::access::Portal;
use crate::access::portal::can;
use crate::error::{Error, Result};
use crate::space::changes::{self, Actor};
use crate::web::form::{Form, Nothing};

/// A conversation that the contact is in, or 404: they act on no other.
async fn own(portal: &Portal<can::MessagesWrite>, id: Uuid) -> Result<()> {
    conversation(portal, id).await?;
    let reader = reader_of(&portal.space, id, Reader::Contact(portal.contact.id)).await?;
    if reader.is_some() { Ok(()) } else { Err(Error::NotFound) }
}

/// Says that nothing is left to answer. Writing again opens it.
pub async fn close(portal: Portal<can::MessagesWrite>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    own(&portal, id).await?;
    let tx = portal.space.begin().await?;
    if let Some(at) = set_done(&tx, portal.now, id, true).await? {
        changes::record(&tx, portal.now, &Actor::contact(portal.contact.id, &portal.contact.name), KIND, id, "done", &[]).await?;
        tx.commit().await?;
        portal.desk().tell(at);
    }
    Ok(back(id, "termine"))
}

/// Whether mails are wanted: `non`, or anything else.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct NoticeForm {
    avis: String,
}

/// Wants no mails about a conversation any more, or wants them again.
pub async fn notices(portal: Portal<can::MessagesWrite>, Path(id): Path<Uuid>, Form(form): Form<NoticeForm>) -> Result<Response> {
    own(&portal, id).await?;
    let is_muted = form.avis == "non";
    let tx = portal.space.begin().await?;
    mute(&tx, portal.now, id, Reader::Contact(portal.contact.id), is_muted).await?;
    tx.commit().await?;
    Ok(back(id, if is_muted { "muette" } else { "avis" }))
}

/// Keeps what the contact began to write: as they type, or with a button.
pub async fn draft(portal: Portal<can::MessagesWrite>, Path(id): Path<Uuid>, Form(form): Form<WriteForm>) -> Result<Response> {
    conversation(&portal, id).await?;
    portal.desk().count(&talk::DRAFTS_PERSON, &portal.contact.id.to_string()).await?;
    // What was sent meanwhile is no draft any more, however late its last keystroke comes in.
    let is_sent = match form.id {
        Some(new) => find_message(&portal.space, new).await?.is_some(),
        None => false,
    };
    if !is_sent {
        let tx = portal.space.begin().await?;
        keep_draft(&tx, portal.now, id, Reader::Contact(portal.contact.id), text::draft(&form.body).as_deref(), false).await?;
        tx.commit().await?;
    }
    if portal.visit.is_partial() { Ok(StatusCode::NO_CONTENT.into_response()) } else { Ok(back(id, "brouillon")) }
}

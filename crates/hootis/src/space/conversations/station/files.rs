//! The files of a conversation, for a contact who sees it: in whole, in part, or as a picture.

use axum::extract::{Path, Query};
use axum::http::HeaderMap;
use axum::response::Response;
use uuid::Uuid;

use super::conversation;
use crate::access::Portal;
use crate::access::portal::can;
use crate::error::Result;
use crate::space::media::{Media, get_of_message, serve, station};

/// A file of a message: who does not see the conversation sees none of it.
async fn of(portal: &Portal<can::MessagesRead>, id: Uuid, file: Uuid) -> Result<Media> {
    conversation(portal, id).await?;
    get_of_message(&portal.space, id, file).await
}

/// The file itself.
pub async fn show(
    portal: Portal<can::MessagesRead>,
    Path((id, file)): Path<(Uuid, Uuid)>,
    Query(asked): Query<serve::Asked>,
    headers: HeaderMap,
) -> Result<Response> {
    serve::whole(&portal.desk(), &of(&portal, id, file).await?, &asked, &headers).await
}

/// A picture of it: `vignette` or `apercu`.
pub async fn view(portal: Portal<can::MessagesRead>, Path((id, file, view)): Path<(Uuid, Uuid, String)>, headers: HeaderMap) -> Result<Response> {
    serve::view(&portal.desk(), &of(&portal, id, file).await?, station::view_named(&view)?, &headers).await
}

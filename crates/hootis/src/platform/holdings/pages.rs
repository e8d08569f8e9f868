//! The download.

use axum::response::Response;
use futures::stream::unfold;
use hootis_policy::journal::Act;
use tokio::sync::mpsc::channel;

use super::{PARTS, Sources, write};
use crate::access::AccountUser;
use crate::error::Result;
use crate::platform::journal::{self, Entry};
use crate::web::reply::attachment;

/// Everything that the platform holds about the account, as JSON: read as fast as it is taken, and never all of it at once.
pub async fn show(user: AccountUser) -> Result<Response> {
    // Noted first, so that the document tells of itself too.
    journal::note(&user.app, Entry::new(Act::DataExported).account(user.account.id).from(&user.visit)).await;
    let (to, parts) = channel(PARTS);
    let (app, now, lang, id) = (user.app.clone(), user.now, user.account.lang, user.account.id);
    let writing = tokio::spawn(async move {
        let from = Sources { platform: app.platform(), journal: app.journal().conn() };
        write(&from, now, lang, id, to).await
    });
    let parts = unfold((parts, Some(writing)), |(mut parts, mut writing)| async move {
        match parts.recv().await {
            Some(part) => Some((Ok(part), (parts, writing))),
            // Cut off rather than ended, when not all of it could be read.
            None => match writing.take()?.await {
                Ok(Ok(())) => None,
                Ok(Err(error)) => Some((Err(std::io::Error::other(error)), (parts, None))),
                Err(error) => Some((Err(std::io::Error::other(error)), (parts, None))),
            },
        }
    });
    Ok(attachment("hootis-mes-donnees.json", axum::body::Body::from_stream(parts)))
}

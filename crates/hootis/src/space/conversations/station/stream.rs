//! The stream of news of a contact's browser.

use axum::extract::Query;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;

use super::queries;
use crate::access::Portal;
use crate::access::portal::{PortalStanding, can};
use crate::error::Result;
use crate::live::{self, News, Watcher};

/// Where a browser goes on from, when it cannot say so in a header.
#[derive(Deserialize)]
pub struct From {
    #[serde(default)]
    depuis: Option<i64>,
}

/// A contact who watches.
struct Contact(PortalStanding<can::MessagesRead>);

impl Watcher for Contact {
    async fn look(&self, since: Option<i64>) -> Result<News> {
        let portal = self.0.enter().await?;
        let scope = portal.scope.clone();
        portal.space.read(async move |at| queries::news(at, &scope, since).await).await
    }
}

/// Which conversations change, as they do, until the session ends, the access is taken away or the reach is shortened.
pub async fn stream(portal: Portal<can::MessagesRead>, headers: HeaderMap, Query(from): Query<From>) -> Result<Response> {
    let (seat, contact) = (portal.seat()?, Contact(portal.standing()));
    // Nothing of the space is held while the stream waits.
    drop(portal);
    live::events(seat, contact, &headers, from.depuis).await
}

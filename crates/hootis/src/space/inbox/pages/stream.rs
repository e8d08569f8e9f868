//! The stream of news of a member's browser.

use axum::extract::Query;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;

use super::super::queries;
use crate::access::{BackOffice, Standing, may};
use crate::error::Result;
use crate::live::{self, News, Watcher};
use crate::space::Eyes;

/// Where a browser goes on from, when it cannot say so in a header.
#[derive(Deserialize)]
pub struct From {
    #[serde(default)]
    depuis: Option<i64>,
}

/// A member who watches.
struct Member(Standing<may::MessagesRead>);

impl Watcher for Member {
    async fn look(&self, since: Option<i64>) -> Result<News> {
        let office = self.0.enter().await?;
        let eyes = Eyes::from(&office.member);
        office.space.read(async move |at| queries::news(at, eyes, since).await).await
    }
}

/// Which conversations change, as they do, until the session ends or the right is taken away.
pub async fn show(office: BackOffice<may::MessagesRead>, headers: HeaderMap, Query(from): Query<From>) -> Result<Response> {
    let (seat, member) = (office.seat()?, Member(office.standing()));
    // Nothing of the space is held while the stream waits.
    drop(office);
    live::events(seat, member, &headers, from.depuis).await
}

//! A stream of server-sent events: what changed since a position, never what it says.

use std::convert::Infallible;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use serde::Serialize;
use uuid::Uuid;

use super::Seat;
use crate::error::Result;

/// How often a stream shows that it is alive, and looks whether its reader may still read. A browser that hears nothing for
/// three of these opens another.
const BEAT: Duration = Duration::from_secs(15);
/// How soon a browser comes back after a stream has ended.
const RETRY_MS: u32 = 2_000;

/// What is new for one person.
#[derive(Default, Debug)]
pub struct News {
    /// Up to where it is known.
    pub position: i64,
    /// What changed, by id.
    pub changed: Vec<Uuid>,
    /// More changed than is listed: everything is to be looked at again.
    pub is_cut: bool,
    /// How much waits for them: what a menu shows.
    pub count: i64,
}

/// Somebody who watches, and whose rights are judged at every look.
pub trait Watcher: Send + Sync + 'static {
    /// What is new after a position; without one, where things stand.
    ///
    /// # Errors
    /// Any ends the stream: the session is over, or the right was taken away.
    fn look(&self, since: Option<i64>) -> impl Future<Output = Result<News>> + Send;
}

/// What an event carries.
#[derive(Serialize)]
struct Data<'a> {
    /// What changed.
    c: &'a [Uuid],
    /// Everything may have.
    all: bool,
    /// How much waits.
    n: i64,
}

/// Where a stream goes on from: what the browser heard last.
fn heard(headers: &HeaderMap, asked: Option<i64>) -> Option<i64> {
    headers.get("last-event-id").and_then(|id| id.to_str().ok()?.parse().ok()).or(asked)
}

/// The stream of one person, from what they heard last (a header, or `asked`), until they may not read any more.
///
/// # Errors
/// When they may not now.
pub async fn events(seat: Seat, watcher: impl Watcher, headers: &HeaderMap, asked: Option<i64>) -> Result<Response> {
    let news = watcher.look(heard(headers, asked)).await?;
    let first = format!("retry: {RETRY_MS}\n{}", event("hello", &news));
    let state = State { seat, watcher, since: news.position, count: news.count, first: Some(first) };
    let body =
        futures::stream::unfold(state, |mut state| async move { state.next().await.map(|text| (Ok::<_, Infallible>(Bytes::from(text)), state)) });
    let mut response = Response::new(Body::from_stream(body));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    // A proxy that gathers answers before it hands them on would keep news back.
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(response)
}

struct State<W> {
    seat: Seat,
    watcher: W,
    since: i64,
    count: i64,
    first: Option<String>,
}

impl<W: Watcher> State<W> {
    /// The next event; none at the end.
    async fn next(&mut self) -> Option<String> {
        if let Some(first) = self.first.take() {
            return Some(first);
        }
        loop {
            let is_beat = match tokio::time::timeout(BEAT, self.seat.news()).await {
                Ok(true) => false,
                Ok(false) => return None,
                Err(_) => true,
            };
            let news = self.watcher.look(Some(self.since)).await.ok()?;
            let is_new = !news.changed.is_empty() || news.is_cut || news.count != self.count;
            (self.since, self.count) = (news.position, news.count);
            if is_new {
                return Some(event("talk", &news));
            }
            if is_beat {
                return Some(event("pulse", &news));
            }
        }
    }
}

fn event(name: &str, news: &News) -> String {
    let data = Data { c: &news.changed, all: news.is_cut, n: news.count };
    // Ids and numbers always make JSON.
    let data = serde_json::to_string(&data).unwrap_or_else(|_| "{}".to_owned());
    format!("id: {}\nevent: {name}\ndata: {data}\n\n", news.position)
}

//! Rooms and streams, without a space.

use axum::http::HeaderMap;
use futures::StreamExt as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use uuid::Uuid;

use super::{Hub, News, Watcher, events};
use crate::error::{Error, Result};
use hootis_policy::talk::STREAMS_OF_SESSION;

/// Says that one thing changed at each position; below zero it may not look any more.
#[derive(Clone)]
struct Counter(Arc<AtomicI64>);

impl Watcher for Counter {
    async fn look(&self, since: Option<i64>) -> Result<News> {
        let at = self.0.load(Ordering::Relaxed);
        if at < 0 {
            return Err(Error::SignIn);
        }
        let changed = if since.is_some_and(|since| at > since) { vec![Uuid::nil()] } else { Vec::new() };
        Ok(News { position: at, changed, is_cut: false, count: 0 })
    }
}

#[tokio::test]
async fn a_reader_who_is_slow_finds_the_newest_state_and_nothing_queues() {
    let (hub, space, at) = (Hub::default(), Uuid::now_v7(), Arc::new(AtomicI64::new(4)));
    let seat = hub.join(space, vec![1]).expect("a seat");
    let response = events(seat, Counter(at.clone()), &HeaderMap::new(), None).await.expect("a stream");
    assert_eq!(response.headers()["content-type"], "text/event-stream; charset=utf-8");
    let mut body = response.into_body().into_data_stream();
    let mut next = async || String::from_utf8(body.next().await.expect("an event").expect("no failure").to_vec()).expect("text");
    let hello = next().await;
    assert!(hello.contains("id: 4\nevent: hello\n") && hello.contains("\"c\":[]"), "{hello}");
    for position in 5..1_000 {
        at.store(position, Ordering::Relaxed);
        hub.tell(space, position);
        hub.tell(Uuid::now_v7(), position);
    }
    let talk = next().await;
    assert!(talk.starts_with("id: 999\nevent: talk\n") && talk.contains(&Uuid::nil().to_string()), "{talk}");
    at.store(-1, Ordering::Relaxed);
    hub.wake(space);
    assert!(body.next().await.is_none(), "who may not look any more hears nothing");
    assert_eq!((hub.seats(), hub.spaces()), (0, Vec::new()), "a stream that ended keeps no seat");
}

#[tokio::test]
async fn a_stream_goes_on_from_what_was_heard_last() {
    let (hub, at) = (Hub::default(), Arc::new(AtomicI64::new(9)));
    let mut headers = HeaderMap::new();
    for (heard, asked, finds) in [(None, None, false), (None, Some(8), true), (Some("9"), Some(8), false), (Some("3"), None, true)] {
        headers.clear();
        if let Some(heard) = heard {
            headers.insert("last-event-id", heard.parse().expect("a header"));
        }
        let seat = hub.join(Uuid::nil(), vec![]).expect("a seat");
        let response = events(seat, Counter(at.clone()), &headers, asked).await.expect("a stream");
        let first = response.into_body().into_data_stream().next().await.expect("an event").expect("no failure");
        assert_eq!(String::from_utf8_lossy(&first).contains(&Uuid::nil().to_string()), finds, "{heard:?} {asked:?}");
    }
}

#[tokio::test]
async fn one_session_takes_so_many_seats_and_nobody_gets_one_when_the_process_ends() {
    let hub = Hub::default();
    let seats: Vec<_> = (0..STREAMS_OF_SESSION).map(|_| hub.join(Uuid::now_v7(), vec![7]).expect("a seat")).collect();
    assert!(hub.join(Uuid::now_v7(), vec![7]).is_err());
    let mut other = hub.join(Uuid::now_v7(), vec![8]).expect("another's seat");
    drop(seats);
    hub.join(Uuid::now_v7(), vec![7]).expect("there is room again");
    hub.close();
    assert!(!other.news().await);
    assert!(hub.join(Uuid::now_v7(), vec![9]).is_err());
}

//! The server: connections that are taken, bounded in number, bytes and time, and ended in good order.
//!
//! It speaks HTTP/1.1 and nothing else; encryption is the affair of the machine in front. What a request may take is
//! declared in `hootis_policy::limits`; a route may say that its body is long (an upload) or its answer endless (a
//! stream), see `web::routes`.

mod crowd;
mod pace;
mod patience;
mod stream;
#[cfg(test)]
mod tests;

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::response::Response;
use futures::StreamExt as _;
use hootis_policy::limits;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tower::ServiceExt as _;

use crate::web::proxies::Proxies;
pub use crowd::Crowd;
pub use pace::{Endless, Length, keep};
pub use patience::Pace;

/// How long nobody is taken after the system refused to hand a connection over: it has no file left to give.
const PAUSE: Duration = Duration::from_millis(500);

/// What is told to who is one too many of their network, before they are left.
const TOO_MANY: &[u8] = b"HTTP/1.1 429 Too Many Requests\r\nretry-after: 10\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";

/// What connections and requests may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of a head.
    pub head_bytes: usize,
    /// Time for a head, and between two requests.
    pub head: Duration,
    /// Waiting for a form.
    pub form: Pace,
    /// Waiting for an upload.
    pub upload: Pace,
    /// Waiting for somebody to take their answer.
    pub reader: Pace,
    /// From a head to its answer.
    pub answer: Duration,
    /// From the end of an upload to its answer.
    pub upload_answer: Duration,
    /// Connections at once.
    pub connections: usize,
    /// The same, of one network.
    pub network_connections: usize,
    /// Requests of one network that are being answered at once.
    pub network_requests: usize,
    /// From the word to stop to the end.
    pub shutdown: Duration,
}

impl Default for Limits {
    /// As they are declared.
    fn default() -> Self {
        Self {
            head_bytes: limits::HEAD_BYTES,
            head: limits::HEAD_TIME.as_duration(),
            form: Pace { most: limits::BODY_TIME.as_duration(), rate: None },
            upload: Pace { most: limits::UPLOAD_STALL.as_duration(), rate: Some(limits::UPLOAD_RATE) },
            reader: Pace { most: limits::READER_STALL.as_duration(), rate: Some(limits::READER_RATE) },
            answer: limits::ANSWER_TIME.as_duration(),
            upload_answer: limits::UPLOAD_ANSWER_TIME.as_duration(),
            connections: limits::CONNECTIONS,
            network_connections: limits::NETWORK_CONNECTIONS,
            network_requests: limits::NETWORK_REQUESTS,
            shutdown: limits::SHUTDOWN.as_duration(),
        }
    }
}

/// Where the server is in its life.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Debug)]
enum Phase {
    /// Everybody is taken.
    Open,
    /// Nobody new is taken, and what was begun is brought to its end.
    Closing,
    /// What is still there is cut off.
    Over,
}

/// Serves until `stop` says so, then lets what was begun go on for a while.
///
/// # Errors
/// When the listener is none.
pub async fn serve(listener: TcpListener, router: Router, proxies: &Proxies, limits: Limits, mut stop: watch::Receiver<bool>) -> io::Result<()> {
    listener.local_addr()?;
    let (phase, at) = watch::channel(Phase::Open);
    let (room, crowd) = (Arc::new(Semaphore::new(limits.connections)), Crowd::default());
    loop {
        let (taken, permit) = tokio::select! {
            // The semaphore is never closed.
            taken = async { let permit = Arc::clone(&room).acquire_owned().await.ok(); (listener.accept().await, permit) } => taken,
            _ = stop.wait_for(|stop| *stop) => break,
        };
        let (stream, peer) = match taken {
            Ok(taken) => taken,
            Err(error) => {
                not_taken(error).await;
                continue;
            }
        };
        // A machine in front brings the visitors of all networks.
        let guest = if proxies.believes(peer.ip()) { None } else { Some(crowd.enter(peer.ip(), limits.network_connections)) };
        if let Some(None) = guest {
            let _told_or_not = stream.try_write(TOO_MANY);
            continue;
        }
        let _sent_at_once_or_not = stream.set_nodelay(true);
        let serving = connection(stream, peer, router.clone(), limits, at.clone());
        tokio::spawn(async move {
            serving.await;
            drop((permit, guest));
        });
    }
    drop((listener, at));
    let _all_are_gone = phase.send(Phase::Closing);
    if tokio::time::timeout(limits.shutdown, phase.closed()).await.is_err() {
        tracing::warn!("connections that did not end in time are cut off");
        let _all_are_gone = phase.send(Phase::Over);
        phase.closed().await;
    }
    Ok(())
}

/// Whoever left before they were taken is forgotten; a system that has nothing left to take them with is left in peace.
async fn not_taken(error: io::Error) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if !matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        tracing::error!(%error, "a connection could not be taken");
        tokio::time::sleep(PAUSE).await;
    }
}

/// Serves the requests of one connection, one after the other.
async fn connection(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    peer: SocketAddr,
    router: Router,
    limits: Limits,
    phase: watch::Receiver<Phase>,
) {
    let answers = phase.clone();
    let service = service_fn(move |mut request: axum::http::Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        request.extensions_mut().insert(limits);
        let (router, phase) = (router.clone(), answers.clone());
        async move {
            let Ok(response) = router.oneshot(request.map(Body::new)).await;
            Ok::<_, Infallible>(until_closing(response, phase))
        }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(limits.head).max_header_size(limits.head_bytes);
    let mut serving = pin!(http.serve_connection(TokioIo::new(stream::Stream::new(stream, limits.reader)), service));
    let (mut closing, mut over) = (pin!(reached(phase.clone(), Phase::Closing)), pin!(reached(phase, Phase::Over)));
    let mut is_told = false;
    loop {
        tokio::select! {
            // Whatever ended it, nobody is left to tell.
            _ended = &mut serving => return,
            () = &mut closing, if !is_told => {
                is_told = true;
                serving.as_mut().graceful_shutdown();
            }
            () = &mut over => return,
        }
    }
}

async fn reached(mut phase: watch::Receiver<Phase>, wanted: Phase) {
    let _reached_or_gone = phase.wait_for(|phase| *phase >= wanted).await;
}

/// An answer that never ends by itself ends when the server closes: its reader comes back to the next one.
fn until_closing(response: Response, phase: watch::Receiver<Phase>) -> Response {
    if response.extensions().get::<Endless>().is_none() {
        return response;
    }
    response.map(|body| Body::from_stream(body.into_data_stream().take_until(Box::pin(reached(phase, Phase::Closing)))))
}

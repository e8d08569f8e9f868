//! Clients that are slow, silent or many, over real sockets and with limits of some hundred milliseconds.

mod bodies;
mod connections;

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::rejection::BytesRejection;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use futures::stream;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::{Length, Limits, Pace, keep, serve};
use crate::web::proxies::Proxies;

/// How long a test waits for what must come.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where clients come from.
const HERE: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 1);
const ELSEWHERE: Ipv4Addr = Ipv4Addr::new(127, 0, 9, 9);

/// Bytes that fit into no buffer between the server and a client.
const LARGE: usize = 64 << 20;

/// A server and what stops it.
struct Server {
    at: SocketAddr,
    stop: watch::Sender<bool>,
    served: JoinHandle<std::io::Result<()>>,
}

impl Server {
    async fn start(limits: Limits) -> Self {
        Self::start_with(limits, routes(), Proxies::default()).await
    }

    async fn start_with(limits: Limits, router: Router, proxies: Proxies) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port");
        let at = listener.local_addr().expect("an address");
        let (stop, stopped) = watch::channel(false);
        let served = tokio::spawn(async move { serve(listener, router, &proxies, limits, stopped).await });
        Self { at, stop, served }
    }

    async fn connect(&self, from: Ipv4Addr) -> Client {
        let socket = TcpSocket::new_v4().expect("a socket");
        socket.bind((from, 0).into()).expect("an address of this machine");
        Client(socket.connect(self.at).await.expect("a connection"))
    }

    /// Asks for one page over a connection of its own.
    async fn get(&self, path: &str) -> String {
        let mut client = self.connect(HERE).await;
        client.say(&format!("GET {path} HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n")).await;
        client.rest().await
    }
}

/// The other end of a connection.
struct Client(TcpStream);

impl Client {
    async fn say(&mut self, text: &str) {
        self.0.write_all(text.as_bytes()).await.expect("it is taken");
    }

    /// Sends a piece now and then, until all are sent or nobody listens any more.
    async fn dribble(&mut self, piece: &str, times: usize, every: Duration) {
        for _ in 0..times {
            if self.0.write_all(piece.as_bytes()).await.is_err() {
                return;
            }
            tokio::time::sleep(every).await;
        }
    }

    /// What comes until the server hangs up; nothing is heard of it if it does not.
    async fn rest(&mut self) -> String {
        let mut bytes = Vec::new();
        // A connection that is left with something unread in it is reset: what came before counts.
        let _reset_or_ended = tokio::time::timeout(PATIENCE, self.0.read_to_end(&mut bytes)).await.expect("the server hangs up");
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Whether a request is answered well. Who is hung up on is not.
    async fn is_answered(&mut self, request: &str) -> bool {
        let mut piece = [0; 1024];
        self.0.write_all(request.as_bytes()).await.is_ok()
            && self.0.read(&mut piece).await.is_ok_and(|read| String::from_utf8_lossy(&piece[..read]).starts_with("HTTP/1.1 200 "))
    }

    /// What comes up to some words.
    async fn until(&mut self, words: &str) -> String {
        let (mut bytes, mut piece) = (Vec::new(), [0; 1024]);
        while !String::from_utf8_lossy(&bytes).contains(words) {
            let read = tokio::time::timeout(PATIENCE, self.0.read(&mut piece)).await.expect("it goes on").expect("it can be read");
            assert!(read > 0, "the server hung up after {:?}", String::from_utf8_lossy(&bytes));
            bytes.extend_from_slice(&piece[..read]);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// A page, a form, an upload, events without an end, a large file, and a page that never comes.
fn routes() -> Router {
    let events =
        || stream::unfold(0, |n| async move { if n == 0 { Some((Ok::<_, std::io::Error>("first\n"), 1)) } else { std::future::pending().await } });
    let long = |length: Length| from_fn_with_state(length, keep);
    Router::new()
        .route("/", get(async || "here\n").layer(long(Length::Page)))
        .route("/form", post(size).layer(long(Length::Page)))
        .route("/upload", post(size).layer(long(Length::Upload)))
        .route("/events", get(async move || Body::from_stream(events())).layer(long(Length::Stream)))
        .route("/large", get(async || Body::from(vec![b'x'; LARGE])).layer(long(Length::Page)))
        .route("/never", get(async || -> &'static str { std::future::pending().await }).layer(long(Length::Page)))
}

/// How much came, or that it was cut off.
async fn size(body: Result<Bytes, BytesRejection>) -> String {
    body.map_or_else(|_| "cut off".to_owned(), |body| format!("{} bytes", body.len()))
}

/// Limits that no client of a test comes near; each test makes one of them short.
fn patient() -> Limits {
    let pace = Pace { most: PATIENCE * 3, rate: None };
    Limits { head: PATIENCE * 3, form: pace, upload: pace, reader: pace, answer: PATIENCE * 3, upload_answer: PATIENCE * 3, ..Limits::default() }
}

fn ms(count: u64) -> Duration {
    Duration::from_millis(count)
}

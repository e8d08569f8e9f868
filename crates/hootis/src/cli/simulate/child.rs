//! The Hootis that is lived with: a process that serves, follows a clock and does what it is told, until
//! it is killed.
//!
//! It says `ready PORT` once it serves, then answers each line of its input with a line: `done …`, or
//! `failed …`. It ends with its input.

use std::net::{Ipv4Addr, SocketAddr};

use tokio::net::TcpListener;
use tokio::sync::mpsc;

use super::orders;
use crate::app::App;
use crate::cli::{say, serve};
use crate::error::Result;
use crate::router;

/// Serves and obeys.
pub(in crate::cli) async fn run(app: App) -> Result<()> {
    serve::finish_signups(&app).await;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let port = listener.local_addr()?.port();
    let service = router::service(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let serving = tokio::spawn(async move { axum::serve(listener, service).await });
    let mut lines = input();
    say(format!("ready {port}"));
    while let Some(line) = lines.recv().await {
        match orders::obey(&app, &line).await {
            Ok(answer) => say(format!("done {answer}")),
            Err(error) => say(format!("failed {error}")),
        }
    }
    serving.abort();
    Ok(())
}

/// The lines of the input, read apart: waiting for one keeps nobody else waiting.
fn input() -> mpsc::Receiver<String> {
    let (to, from) = mpsc::channel(8);
    std::thread::spawn(move || {
        for line in std::io::stdin().lines().map_while(std::io::Result::ok) {
            if to.blocking_send(line).is_err() {
                break;
            }
        }
    });
    from
}

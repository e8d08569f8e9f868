//! What one route may keep us waiting: for the body of a request, and for its answer.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use hyper::body::{Frame, SizeHint};
use tokio::sync::oneshot;

use super::Limits;
use super::patience::{Pace, Patience};
use crate::error::Error;

/// How long a route is, declared with it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Length {
    /// A page or a form: everything is over within seconds.
    Page,
    /// A request with a long body: it may last as long as bytes come at the least rate.
    Upload,
    /// An answer without an end (events): it goes on until its reader leaves or the server closes.
    Stream,
}

/// Marks an answer that does not end by itself.
#[derive(Clone, Copy)]
pub struct Endless;

/// Holds a request to what its route allows.
pub async fn keep(State(length): State<Length>, request: Request, next: Next) -> Response {
    let limits = request.extensions().get::<Limits>().copied().unwrap_or_default();
    let (pace, patience) = match length {
        Length::Page | Length::Stream => (limits.form, limits.answer),
        Length::Upload => (limits.upload, limits.upload_answer),
    };
    let (request, late, received) = bounded(request, pace);
    let too_long = async {
        if length == Length::Upload {
            // Ended, or given up: either way no more of it is waited for.
            let _ended = received.await;
        }
        tokio::time::sleep(patience).await;
    };
    let mut response = tokio::select! {
        response = next.run(request) => response,
        () = too_long => Error::Busy.into_response(),
    };
    if late.load(Ordering::Relaxed) {
        // Whatever the handler made of a body that was cut off.
        return Error::Late.into_response();
    }
    if length == Length::Stream {
        response.extensions_mut().insert(Endless);
    }
    response
}

/// The request with a body that is waited for so long, where it says that it was not; and what resolves once no more
/// of it is read.
fn bounded(request: Request, pace: Pace) -> (Request, Arc<AtomicBool>, oneshot::Receiver<()>) {
    let (late, (received, ended)) = (Arc::new(AtomicBool::new(false)), oneshot::channel());
    let (head, body) = request.into_parts();
    if body.is_end_stream() {
        return (Request::from_parts(head, body), late, ended);
    }
    let paced = Paced { inner: body, patience: Patience::new(pace), late: Arc::clone(&late), received: Some(received) };
    (Request::from_parts(head, Body::new(paced)), late, ended)
}

/// A body whose sender must not fall asleep.
struct Paced {
    inner: Body,
    patience: Patience,
    late: Arc<AtomicBool>,
    /// Dropped with the last byte.
    received: Option<oneshot::Sender<()>>,
}

impl HttpBody for Paced {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let this = self.get_mut();
        match Pin::new(&mut this.inner).poll_frame(cx) {
            Poll::Ready(frame) => {
                let bytes = frame.as_ref().and_then(|frame| frame.as_ref().ok()?.data_ref().map(Bytes::len));
                this.patience.moved(bytes.unwrap_or_default());
                if frame.is_none() {
                    this.received = None;
                }
                Poll::Ready(frame)
            }
            Poll::Pending if this.patience.poll_over(cx).is_ready() => {
                this.late.store(true, Ordering::Relaxed);
                Poll::Ready(Some(Err(axum::Error::new(std::io::Error::from(std::io::ErrorKind::TimedOut)))))
            }
            Poll::Pending => Poll::Pending,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

//! Forms with files: what comes is given on as it is taken, and never piles up.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, ready};

use axum::body::{Body, BodyDataStream, Bytes};
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest as _, Multipart, Request};
use axum::http::StatusCode;
use futures::{Stream, StreamExt as _};

use crate::error::{Error, Result};

/// So much may lie untaken before the form is refused: the heads of fields, and texts.
const UNTAKEN: usize = 1024 * 1024;

/// Longest text of a field.
const TEXT: usize = 64 * 1024;

/// A form with files.
pub struct FileForm {
    form: Multipart,
    untaken: Arc<AtomicUsize>,
}

impl FileForm {
    /// Reads a request as such a form.
    ///
    /// # Errors
    /// `Bad` when it is another.
    pub async fn of(request: Request) -> Result<Self> {
        let untaken = Arc::new(AtomicUsize::new(0));
        let of = Arc::clone(&untaken);
        let request = request.map(|body| Body::from_stream(Measured { body: body.into_data_stream(), untaken: of, rests: false }));
        match Multipart::from_request(request, &()).await {
            Ok(form) => Ok(Self { form, untaken }),
            Err(_) => Err(Error::Bad("a form with files was expected".into())),
        }
    }

    /// The next field; none at the end.
    ///
    /// # Errors
    /// `TooBig`, or `Bad` when the connection was cut.
    pub async fn next(&mut self) -> Result<Option<FilePart<'_>>> {
        let untaken = &self.untaken;
        let field = self.form.next_field().await.map_err(|error| cut(&error, untaken))?;
        untaken.store(0, Ordering::Relaxed);
        Ok(field.map(|field| FilePart { field, untaken }))
    }
}

/// A field of a form with files.
pub struct FilePart<'a> {
    field: Field<'a>,
    untaken: &'a AtomicUsize,
}

impl FilePart<'_> {
    /// What the field is called.
    #[must_use]
    pub fn name(&self) -> &str {
        self.field.name().unwrap_or_default()
    }

    /// What the file is called; none where none was chosen.
    #[must_use]
    pub fn file_name(&self) -> Option<&str> {
        self.field.file_name().filter(|name| !name.is_empty())
    }

    /// The next bytes; none at the end.
    ///
    /// # Errors
    /// `TooBig`, or `Bad` when the connection was cut.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>> {
        let bytes = self.field.chunk().await.map_err(|error| cut(&error, self.untaken))?;
        self.untaken.store(0, Ordering::Relaxed);
        Ok(bytes)
    }

    /// All of it, where it is a text.
    ///
    /// # Errors
    /// As [`Self::chunk`]; `TooBig` when it is longer than any text.
    pub async fn text(mut self) -> Result<String> {
        let mut all = Vec::new();
        while let Some(bytes) = self.chunk().await? {
            if all.len() + bytes.len() > TEXT {
                return Err(Error::TooBig);
            }
            all.extend_from_slice(&bytes);
        }
        String::from_utf8(all).map_err(|_| Error::Bad("a text is not UTF-8".into()))
    }

    /// Passes over what nobody wants.
    ///
    /// # Errors
    /// As [`Self::chunk`].
    pub async fn skip(mut self) -> Result<()> {
        while self.chunk().await?.is_some() {}
        Ok(())
    }
}

fn cut(error: &MultipartError, untaken: &AtomicUsize) -> Error {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooBig,
        _ if untaken.load(Ordering::Relaxed) > UNTAKEN => Error::TooBig,
        _ => Error::Bad("the form was cut".into()),
    }
}

/// A body whose reader gets one piece at a time, and an end when it takes none out of what it has.
struct Measured {
    body: BodyDataStream,
    untaken: Arc<AtomicUsize>,
    /// A piece was just given: what is in it is looked at before there is another.
    rests: bool,
}

impl Stream for Measured {
    type Item = std::result::Result<Bytes, axum::BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if std::mem::take(&mut self.rests) {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        let next = ready!(self.body.poll_next_unpin(cx));
        if let Some(Ok(bytes)) = &next {
            if self.untaken.fetch_add(bytes.len(), Ordering::Relaxed) > UNTAKEN {
                return Poll::Ready(Some(Err("too much that nobody takes".into())));
            }
            self.rests = true;
        }
        Poll::Ready(next.map(|piece| piece.map_err(Into::into)))
    }
}

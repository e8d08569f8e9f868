//! Why a request was not answered as asked, and how lower errors become that.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hootis_policy::Text;
use hootis_space::DbError;
use hootis_vault::VaultError;

/// The result of everything that a request may ask for.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong, as far as a person may know. The cause of an `Internal` is logged, never shown.
#[derive(thiserror::Error, Debug, Clone)]
pub enum Error {
    /// 404. Also for what the caller may not know exists.
    #[error("not found")]
    NotFound,
    /// 404. The host is that of no space that is open.
    #[error("no such space")]
    NoSpace,
    /// 303 to the sign-in page. A stranger who is signed in elsewhere gets it too: cookies do not cross surfaces.
    #[error("sign in first")]
    SignIn,
    /// 303 to the page where a second factor is set up: the company asks for one.
    #[error("set a second factor up first")]
    SecondFactor,
    /// 401. A program without a key that opens this space.
    #[error("a key is needed")]
    NoKey,
    /// 403. Only for things that the caller already sees.
    #[error("not allowed")]
    Forbidden,
    /// 403. The space is read only for now: its payments fail.
    #[error("the space is read only")]
    ReadOnly,
    /// 503. Nothing may be processed in the space for now. Of jobs only: visitors see no such space.
    #[error("nothing is processed in this space for now")]
    Asleep,
    /// 403. The token of the form is none: its page is too old, or none of ours.
    #[error("the form is too old, or none of ours")]
    Forged,
    /// 403. Another site asked for it, or a sibling space.
    #[error("another site asked for it")]
    Elsewhere,
    /// 408. What was announced did not come in time.
    #[error("the request did not come in time")]
    Late,
    /// 409. The text is a key of the catalogue.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// 400. The request makes no sense; the text is for programmers.
    #[error("bad request: {0}")]
    Bad(Cow<'static, str>),
    /// 413.
    #[error("too big")]
    TooBig,
    /// 429. What there was too much of is said by the rate that counts it.
    #[error("too many attempts")]
    Slow { retry_after: Duration, why: Text },
    /// 503.
    #[error("being looked after")]
    Busy,
    /// 507: the disk is full. Nothing was written.
    #[error("no room left")]
    NoRoom,
    /// 500.
    #[error("internal: {0}")]
    Internal(Arc<str>),
}

impl Error {
    /// A failure of ours, with its cause for the log. The cause must hold no personal data and no secret.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        Self::Internal(cause.to_string().into())
    }

    /// The status it is answered with.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound | Self::NoSpace => StatusCode::NOT_FOUND,
            Self::SignIn | Self::SecondFactor => StatusCode::SEE_OTHER,
            Self::NoKey => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::Forged | Self::Elsewhere | Self::ReadOnly => StatusCode::FORBIDDEN,
            Self::Late => StatusCode::REQUEST_TIMEOUT,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::Bad(_) => StatusCode::BAD_REQUEST,
            Self::TooBig => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Slow { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy | Self::Asleep => StatusCode::SERVICE_UNAVAILABLE,
            Self::NoRoom => StatusCode::INSUFFICIENT_STORAGE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// The bare answer; the layer of each audience puts words on it (see `web::errors`).
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        if let Self::Slow { retry_after, .. } = &self {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(retry_after.as_secs().max(1)));
        }
        if matches!(self, Self::NoKey) {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response.extensions_mut().insert(self);
        response
    }
}

impl From<DbError> for Error {
    fn from(error: DbError) -> Self {
        match error {
            DbError::NotFound | DbError::Missing => Self::NotFound,
            DbError::NoRoom => Self::NoRoom,
            DbError::Busy => Self::Busy,
            other => Self::internal(other),
        }
    }
}

impl From<VaultError> for Error {
    fn from(error: VaultError) -> Self {
        Self::internal(error)
    }
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Self::internal(error)
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::FileTooLarge | std::io::ErrorKind::QuotaExceeded => Self::NoRoom,
            _ => Self::internal(error),
        }
    }
}

impl From<tokio::task::JoinError> for Error {
    fn from(error: tokio::task::JoinError) -> Self {
        Self::internal(error)
    }
}

/// What is swallowed on purpose: it is written to the log, and the work goes on.
pub trait OrLog<T> {
    /// What there is, or nothing and a line in the log that says what could not be done.
    fn or_log(self, what: &'static str) -> Option<T>;
}

impl<T, E: std::fmt::Display> OrLog<T> for Result<T, E> {
    fn or_log(self, what: &'static str) -> Option<T> {
        self.inspect_err(|error| tracing::warn!(%error, what, "went on without")).ok()
    }
}

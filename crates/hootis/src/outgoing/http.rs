//! One request to a declared processor, and its answer: over TLS, or to this very machine in development.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hootis_policy::processors::Processor;
use http_body_util::{BodyExt as _, Limited};
use hyper::http::request::Builder;
use hyper::{Request, header};
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use secrecy::{ExposeSecret as _, SecretString};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use url::Url;

use super::{Outgoing, Refused};
use crate::error::{Error, Result};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// Longest answer that is read, in bytes.
const ANSWER: usize = 1 << 20;

/// What proves who calls.
pub enum Auth<'a> {
    /// A name and its secret, as HTTP Basic.
    Basic(&'a str, &'a SecretString),
    /// A header of its own.
    Header(&'static str, &'a SecretString),
}

/// Why there is no answer.
#[derive(thiserror::Error, Debug)]
pub enum Unanswered {
    /// It may not leave.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// It left, or tried to, and nothing that is an answer came back in time.
    #[error("the service could not be reached, or did not answer as it should: {0}")]
    Silent(String),
}

impl Unanswered {
    /// In short.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Refused(_) => "the call may not leave",
            Self::Silent(_) => "the service could not be reached",
        }
    }
}

/// What went wrong on the way, for the log.
fn silent(why: impl std::fmt::Display) -> Unanswered {
    Unanswered::Silent(why.to_string())
}

/// Status and body.
type Answer = (u16, Vec<u8>);

/// Posts a form. Each call is let out, and counted, by the door.
///
/// # Errors
/// When it may not leave, or nothing comes back in time.
pub async fn post(door: &Outgoing, processor: &'static Processor, url: &str, auth: Auth<'_>, fields: &[(&str, &str)]) -> Result<Answer, Unanswered> {
    let url = Url::parse(url).map_err(silent)?;
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let request = to(&url, Request::post(url.path())).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let request = match auth {
        Auth::Basic(name, secret) => {
            let both = BASE64_STANDARD.encode(format!("{name}:{}", secret.expose_secret()));
            request.header(header::AUTHORIZATION, format!("Basic {both}"))
        }
        Auth::Header(name, secret) => request.header(name, secret.expose_secret()),
    };
    let request = request.header(header::CONTENT_LENGTH, body.len()).body(Body::from(body)).map_err(silent)?;
    call(door, processor, &url, request).await
}

impl Outgoing {
    /// Asks a processor for a document, over https.
    ///
    /// # Errors
    /// When the processor does not own the host, when it does not answer in time, or with anything but 200.
    pub async fn get(&self, processor: &'static Processor, url: &Url) -> Result<Vec<u8>> {
        if url.scheme() != "https" {
            return Err(Error::internal("only https leaves"));
        }
        let request = question(url).map_err(Error::internal)?;
        document(url, call(self, processor, url, request).await)
    }
}

/// The question for a document.
pub(super) fn question(url: &Url) -> Result<Request<Body>, Unanswered> {
    to(url, Request::get(url.path())).header(header::ACCEPT, "application/json").body(Body::empty()).map_err(silent)
}

/// The document that an answer is, if it is one.
pub(super) fn document(url: &Url, answer: Result<Answer, Unanswered>) -> Result<Vec<u8>> {
    let host = url.host_str().unwrap_or_default();
    match answer {
        Ok((200, body)) => Ok(body),
        Ok((status, _)) => Err(Error::Bad(format!("{host} does not answer as it should: {status}").into())),
        Err(Unanswered::Refused(why)) => Err(Error::internal(why)),
        Err(why @ Unanswered::Silent(_)) => Err(Error::Bad(format!("{host}: {why}").into())),
    }
}

/// A request to the host of an address.
fn to(url: &Url, request: Builder) -> Builder {
    let host = url.host_str().unwrap_or_default();
    let authority = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
    request.header(header::HOST, authority).header(header::USER_AGENT, concat!("hootis/", env!("CARGO_PKG_VERSION")))
}

/// Through the door, there and back.
async fn call(door: &Outgoing, processor: &'static Processor, url: &Url, request: Request<Body>) -> Result<Answer, Unanswered> {
    let host = url.host_str().ok_or_else(|| silent("no host"))?;
    door.pass(processor, host).await?;
    let port = url.port_or_known_default().unwrap_or(443);
    let call = async {
        let stream = connect(host, port).await.map_err(silent)?;
        if url.scheme() == "https" {
            let name = ServerName::try_from(host.to_owned()).map_err(silent)?;
            exchange(TlsConnector::from(tls()?).connect(name, stream).await.map_err(silent)?, request).await
        } else {
            // Only the door of development lets such a call out, to this machine alone.
            exchange(stream, request).await
        }
    };
    tokio::time::timeout(PATIENCE, call).await.map_err(silent)?
}

#[expect(clippy::disallowed_methods, reason = "the door has let this very host through")]
async fn connect(host: &str, port: u16) -> std::io::Result<TcpStream> {
    TcpStream::connect((host, port)).await
}

/// One request, one answer.
pub(super) async fn exchange(stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static, request: Request<Body>) -> Result<Answer, Unanswered> {
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(silent)?;
    let answering = async {
        let answer = sender.send_request(request).await.map_err(silent)?;
        let status = answer.status().as_u16();
        let body = Limited::new(answer.into_body(), ANSWER).collect().await.map_err(silent)?;
        Ok((status, body.to_bytes().to_vec()))
    };
    // The connection moves what both sides say, and ends with the answer.
    let mut connection = std::pin::pin!(connection);
    let mut answering = std::pin::pin!(answering);
    tokio::select! {
        answer = &mut answering => answer,
        ended = &mut connection => {
            ended.map_err(silent)?;
            answering.await
        }
    }
}

/// TLS as the machine trusts it.
fn tls() -> Result<Arc<ClientConfig>, Unanswered> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().map_err(silent)?;
    Ok(Arc::new(config.with_root_certificates(roots).with_no_client_auth()))
}

//! A form that is posted to a declared processor: over TLS, or to this very machine in development.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hootis_policy::processors::Processor;
use http_body_util::{BodyExt as _, Limited};
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

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// Longest answer that is read, in bytes.
const ANSWER: usize = 64 * 1024;

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
    /// It left, or tried to, and nothing came back in time.
    #[error("the service could not be reached, or did not answer")]
    Silent,
}

impl Unanswered {
    /// In short.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Refused(_) => "the call may not leave",
            Self::Silent => "the service could not be reached",
        }
    }
}

/// Posts a form; status and body of the answer. Each call is let out, and counted, by the door.
///
/// # Errors
/// When it may not leave, or nothing comes back in time.
pub async fn post(
    door: &Outgoing,
    processor: &'static Processor,
    url: &str,
    auth: Auth<'_>,
    fields: &[(&str, &str)],
) -> Result<(u16, Vec<u8>), Unanswered> {
    let url = Url::parse(url).map_err(|_| Unanswered::Silent)?;
    let host = url.host_str().ok_or(Unanswered::Silent)?.to_owned();
    door.pass(processor, &host).await?;
    let request = request(&url, &host, auth, fields).ok_or(Unanswered::Silent)?;
    let port = url.port_or_known_default().unwrap_or(443);
    let call = async {
        let stream = connect(&host, port).await?;
        if url.scheme() == "https" {
            let name = ServerName::try_from(host.clone()).ok()?;
            exchange(TlsConnector::from(tls()?).connect(name, stream).await.ok()?, request).await
        } else {
            // Only the door of development lets such a call out, to this machine alone.
            exchange(stream, request).await
        }
    };
    tokio::time::timeout(PATIENCE, call).await.ok().flatten().ok_or(Unanswered::Silent)
}

#[expect(clippy::disallowed_methods, reason = "the door has let this very host through")]
async fn connect(host: &str, port: u16) -> Option<TcpStream> {
    TcpStream::connect((host, port)).await.ok()
}

fn request(url: &Url, host: &str, auth: Auth<'_>, fields: &[(&str, &str)]) -> Option<Request<Body>> {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let authority = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
    let request = Request::post(url.path()).header(header::HOST, authority).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let request = match auth {
        Auth::Basic(name, secret) => {
            let both = BASE64_STANDARD.encode(format!("{name}:{}", secret.expose_secret()));
            request.header(header::AUTHORIZATION, format!("Basic {both}"))
        }
        Auth::Header(name, secret) => request.header(name, secret.expose_secret()),
    };
    request.header(header::CONTENT_LENGTH, body.len()).body(Body::from(body)).ok()
}

async fn exchange(stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static, request: Request<Body>) -> Option<(u16, Vec<u8>)> {
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.ok()?;
    let driving = tokio::spawn(connection);
    let answer = sender.send_request(request).await.ok()?;
    let status = answer.status().as_u16();
    let body = Limited::new(answer.into_body(), ANSWER).collect().await.ok()?.to_bytes().to_vec();
    driving.abort();
    Some((status, body))
}

/// TLS as the machine trusts it.
fn tls() -> Option<Arc<ClientConfig>> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().ok()?;
    Some(Arc::new(config.with_root_certificates(roots).with_no_client_auth()))
}

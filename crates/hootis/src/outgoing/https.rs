//! One question over https to a declared processor.

use std::sync::Arc;
use std::time::Duration;

use axum::http::{Request, StatusCode, header};
use bytes::Bytes;
use hootis_policy::processors::Processor;
use http_body_util::{BodyExt as _, Empty, Limited};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::TlsConnector;
use url::Url;

use super::Outgoing;
use crate::error::{Error, Result};

/// Longest answer that is read, in bytes.
const MOST: usize = 1 << 20;

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(30);

impl Outgoing {
    /// Asks a processor for a document, and reads its answer.
    ///
    /// # Errors
    /// When the processor does not own the host, when it does not answer in time, or with anything but 200.
    pub async fn get(&self, processor: &'static Processor, url: &Url) -> Result<Vec<u8>> {
        let host = url.host_str().filter(|_| url.scheme() == "https").ok_or_else(|| Error::internal("only https leaves"))?;
        self.pass(processor, host).await.map_err(Error::internal)?;
        let asking = async { ask(connect(host, url.port().unwrap_or(443)).await?, host, url).await };
        tokio::time::timeout(PATIENCE, asking).await.map_err(|_| Error::Bad(format!("{host} does not answer").into()))?
    }
}

#[expect(clippy::disallowed_methods, reason = "the door itself: the host was judged and the call counted")]
async fn connect(host: &str, port: u16) -> Result<impl AsyncRead + AsyncWrite + Unpin + Send + 'static> {
    let unreachable = |error: std::io::Error| Error::Bad(format!("{host} cannot be reached: {error}").into());
    let mut roots = rustls::RootCertStore::empty();
    for certificate in rustls_native_certs::load_native_certs().certs {
        let _unreadable = roots.add(certificate);
    }
    let config = rustls::ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(Error::internal)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = rustls::pki_types::ServerName::try_from(host.to_owned()).map_err(Error::internal)?;
    let stream = tokio::net::TcpStream::connect((host, port)).await.map_err(unreachable)?;
    TlsConnector::from(Arc::new(config)).connect(name, stream).await.map_err(unreachable)
}

/// One request, one answer.
pub(super) async fn ask(stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static, host: &str, url: &Url) -> Result<Vec<u8>> {
    let odd = |error: &dyn std::fmt::Display| Error::Bad(format!("{host} does not answer as it should: {error}").into());
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(|error| odd(&error))?;
    let request = Request::get(url.path())
        .header(header::HOST, host)
        .header(header::USER_AGENT, concat!("hootis/", env!("CARGO_PKG_VERSION")))
        .header(header::ACCEPT, "application/json")
        .body(Empty::<Bytes>::new())
        .map_err(Error::internal)?;
    let answering = async {
        let response = sender.send_request(request).await.map_err(|error| odd(&error))?;
        if response.status() != StatusCode::OK {
            return Err(odd(&response.status()));
        }
        let body = Limited::new(response.into_body(), MOST).collect().await.map_err(|error| odd(&error))?;
        Ok(body.to_bytes().to_vec())
    };
    // The connection moves what both sides say, and ends with the answer.
    let mut connection = std::pin::pin!(connection);
    let mut answering = std::pin::pin!(answering);
    tokio::select! {
        answer = &mut answering => answer,
        ended = &mut connection => {
            ended.map_err(|error| odd(&error))?;
            answering.await
        }
    }
}

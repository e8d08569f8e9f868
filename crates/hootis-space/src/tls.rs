//! TLS towards a PostgreSQL cluster, with the certificate authorities of the machine.

use std::sync::Arc;

use tokio_postgres_rustls::MakeRustlsConnect;

use crate::DbError;

/// A connector that checks the server's name and chain.
pub(crate) fn connector() -> Result<MakeRustlsConnect, DbError> {
    let mut roots = rustls::RootCertStore::empty();
    for certificate in rustls_native_certs::load_native_certs().certs {
        let _unreadable = roots.add(certificate);
    }
    let config = rustls::ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| DbError::Pool(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

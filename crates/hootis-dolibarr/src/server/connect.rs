//! Entering a server: the address is checked and pinned, and the connection is protected as it was asked for, or not made.

use std::{
    net::{IpAddr, SocketAddr},
    time::Duration,
};

use mysql_async::{Conn, DriverError, Error, IoError, OptsBuilder, SslOpts};
use secrecy::ExposeSecret as _;

use super::{Protection, ServerSource};
use crate::{error::DolibarrError, guard::is_public, warning::Warning};

/// How long a server may take to let in.
const CONNECT: Duration = Duration::from_secs(10);
/// Addresses of a host that are tried.
const ADDRESSES: usize = 3;
/// Largest packet accepted from a server.
const PACKET_BYTES: usize = 64 << 20;

impl ServerSource {
    /// Connects, with what is to be told about the protection of the connection.
    pub(super) async fn connect(&self) -> Result<(Conn, Option<Warning>), DolibarrError> {
        let addresses = self.addresses().await?;
        let mut last = self.unreachable();
        for address in addresses {
            match self.enter(address).await {
                Err(DolibarrError::Unreachable { .. }) => last = self.unreachable(),
                other => return other,
            }
        }
        Err(last)
    }

    /// The addresses of the host that may be reached. They are used as they are: the name is
    /// not resolved again, so it cannot mean something else a moment later.
    #[expect(clippy::disallowed_methods, reason = "the one place that resolves, for a host that the caller's door let through")]
    async fn addresses(&self) -> Result<Vec<IpAddr>, DolibarrError> {
        let found: Vec<SocketAddr> = match self.host.parse::<IpAddr>() {
            Ok(address) => vec![SocketAddr::new(address, self.port)],
            Err(_) => {
                let unknown = || DolibarrError::UnknownHost { host: self.host.clone() };
                let resolving = tokio::net::lookup_host((self.host.as_str(), self.port));
                tokio::time::timeout(CONNECT, resolving).await.map_err(|_| unknown())?.map_err(|_| unknown())?.collect()
            }
        };
        if found.is_empty() {
            return Err(DolibarrError::UnknownHost { host: self.host.clone() });
        }
        let mut allowed: Vec<IpAddr> = found.iter().map(|found| found.ip().to_canonical()).filter(|ip| self.guard.allows(*ip)).collect();
        allowed.dedup();
        allowed.truncate(ADDRESSES);
        if allowed.is_empty() {
            return Err(DolibarrError::RefusedAddress { host: self.host.clone() });
        }
        Ok(allowed)
    }

    async fn enter(&self, address: IpAddr) -> Result<(Conn, Option<Warning>), DolibarrError> {
        let is_near = !is_public(address);
        match self.protection {
            Protection::Offered if is_near => match self.enter_with(address, Protection::Verified).await {
                Err(DolibarrError::Untrusted) => self.enter_with(address, Protection::Unverified).await,
                Err(DolibarrError::NoEncryption) => self.enter_with(address, Protection::None).await,
                other => other,
            },
            Protection::Offered => self.enter_with(address, Protection::Verified).await,
            // What was asked for and nothing less: whoever sits on the way could spoil the better ones.
            asked => self.enter_with(address, asked).await,
        }
    }

    #[expect(clippy::disallowed_methods, reason = "the one place that connects, to an address that the guard allows")]
    async fn enter_with(&self, address: IpAddr, protection: Protection) -> Result<(Conn, Option<Warning>), DolibarrError> {
        let opening = tokio::time::timeout(CONNECT, Conn::new(self.options(address, protection)));
        match opening.await {
            Ok(Ok(connection)) => {
                let warning = match protection {
                    Protection::Verified | Protection::Offered => None,
                    Protection::Unverified => Some("tls-unverified"),
                    Protection::None => Some("no-tls"),
                };
                Ok((connection, warning.map(|code| Warning::new("", None, code, &[]))))
            }
            Ok(Err(Error::Driver(DriverError::NoClientSslFlagFromServer))) => Err(DolibarrError::NoEncryption),
            Ok(Err(error)) if is_tls(&error) => Err(DolibarrError::Untrusted),
            Ok(Err(error)) => Err(self.refused(error)),
            Err(_) => Err(self.unreachable()),
        }
    }

    fn options(&self, address: IpAddr, protection: Protection) -> OptsBuilder {
        let name = self.host.clone();
        let tls = match protection {
            Protection::Verified | Protection::Offered => Some(SslOpts::default().with_danger_tls_hostname_override(Some(name))),
            Protection::Unverified => Some(
                SslOpts::default()
                    .with_danger_tls_hostname_override(Some(name))
                    .with_danger_skip_domain_validation(true)
                    .with_danger_accept_invalid_certs(true),
            ),
            Protection::None => None,
        };
        OptsBuilder::default()
            .ip_or_hostname(address.to_string())
            .resolved_ips(Some(vec![address]))
            .tcp_port(self.port)
            .user(Some(self.user.clone()))
            .pass(self.password.as_ref().map(|password| password.expose_secret().to_owned()))
            .db_name(Some(self.database.clone()))
            // Otherwise the server could name a local socket to go to instead.
            .prefer_socket(false)
            .ssl_opts(tls)
            .max_allowed_packet(Some(PACKET_BYTES))
            .wait_timeout(Some(600))
            .stmt_cache_size(0)
            .tcp_keepalive(Some(Duration::from_secs(30)))
    }

    fn unreachable(&self) -> DolibarrError {
        DolibarrError::Unreachable { host: self.host.clone(), port: self.port }
    }

    /// Why the server did not let in, in words of ours: its own may repeat user and address.
    fn refused(&self, error: Error) -> DolibarrError {
        match error {
            Error::Server(error) => match error.code {
                1045 | 1698 | 1251 | 1862 | 1820 => DolibarrError::WrongPassword,
                1044 | 1049 => DolibarrError::UnknownDatabase,
                1040 | 1129 | 1130 | 1203 => self.unreachable(),
                number => DolibarrError::ServerFault { number },
            },
            Error::Io(IoError::Io(error)) if error.kind() == std::io::ErrorKind::InvalidData => DolibarrError::NotAServer,
            Error::Io(_) => self.unreachable(),
            Error::Driver(_) | Error::Other(_) | Error::Url(_) => DolibarrError::NotAServer,
        }
    }
}

/// Whether the encryption failed.
fn is_tls(error: &Error) -> bool {
    match error {
        Error::Io(IoError::Tls(_)) => true,
        Error::Io(IoError::Io(error)) => error.get_ref().is_some_and(|inner| inner.is::<rustls::Error>()),
        _ => false,
    }
}

/// Why a question was not answered.
pub(super) fn failed(error: Error, table: &str) -> DolibarrError {
    match error {
        Error::Server(error) => match error.code {
            1142 | 1143 | 1044 | 1045 => DolibarrError::NotAllowed { table: table.to_owned() },
            // Shut down, killed, or gone while it answered.
            1053 | 1077 | 1079 | 1152..=1161 | 1317 | 1927 | 2006 | 2013 => DolibarrError::ConnectionLost,
            number => DolibarrError::ServerFault { number },
        },
        Error::Io(_) | Error::Driver(_) | Error::Other(_) | Error::Url(_) => DolibarrError::ConnectionLost,
    }
}

//! Live servers: `MariaDB` and `MySQL`, read inside one read-only snapshot.

mod connect;
mod reader;
#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use secrecy::{ExposeSecret as _, SecretString};
use tokio::sync::mpsc::Sender;
use url::Url;

use crate::{
    apart,
    base::Base,
    error::DolibarrError,
    guard::Guard,
    whole::{Look, WholeOptions, Wished},
};

/// How a connection is protected. Whoever names a server chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Protection {
    /// Encrypted, by a server whose certificate says that it is the one.
    #[default]
    Verified,
    /// Encrypted, by whoever answers.
    Unverified,
    /// In clear.
    None,
    /// As well as the server can, on this machine and on a private network; [`Self::Verified`] anywhere else, where somebody
    /// on the way could spoil the better ones.
    Offered,
}

impl Protection {
    /// Every one, the best first.
    pub const ALL: [Self; 4] = [Self::Verified, Self::Unverified, Self::None, Self::Offered];

    /// Its name in programs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Unverified => "unverified",
            Self::None => "none",
            Self::Offered => "offered",
        }
    }

    /// The protection of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }
}

/// Where a server is and how to enter it.
#[derive(Clone)]
pub struct ServerSource {
    host: String,
    port: u16,
    user: String,
    password: Option<SecretString>,
    database: String,
    guard: Guard,
    protection: Protection,
    /// The server itself said that the session cannot write. Shared by clones.
    read_only: Arc<AtomicBool>,
}

impl fmt::Debug for ServerSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServerSource").field("guard", &self.guard).finish_non_exhaustive()
    }
}

impl ServerSource {
    /// Reads `mysql://user[:password]@host[:port]/database` (`mariadb://` too).
    ///
    /// `password` wins over the one in `url`. Nothing is resolved or reached yet.
    ///
    /// # Errors
    /// [`DolibarrError::BadAddress`], which says which part is wrong and repeats none.
    pub fn parse(url: &str, password: Option<SecretString>, guard: Guard) -> Result<Self, DolibarrError> {
        let bad = |why| DolibarrError::BadAddress { why };
        let url = Url::parse(url.trim()).map_err(|_| bad("it cannot be read"))?;
        if !matches!(url.scheme(), "mysql" | "mariadb") {
            return Err(bad("it must begin with mysql://"));
        }
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or_else(|| bad("the host is missing"))?;
        let host = host.trim_start_matches('[').trim_end_matches(']').to_ascii_lowercase();
        let plain = |text: &str| decoded(text).filter(|text| text.len() <= 250 && !text.contains(char::is_control));
        let user = plain(url.username()).filter(|user| !user.is_empty()).ok_or_else(|| bad("the user is missing"))?;
        let database = plain(url.path().trim_start_matches('/')).filter(|name| !name.is_empty() && !name.contains('/'));
        let database = database.ok_or_else(|| bad("the database is missing"))?;
        if url.query().is_some() || url.fragment().is_some() {
            return Err(bad("options are not accepted"));
        }
        let inside = match url.password() {
            Some(text) => Some(SecretString::from(decoded(text).ok_or_else(|| bad("the password cannot be read"))?)),
            None => None,
        };
        let password = password.or(inside).filter(|password| !password.expose_secret().is_empty());
        Ok(Self {
            host,
            port: url.port().unwrap_or(3306),
            user,
            password,
            database,
            guard,
            protection: Protection::default(),
            read_only: Arc::default(),
        })
    }

    /// The same server over a connection that is protected so.
    #[must_use]
    pub fn protected(self, protection: Protection) -> Self {
        Self { protection, ..self }
    }

    /// Whether the last session's server confirmed that it could not write.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.read_only.load(Ordering::Relaxed)
    }

    fn confirm(&self, read_only: bool) {
        self.read_only.store(read_only, Ordering::Relaxed);
    }

    /// The address as [`Self::parse`] reads it, without the password.
    #[must_use]
    pub fn address(&self) -> String {
        let host = if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        let url = Url::parse(&format!("mysql://{host}:{}/", self.port)).ok().and_then(|mut url| {
            url.set_username(&self.user).ok()?;
            url.path_segments_mut().ok()?.clear().push(&self.database);
            Some(url.to_string())
        });
        url.unwrap_or_default()
    }

    /// The password, for whoever seals it.
    #[must_use]
    pub fn password(&self) -> Option<&SecretString> {
        self.password.as_ref()
    }

    /// How its connection is protected.
    #[must_use]
    pub fn protection(&self) -> Protection {
        self.protection
    }

    /// The host that is called.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// `host/database`, for people: no user, no secret.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{}/{}", self.host, self.database)
    }
}

/// Text whose `%41` were resolved.
fn decoded(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let digits = [bytes.next()?, bytes.next()?];
            let digits = std::str::from_utf8(&digits).ok()?;
            out.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            out.push(byte);
        }
    }
    String::from_utf8(out).ok()
}

/// Looks at the base of a server.
pub(crate) async fn survey(source: &ServerSource, look: Look) -> Result<Base, DolibarrError> {
    let source = source.clone();
    let looking = async move {
        let mut reader = reader::Reader::open(&source).await?;
        let base = reader.survey(look).await?;
        reader.close().await;
        Ok(base)
    };
    apart(looking, DolibarrError::NotAServer).await
}

/// Reads the base of a server.
pub(crate) async fn read<T: Wished>(source: ServerSource, options: WholeOptions, to: Sender<Result<T, DolibarrError>>) {
    let batches = to.clone();
    let reading = async move {
        let mut reader = reader::Reader::open(&source).await?;
        reader.read(options, &batches).await?;
        reader.close().await;
        Ok(())
    };
    supply(reading, to).await;
}

/// Lets `reading` send its batches and says how it ended. Without the task of its own, a panic in it would
/// look like the end of the base, and what was not read yet would be taken for what Dolibarr has no more.
async fn supply<T: Send>(reading: impl Future<Output = Result<(), DolibarrError>> + Send + 'static, to: Sender<Result<T, DolibarrError>>) {
    // Dropping the receiver stops a query that is under way too.
    let ended = tokio::select! {
        ended = apart(reading, DolibarrError::Interrupted) => ended,
        () = to.closed() => return,
    };
    if let Err(error) = ended {
        let _ = to.send(Err(error)).await;
    }
}

//! Why a Dolibarr could not be read, in words that may be shown to whoever asked.

use std::io;

/// What went wrong while a Dolibarr was read.
///
/// `Display` may be shown to the person: it names no secret, no personal data and no address
/// that the person did not give. [`DolibarrError::code`] is the stable key of its translation.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DolibarrError {
    /// The address is not of the form `mysql://user[:password]@host[:port]/database`.
    #[error("this is not a database address: expected mysql://user@host:3306/database ({why})")]
    BadAddress {
        /// Which part is wrong.
        why: &'static str,
    },
    /// The host name is unknown to the DNS.
    #[error("no server answers to the name {host}")]
    UnknownHost {
        /// The name as the person gave it.
        host: String,
    },
    /// The host resolves to an address that may not be reached from here.
    #[error("{host} is a private or local address, which may not be reached from here")]
    RefusedAddress {
        /// The name as the person gave it.
        host: String,
    },
    /// Nobody listens there, or nobody answered in time.
    #[error("{host} does not answer on port {port}")]
    Unreachable {
        /// The name as the person gave it.
        host: String,
        /// The TCP port that was tried.
        port: u16,
    },
    /// What answers is not a `MariaDB` or `MySQL` server that can be talked to.
    #[error("what answers there is not a MariaDB or MySQL server that Hootis can talk to")]
    NotAServer,
    /// The server offers no encryption, and nobody agreed to go on in clear.
    #[error("the server does not offer an encrypted connection")]
    NoEncryption,
    /// The encryption could not be set up as it was asked for: the certificate is not one that can be verified, or somebody
    /// stands in between.
    #[error("the encrypted connection could not be set up: the server's certificate cannot be verified, or its encryption is broken")]
    Untrusted,
    /// The server refuses the name or the password.
    #[error("the server refuses this user name or password")]
    WrongPassword,
    /// The server knows the person but not the database, or keeps it from them.
    #[error("there is no database of this name, or this user may not open it")]
    UnknownDatabase,
    /// A table may not be read by this user.
    #[error("this user may not read the table {table}")]
    NotAllowed {
        /// The table's name in Dolibarr, without prefix.
        table: String,
    },
    /// The server went away while it was read.
    #[error("the connection to the server was lost while reading")]
    ConnectionLost,
    /// The server did not send anything for too long.
    #[error("the server stopped answering while reading")]
    TimedOut,
    /// The server refused a question.
    #[error("the server could not answer (error {number})")]
    ServerFault {
        /// The server's own error number.
        number: u16,
    },
    /// The base or dump is readable but holds no Dolibarr.
    #[error("no Dolibarr was found there: the tables of third parties are missing")]
    NotADolibarr,
    /// The file is not an SQL dump.
    #[error("this file is not an SQL dump: {why}")]
    NotADump {
        /// What it looks like instead.
        why: &'static str,
    },
    /// The dump stops before its end.
    #[error("the dump is cut{}, at byte {offset}: it must be made or sent again", after(.table))]
    TruncatedDump {
        /// The table that was being read, if any.
        table: Option<String>,
        /// Where it stops, in bytes of the decompressed dump.
        offset: u64,
    },
    /// The dump, or the archive around it, is damaged.
    #[error("the dump is damaged at byte {offset}")]
    DamagedDump {
        /// Where, in bytes of the decompressed dump.
        offset: u64,
    },
    /// The dump gives the rows of a table but neither its columns nor its definition.
    #[error("the dump does not say which columns {table} has: export structure and data together")]
    NoColumns {
        /// The table's name in Dolibarr, without prefix.
        table: String,
    },
    /// The file unpacks to far more than it should: a bomb, by accident or not.
    #[error("the file unpacks to more than is accepted")]
    Bomb,
    /// Something is beyond what is accepted.
    #[error("{what} is beyond what is accepted ({limit} at most)")]
    TooBig {
        /// What is too big.
        what: &'static str,
        /// The limit, in bytes or in a number of things as `what` says.
        limit: u64,
    },
    /// The file could not be read.
    #[error("the file could not be read")]
    Unreadable(#[source] io::Error),
    /// The reading stopped on our side.
    #[error("the reading was interrupted")]
    Interrupted,
}

impl DolibarrError {
    /// The stable key of this error, for translations and for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::BadAddress { .. } => "bad-address",
            Self::UnknownHost { .. } => "unknown-host",
            Self::RefusedAddress { .. } => "refused-address",
            Self::Unreachable { .. } => "unreachable",
            Self::NotAServer => "not-a-server",
            Self::NoEncryption => "no-encryption",
            Self::Untrusted => "untrusted",
            Self::WrongPassword => "wrong-password",
            Self::UnknownDatabase => "unknown-database",
            Self::NotAllowed { .. } => "not-allowed",
            Self::ConnectionLost => "connection-lost",
            Self::TimedOut => "timed-out",
            Self::ServerFault { .. } => "server-fault",
            Self::NotADolibarr => "not-a-dolibarr",
            Self::NotADump { .. } => "not-a-dump",
            Self::TruncatedDump { .. } => "truncated-dump",
            Self::DamagedDump { .. } => "damaged-dump",
            Self::NoColumns { .. } => "no-columns",
            Self::Bomb => "bomb",
            Self::TooBig { .. } => "too-big",
            Self::Unreadable(_) => "unreadable",
            Self::Interrupted => "interrupted",
        }
    }
}

fn after(table: &Option<String>) -> String {
    table.as_ref().map_or_else(String::new, |table| format!(" in the table {table}"))
}

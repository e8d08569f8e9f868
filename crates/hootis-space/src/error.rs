//! What can go wrong with a database, said for whoever asked.

/// Why a database did not answer as asked.
#[derive(thiserror::Error)]
pub enum DbError {
    /// A unique rule was broken. `rule` is `table_column…`, the same on both engines.
    #[error("a unique rule was broken: {rule}")]
    Unique { rule: String },
    /// A row that another row still needs, or that is not there.
    #[error("a reference was broken")]
    Reference,
    /// `get` found nothing.
    #[error("no such row")]
    NotFound,
    /// The file is not a database, or the key is not its key.
    #[error("the database cannot be opened: wrong key, or not a Hootis database")]
    WrongKey,
    /// Who keeps the keys cannot give this one.
    #[error("the key of the database cannot be had: {0}")]
    Key(String),
    /// The database was written by a newer Hootis.
    #[error("the database knows a change called {0:?}, which this Hootis does not: a newer version wrote it")]
    FutureSchema(String),
    /// The database or schema is not there.
    #[error("the database does not exist")]
    Missing,
    /// Disk full, quota reached, file too big.
    #[error("there is no room left to write")]
    NoRoom,
    /// A value of a row is not of the type that was asked.
    #[error("column {column} holds {found}, not {wanted}")]
    Type { column: usize, found: &'static str, wanted: &'static str },
    /// The transaction was lost because an earlier call in it failed or was cancelled.
    #[error("the transaction was abandoned")]
    Abandoned,
    /// Somebody reads what is to be written over.
    #[error("somebody reads what was there before: it could not be written over")]
    InUse,
    /// Somebody else writes, or changes the key, for longer than anybody is made to wait. Nothing was done.
    #[error("somebody else has been writing for too long")]
    Busy,
    /// Anything else of SQLite.
    #[error("SQLite: {0}")]
    Sqlite(rusqlite::Error),
    /// Anything else of PostgreSQL.
    #[error("PostgreSQL: {}", pg_words(.0))]
    Postgres(tokio_postgres::Error),
    /// No connection to PostgreSQL could be had.
    #[error("PostgreSQL cannot be reached: {0}")]
    Pool(String),
    /// The file system refused.
    #[error("the data folder: {0}")]
    Io(#[from] std::io::Error),
}

impl DbError {
    /// Whether the database itself is lost to this Hootis: trying again is of no use. All others may pass.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        match self {
            Self::WrongKey | Self::Missing | Self::FutureSchema(_) => true,
            Self::Sqlite(error) => error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseCorrupt),
            _ => false,
        }
    }
}

/// The same words as for a person: what PostgreSQL adds for a programmer quotes rows, which are personal.
impl std::fmt::Debug for DbError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

/// PostgreSQL's own words, unless they quote what was sent: data exceptions (class 22) do.
fn pg_words(error: &tokio_postgres::Error) -> String {
    match error.as_db_error() {
        Some(db) if db.code().code().starts_with("22") => format!("a value was refused ({})", db.code().code()),
        Some(db) => format!("{} ({})", db.message(), db.code().code()),
        None => error.to_string(),
    }
}

impl From<rusqlite::Error> for DbError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{ConstraintViolation, DatabaseBusy, DiskFull, NotADatabase, SystemIoFailure};
        if let rusqlite::Error::SqliteFailure(code, message) = &error {
            let text = message.as_deref().unwrap_or_default();
            match (code.code, code.extended_code) {
                // SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE
                (ConstraintViolation, 1555 | 2067) => return Self::Unique { rule: sqlite_rule(text) },
                // SQLITE_CONSTRAINT_FOREIGNKEY
                (ConstraintViolation, 787) => return Self::Reference,
                (NotADatabase, _) => return Self::WrongKey,
                (DatabaseBusy, _) => return Self::Busy,
                // A write past a file-size limit comes back as an I/O failure: SQLITE_IOERR_WRITE, _TRUNCATE, _SHMSIZE.
                (DiskFull, _) | (SystemIoFailure, 778 | 1546 | 4874) => return Self::NoRoom,
                _ => {}
            }
        }
        Self::Sqlite(error)
    }
}

/// `UNIQUE constraint failed: member.email_key` becomes `member_email_key`.
fn sqlite_rule(message: &str) -> String {
    let columns = message.rsplit(": ").next().unwrap_or_default();
    // An index over an expression is called by its name: index 'party_folded_name'.
    if let Some(name) = columns.strip_prefix("index '") {
        return name.trim_end_matches('\'').to_owned();
    }
    let mut rule = String::new();
    for (i, column) in columns.split(", ").enumerate() {
        let (table, name) = column.split_once('.').unwrap_or(("", column));
        if i == 0 {
            rule.push_str(table);
        }
        rule.push('_');
        rule.push_str(name);
    }
    rule
}

impl From<tokio_postgres::Error> for DbError {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(db) = error.as_db_error() else { return Self::Postgres(error) };
        match db.code().code() {
            "23505" => Self::Unique { rule: pg_rule(db) },
            "23503" => Self::Reference,
            "53100" => Self::NoRoom,
            "25P02" => Self::Abandoned,
            "3F000" => Self::Missing,
            _ => Self::Postgres(error),
        }
    }
}

/// The table and the columns, as SQLite says them, whatever the index is called; the index's name
/// where it is over an expression.
fn pg_rule(error: &tokio_postgres::error::DbError) -> String {
    // Key (kind, id)=(…) already exists. What follows the equal sign is somebody's.
    let columns = error.detail().and_then(|detail| detail.split_once(")=(")?.0.split_once('(')).map(|(_, columns)| columns);
    let plain = |columns: &&str| columns.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'_' | b',' | b' '));
    match (error.table(), columns.filter(plain)) {
        (Some(table), Some(columns)) => format!("{}_{}", without_shard(table), columns.replace(", ", "_")),
        _ => without_shard(error.constraint().map_or_else(|| quoted(error.message()), str::to_owned).as_str()).to_owned(),
    }
}

/// A name without the shard's number that Citus puts behind it (at least six digits).
fn without_shard(name: &str) -> &str {
    match name.rsplit_once('_') {
        Some((name, shard)) if shard.len() >= 6 && shard.bytes().all(|c| c.is_ascii_digit()) => name,
        _ => name,
    }
}

/// The constraint's name as the message quotes it, for servers that leave the field empty.
fn quoted(message: &str) -> String {
    message.split('"').nth(1).unwrap_or_default().to_owned()
}

/// Turns one broken unique rule into the caller's own error.
pub trait OnUnique<T> {
    /// Calls `or` when `rule` (`table_column…`) is the one that was broken.
    ///
    /// # Errors
    /// The caller's error for that rule; any other as it was.
    fn on_unique<E: From<DbError>>(self, rule: &str, or: impl FnOnce() -> E) -> Result<T, E>;
}

impl<T> OnUnique<T> for Result<T, DbError> {
    fn on_unique<E: From<DbError>>(self, rule: &str, or: impl FnOnce() -> E) -> Result<T, E> {
        self.map_err(|error| match &error {
            DbError::Unique { rule: broken } if broken == rule => or(),
            _ => error.into(),
        })
    }
}

//! The row of a consent.

use hootis_space::{DbError, FromRow, Row};

/// Whether somebody wants news.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// They asked for them.
    Granted,
    /// They did, and no longer do.
    Withdrawn,
}

impl State {
    /// In the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// Where an answer was given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Source {
    /// The box of the sign-up form.
    SignUp,
    /// The console.
    Console,
    /// The page behind the link of a mail.
    Link,
    /// The mail program, with one click.
    OneClick,
}

impl Source {
    /// In the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SignUp => "sign_up",
            Self::Console => "console",
            Self::Link => "link",
            Self::OneClick => "one_click",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        [Self::SignUp, Self::Console, Self::Link, Self::OneClick].into_iter().find(|source| source.code() == code)
    }

    /// For the person who gave it: a key of the catalogue.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::SignUp => "news-source-sign-up",
            Self::Console => "news-source-console",
            Self::Link => "news-source-link",
            Self::OneClick => "news-source-one-click",
        }
    }
}

/// What an account said about news.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Consent {
    pub state: State,
    /// Where the last answer was given.
    pub source: Source,
    pub granted_at: i64,
    pub withdrawn_at: Option<i64>,
}

pub(super) const COLUMNS: &str = "SELECT state, source, granted_at, withdrawn_at FROM marketing_consent";

impl FromRow for Consent {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        let state: String = row.take()?;
        let source: String = row.take()?;
        Ok(Self {
            state: if state == State::Granted.code() { State::Granted } else { State::Withdrawn },
            source: Source::from_code(&source).unwrap_or(Source::Link),
            granted_at: row.take()?,
            withdrawn_at: row.take()?,
        })
    }
}

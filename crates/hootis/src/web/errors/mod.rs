//! What a person reads when a request is not answered as asked.
//!
//! Words say what happened, then what to do; the cause is never shown, only a reference that support finds in the log.

use askama::Template;

use super::i18n::Lang;
use super::page::{Page, Text};

/// Why, for a person. Each has its own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 404: not there, or not for this person to know of.
    NotFound,
    /// 404: the host is that of no space.
    NoSpace,
    /// 409: something else happened in between.
    Conflict,
    /// 401: a program without a key that opens the space.
    NoKey,
    /// 403: seen, but not allowed.
    Forbidden,
    /// 403: the space is read only, for its payments fail.
    ReadOnly,
    /// 403: the form was open too long, its token is no longer good.
    Expired,
    /// 403: another site asked for it.
    Elsewhere,
    /// 408: what was sent did not come in time.
    Late,
    /// 413: what was sent is too big.
    TooLarge,
    /// 429: too many attempts.
    Slow,
    /// 500: our fault.
    Internal,
    /// 503: being looked after.
    Busy,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 13] = [
        Self::NotFound,
        Self::NoSpace,
        Self::Conflict,
        Self::NoKey,
        Self::Forbidden,
        Self::ReadOnly,
        Self::Expired,
        Self::Elsewhere,
        Self::Late,
        Self::TooLarge,
        Self::Slow,
        Self::Internal,
        Self::Busy,
    ];

    /// The HTTP status.
    pub const fn status(self) -> u16 {
        match self {
            Self::NotFound | Self::NoSpace => 404,
            Self::Conflict => 409,
            Self::NoKey => 401,
            Self::Forbidden | Self::ReadOnly | Self::Expired | Self::Elsewhere => 403,
            Self::Late => 408,
            Self::TooLarge => 413,
            Self::Slow => 429,
            Self::Internal => 500,
            Self::Busy => 503,
        }
    }

    /// Title and explanation, in a language.
    pub fn words(self, lang: Lang) -> (&'static str, &'static str) {
        let (title, text) = self.keys();
        (lang.t(title), lang.t(text))
    }

    /// Keys of the title and of the explanation.
    const fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::NotFound => ("error-not-found", "error-not-found-text"),
            Self::NoSpace => ("error-no-space", "error-no-space-text"),
            Self::Conflict => ("error-conflict", "error-conflict-text"),
            Self::NoKey => ("error-no-key", "error-no-key-text"),
            Self::Forbidden => ("error-forbidden", "error-forbidden-text"),
            Self::ReadOnly => ("error-read-only", "error-read-only-text"),
            Self::Expired => ("error-expired", "error-expired-text"),
            Self::Elsewhere => ("error-elsewhere", "error-elsewhere-text"),
            Self::Late => ("error-late", "error-late-text"),
            Self::TooLarge => ("error-too-large", "error-too-large-text"),
            Self::Slow => ("error-slow", "error-slow-text"),
            Self::Internal => ("error-internal", "error-internal-text"),
            Self::Busy => ("error-busy", "error-busy-text"),
        }
    }
}

/// A whole page, in the look of the site.
#[derive(Template)]
#[template(path = "web/errors/page.html")]
pub struct ErrorPage {
    page: Page,
    kind: Kind,
    text: Text,
    reference: String,
}

/// The same in a few lines, for a request of htmx: it is swapped into the page that is there.
#[derive(Template)]
#[template(path = "web/errors/fragment.html")]
pub struct ErrorFragment {
    page: Page,
    title: &'static str,
    text: Text,
    reference: String,
}

/// Words that only this case has: how long to wait, for instance.
#[derive(Clone, Debug, Default)]
pub struct Detail {
    /// Replaces the usual explanation when it is not empty.
    pub text: Text,
    /// What support finds in the log; empty shows nothing.
    pub reference: String,
}

impl ErrorPage {
    /// The page of a kind. `page` brings language, theme and home; its title is set here.
    pub fn new(mut page: Page, kind: Kind, detail: Detail) -> Self {
        page.title = page.t(kind.keys().0).into();
        let text = explanation(&page, kind, detail.text);
        Self { page, kind, text, reference: detail.reference }
    }
}

impl ErrorFragment {
    /// The fragment of a kind.
    pub fn new(page: Page, kind: Kind, detail: Detail) -> Self {
        let text = explanation(&page, kind, detail.text);
        Self { title: page.t(kind.keys().0), page, text, reference: detail.reference }
    }
}

fn explanation(page: &Page, kind: Kind, given: Text) -> Text {
    if given.is_empty() { page.t(kind.keys().1).into() } else { given }
}

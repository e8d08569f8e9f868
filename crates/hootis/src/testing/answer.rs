//! What came back.

use axum::http::{HeaderMap, StatusCode};

/// An answer, read to its end.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
    pub(crate) asked: String,
}

impl Answer {
    /// Checks the status.
    #[track_caller]
    pub(crate) fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{} answered:\n{}", self.asked, self.text().chars().take(1500).collect::<String>());
        self
    }

    /// The body.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Checks that the page says something (as HTML writes it: blanks of French typography count as blanks).
    #[track_caller]
    pub(crate) fn says(self, words: &str) -> Self {
        assert!(plain(&self.text()).contains(&plain(words)), "{} does not say {words:?}:\n{}", self.asked, self.text());
        self
    }

    /// Checks that it does not.
    #[track_caller]
    pub(crate) fn says_not(self, words: &str) -> Self {
        assert!(!plain(&self.text()).contains(&plain(words)), "{} says {words:?}", self.asked);
        self
    }

    /// Where it leads.
    #[track_caller]
    pub(crate) fn location(&self) -> String {
        self.headers
            .get("location")
            .and_then(|v| v.to_str().ok())
            .unwrap_or_else(|| panic!("{} leads nowhere: {}", self.asked, self.status))
            .to_owned()
    }

    /// The value of the first attribute that starts with `start`, in the page: `attribute("href=\"", "/admin/clients/")`.
    #[track_caller]
    pub(crate) fn attribute(&self, attribute: &str, start: &str) -> String {
        let text = self.text();
        let opening = format!("{attribute}=\"{start}");
        let at = text.find(&opening).unwrap_or_else(|| panic!("{} has no {opening}:\n{text}", self.asked));
        text[at + attribute.len() + 2..].split('"').next().unwrap_or_default().replace("&amp;", "&").replace("&#38;", "&")
    }
}

fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ").replace(['\u{2019}'], "'").replace("&#39;", "'").replace("&#x27;", "'")
}

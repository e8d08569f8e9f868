//! A session as its owner sees it in a list, wherever it is kept.

use crate::web::page::Page;

/// One line of a list of sessions.
pub struct SessionLine {
    /// Names it in the form that ends it: a hash of what is kept, which opens nothing.
    pub handle: String,
    /// Browser and platform; empty where they are not known.
    pub browser: String,
    pub begun_at: i64,
    pub used_at: i64,
    /// The one that asks.
    pub is_this: bool,
}

impl SessionLine {
    /// A line of the row that is kept under a token's hash. `asking` is the hash of the session that asks.
    #[must_use]
    pub fn new(hash: &[u8], browser: String, begun_at: i64, used_at: i64, asking: &[u8]) -> Self {
        Self { handle: handle(hash), browser, begun_at, used_at, is_this: hootis_vault::same(hash, asking) }
    }

    /// The browser, in words.
    #[must_use]
    pub fn told(&self, page: &Page) -> String {
        if self.browser.is_empty() { page.t("sessions-unknown").to_owned() } else { self.browser.clone() }
    }
}

/// What names the session of a token's hash in a form: from it nobody gets to the hash, nor to the token.
#[must_use]
pub fn handle(hash: &[u8]) -> String {
    hootis_vault::token_text(&hootis_vault::digest(hash)[..12])
}

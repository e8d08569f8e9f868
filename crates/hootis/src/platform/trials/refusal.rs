//! What somebody is told whose trial is not opened: why, until when, and whom to ask.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use hootis_policy::limits::Rate;

use crate::access::Visitor;
use crate::error::Result;
use crate::web::format;
use crate::web::page::Page;
use crate::web::reply::html;

/// A trial that is not opened.
#[derive(Clone, Copy)]
pub struct Refusal {
    pub(super) rate: &'static Rate,
    /// How many were opened in the time that is counted.
    pub(super) count: i64,
    /// From when one may be opened again.
    pub(super) free_at: i64,
    pub(super) now: i64,
}

#[derive(Template)]
#[template(path = "platform/trials/refused.html")]
struct Refused {
    page: Page,
    /// What was counted, in a sentence.
    why: String,
    until: String,
    email: String,
    mailto: String,
}

impl Refusal {
    /// The page.
    ///
    /// # Errors
    /// When the template fails, which is a fault of ours.
    pub fn page(&self, visitor: &Visitor) -> Result<Response> {
        let lang = visitor.lang();
        let email = visitor.app.declared().operator.email.clone();
        let subject: String = url::form_urlencoded::byte_serialize(lang.t("trials-mail-subject").as_bytes()).collect();
        let window = self.rate.window.words(lang.into());
        let mut response = html(&Refused {
            page: visitor.page("trials-title"),
            why: lang.t_args("trials-why", &[("what", self.rate.words.to(lang.into()).into()), ("n", self.count.into()), ("window", window.into())]),
            until: format::datetime(lang, self.free_at),
            mailto: format!("mailto:{email}?subject={}", subject.replace('+', "%20")),
            email,
        })?;
        *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        let seconds = u64::try_from((self.free_at - self.now) / 1_000).unwrap_or(0).max(1);
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        Ok(response)
    }
}

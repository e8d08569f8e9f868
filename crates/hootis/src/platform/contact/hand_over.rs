//! From what a visitor typed to a mailbox, within the request.

use std::time::Duration;

use axum::http::StatusCode;
use hootis_policy::limits;

use crate::access::Visitor;
use crate::app::App;
use crate::error::{Error, Result};
use crate::mail::{Letter, NotHandedOver};
use crate::platform::throttle;
use crate::web::i18n::Lang;
use crate::web::page::Page;

/// The mailbox that messages of visitors go to.
#[must_use]
pub fn address(app: &App) -> String {
    app.outreach().contact.as_ref().map_or_else(|| app.transport().sender(), |email| email.text.clone())
}

/// Why a message did not leave.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Failure {
    /// The relay did not take it, or there is none.
    NotHandedOver(NotHandedOver),
    /// Too many came from this network.
    Slow { retry_after: Duration },
}

impl Failure {
    /// What the page is answered with.
    #[must_use]
    pub fn status(self) -> StatusCode {
        match self {
            Self::NotHandedOver(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Slow { .. } => StatusCode::TOO_MANY_REQUESTS,
        }
    }

    /// For the person who wrote it.
    #[must_use]
    pub fn say(self, lang: Lang) -> String {
        match self {
            Self::NotHandedOver(NotHandedOver::NoRelay) => lang.t("contact-no-relay").to_owned(),
            Self::NotHandedOver(NotHandedOver::Refused) => lang.t("contact-refused").to_owned(),
            Self::NotHandedOver(NotHandedOver::TooLate) => lang.t("contact-too-late").to_owned(),
            Self::Slow { retry_after } => {
                let words = limits::CONTACT_NETWORK.words.to(lang.into());
                let minutes = retry_after.as_secs().div_ceil(60).max(1);
                format!("{words} {}", lang.t_args("contact-slow", &[("n", minutes.into())]))
            }
        }
    }
}

/// Hands a letter over, or says why not. The visitor's network is counted, nothing else of them is.
///
/// # Errors
/// When the count cannot be kept.
pub async fn hand_over(visitor: &Visitor, letter: Letter) -> Result<Option<Failure>> {
    let (app, network) = (&visitor.app, visitor.visit.network());
    match throttle::count(app.platform(), app.platform_key(), visitor.now, &limits::CONTACT_NETWORK, &network).await {
        Ok(()) => {}
        Err(Error::Slow { retry_after, .. }) => return Ok(Some(Failure::Slow { retry_after })),
        Err(other) => return Err(other),
    }
    Ok(app.transport().hand_over(letter, limits::HAND_OVER.as_duration()).await.err().map(Failure::NotHandedOver))
}

/// The lines below a message: who wrote it, and from where. Empty ones are left out.
#[must_use]
pub fn signature(page: &Page, lines: &[(&str, &str)]) -> String {
    let said = lines.iter().filter(|(_, value)| !value.is_empty());
    said.map(|(key, value)| format!("{} : {value}\n", page.t(key))).collect()
}

//! What a visitor chose, as it stands in the cookie `rgpd`.
//!
//! The cookie is readable by who looks at it (`purposes=1&at=…&audience=yes&id=…`), and ends with a keyed hash:
//! one that a sibling host planted, or that was altered, is no choice. Nothing of it is kept on the server.

use hootis_policy::consent::{AUDIENCE, VERSION};
use hootis_policy::cookies::{CHOICE_ASKED_AGAIN, RGPD};
use hootis_vault::SpaceKey;
use uuid::Uuid;

use crate::clock::Now;
use crate::web::visit::Visit;

/// What the keyed hash is for.
const CONTEXT: &str = "cookie choice";

/// A choice that was made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Choice {
    /// Names it in its receipt; tells of nobody.
    pub id: Uuid,
    /// When it was made.
    pub at: Now,
    /// To which purposes.
    pub version: u32,
    /// Whether the visitor agreed to the measurement of audience.
    pub audience: bool,
}

impl Choice {
    /// A choice made now.
    #[must_use]
    pub fn new(at: Now, audience: bool) -> Self {
        Self { id: Uuid::now_v7(), at, version: VERSION, audience }
    }

    /// When the visitor is asked again.
    #[must_use]
    pub fn asked_again_at(&self) -> Now {
        self.at.after(CHOICE_ASKED_AGAIN)
    }

    /// Puts it into the browser.
    pub fn keep(&self, visit: &Visit, key: &SpaceKey) {
        visit.set_cookie(&RGPD, self.text(key));
    }

    fn words(&self) -> String {
        let answer = if self.audience { "yes" } else { "no" };
        format!("purposes={}&at={}&{}={answer}&id={}", self.version, self.at.0, AUDIENCE.id, self.id.simple())
    }

    fn text(&self, key: &SpaceKey) -> String {
        let words = self.words();
        let proof = hootis_vault::token_text(&key.keyed_hash(CONTEXT, words.as_bytes()));
        format!("{words}&proof={proof}")
    }

    /// Reads a cookie. `None` for what we did not write, what answers other purposes, and what is too old.
    fn read(text: &str, key: &SpaceKey, now: Now) -> Option<Self> {
        let (words, proof) = text.rsplit_once("&proof=")?;
        let proof = hootis_vault::token_bytes(proof)?;
        if !hootis_vault::same(&proof, &key.keyed_hash(CONTEXT, words.as_bytes())) {
            return None;
        }
        let field = |name: &str| words.split('&').find_map(|pair| pair.split_once('=').filter(|(n, _)| *n == name).map(|(_, value)| value));
        let choice = Self {
            id: field("id")?.parse().ok()?,
            at: Now(field("at")?.parse().ok()?),
            version: field("purposes")?.parse().ok()?,
            audience: field(AUDIENCE.id)? == "yes",
        };
        (choice.version == VERSION && choice.asked_again_at() > now).then_some(choice)
    }
}

/// What is known of a visitor's wish.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Said {
    /// Nothing: the visitor is asked, if there is something to ask.
    Nothing,
    /// The browser says so for its owner, on every page it asks for (Global Privacy Control, Do Not Track):
    /// a refusal, whatever was chosen before.
    Signal,
    /// A choice was made.
    Chosen(Choice),
}

impl Said {
    /// What a visit says.
    #[must_use]
    pub fn of(visit: &Visit, key: &SpaceKey) -> Self {
        if visit.signals_refusal() {
            return Self::Signal;
        }
        match visit.cookie(&RGPD).and_then(|text| Choice::read(&text, key, visit.now())) {
            Some(choice) => Self::Chosen(choice),
            None => Self::Nothing,
        }
    }

    /// Whether the visitor agreed to the measurement of audience.
    #[must_use]
    pub fn agreed(self) -> bool {
        matches!(self, Self::Chosen(choice) if choice.audience)
    }

    /// The choice, when there is one that counts.
    #[must_use]
    pub fn choice(self) -> Option<Choice> {
        match self {
            Self::Chosen(choice) => Some(choice),
            Self::Nothing | Self::Signal => None,
        }
    }
}

#[cfg(test)]
impl Choice {
    /// A cookie as another version of the purposes, or another time, would have written it.
    pub(crate) fn cookie(&self, key: &SpaceKey) -> String {
        self.text(key)
    }
}

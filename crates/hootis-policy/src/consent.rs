//! What visitors of the public site are asked to agree to.
//!
//! A choice says which [`VERSION`] of the purposes it answers. Whoever changes a purpose, or a cookie that it
//! sets, counts the version up: every visitor is asked again (a test compares the words with their fingerprint).

use crate::cookies::{self, Class, Cookie, SetBy};
use crate::processors::{self, Processor};
use crate::text::Text;

/// Something that needs the visitor's agreement.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Purpose {
    /// Unique; its name in the cookie and in the receipt.
    pub id: &'static str,
    /// In a few words.
    pub title: Text,
    /// What happens when the visitor agrees, and what does not.
    pub text: Text,
    /// Who receives something then.
    pub by: &'static Processor,
}

impl Purpose {
    /// The cookies that are set once the visitor has agreed.
    pub fn cookies(&self) -> impl Iterator<Item = &'static Cookie> {
        cookies::ALL.iter().copied().filter(|cookie| cookie.class == Class::Consent && cookie.set_by == SetBy::Processor(self.by))
    }
}

/// Audience measurement by Google Analytics.
pub const AUDIENCE: Purpose = Purpose {
    id: "audience",
    title: Text::new("Mesure d’audience", "Audience measurement"),
    text: Text::new(
        "Google Analytics compte les visites des pages publiques. Google reçoit l’adresse de la page sans ses paramètres, les traits du \
         navigateur, la langue et une localisation approximative. Ni publicité ni profil, et jamais dans le panneau de contrôle ou un espace.",
        "Google Analytics counts visits of the public pages. Google receives the address of the page without its parameters, traits of the \
         browser, the language and a coarse location. No advertising and no profile, and never in the console or in a space.",
    ),
    by: &processors::GOOGLE_ANALYTICS,
};

/// Every purpose, in the order in which they are asked.
pub const PURPOSES: &[&Purpose] = &[&AUDIENCE];

/// Counted up when a purpose, or a cookie that one sets, changes.
pub const VERSION: u32 = 1;

/// All that a visitor agrees to, as one text: when it changes, so must [`VERSION`].
#[must_use]
pub fn asked() -> String {
    let mut text = String::new();
    for purpose in PURPOSES {
        let hosts = format!("{:?}", purpose.by.hosts);
        let words = [purpose.id, purpose.title.fr, purpose.title.en, purpose.text.fr, purpose.text.en, purpose.by.id, &hosts];
        text.push_str(&words.join("\n"));
        for cookie in purpose.cookies() {
            text.push_str(&format!("\n{} {:?}", cookie.shown_name(), cookie.life));
        }
        text.push('\n');
    }
    text
}

/// What stands beside the box of those who want news, never ticked beforehand.
pub const NEWS: Text = Text::new(
    "Recevoir par e-mail les nouvelles de Hootis : nouveautés et conseils. Vous arrêtez quand vous voulez, en un clic.",
    "Receive news of Hootis by e-mail: what is new, and advice. You stop whenever you like, with one click.",
);

/// Counted up when [`NEWS`] comes to mean something else.
pub const NEWS_VERSION: u32 = 1;

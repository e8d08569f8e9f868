//! Programs that speak for a space: what their keys look like, what a key may be allowed, how long it lives.

use crate::plans::Application;
use crate::span::Span;
use crate::text::Text;

/// How every key begins: those who look for secrets that leaked know it by this.
pub const KEY_PREFIX: &str = "hootis_";
/// Random characters of a key, of 62 each: 178 bits.
pub const KEY_CHARS: usize = 30;
/// Keys that a space may have at once: more are no longer looked after.
pub const KEYS_OF_SPACE: i64 = 20;
/// How long a key may live: chosen when it is made, and none lives for ever.
pub const KEY_LIVES: [Span; 4] = [Span::days(30), Span::days(90), Span::months(6), Span::years(1)];

/// Whether a program may look, or change too.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Access {
    /// Look.
    Read,
    /// Add, change and delete.
    Write,
}

impl Access {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Read, Self::Write];

    /// Its name in scopes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }

    /// For people.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::Read => Text::new("lire", "read"),
            Self::Write => Text::new("écrire", "write"),
        }
    }
}

/// What a key may do in one application. `clients:read`
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Scope {
    /// Where.
    pub application: Application,
    /// What.
    pub access: Access,
}

impl Scope {
    /// Every scope of the applications that exist.
    pub fn all() -> impl Iterator<Item = Self> {
        Application::ALL
            .into_iter()
            .filter(|application| application.exists())
            .flat_map(|application| Access::ALL.map(|access| Self { application, access }))
    }

    /// Its name in the database and in programs.
    #[must_use]
    pub fn name(self) -> String {
        format!("{}:{}", self.application.as_str(), self.access.as_str())
    }

    /// The scope of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::all().find(|scope| scope.name() == name)
    }

    /// For people: « Clients : lire ».
    #[must_use]
    pub fn title(self, lang: crate::Lang) -> String {
        let colon = if lang == crate::Lang::Fr { " : " } else { ": " };
        format!("{}{colon}{}", self.application.title().to(lang), self.access.title().to(lang))
    }
}

//! What a key is asked for with.

use hootis_policy::Span;
use hootis_policy::api::{KEY_LIVES, Scope};
use hootis_policy::limits;
use serde::Deserialize;

use crate::web::i18n::Lang;
use crate::web::page::FieldErrors;
use crate::web::person::line;

/// What a browser sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct KeyForm {
    pub(super) name: String,
    scopes: Vec<String>,
    /// Which of the declared lives.
    pub(super) life: String,
}

/// A key that can be made.
pub(super) struct Wanted {
    pub name: String,
    pub scopes: Vec<Scope>,
    pub life: Span,
}

impl KeyForm {
    /// Whether a scope is ticked.
    pub(super) fn has(&self, scope: Scope) -> bool {
        self.scopes.iter().any(|name| Scope::parse(name) == Some(scope))
    }

    /// Reads it.
    pub(super) fn parse(&self, lang: Lang) -> Result<Wanted, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = line(&self.name, limits::NAME_CHARS);
        if name.is_none() {
            errors.add("name", lang.t("keys-new-name-missing"));
        }
        let scopes: Vec<Scope> = Scope::all().filter(|scope| self.has(*scope)).collect();
        if scopes.is_empty() {
            errors.add("scopes", lang.t("keys-new-scopes-missing"));
        }
        let life = lives().find(|(code, _)| *code == self.life);
        if life.is_none() {
            errors.add("life", lang.t("keys-new-life-wrong"));
        }
        match (name, life) {
            (Some(name), Some((_, life))) if errors.is_empty() => Ok(Wanted { name, scopes, life }),
            _ => Err(errors),
        }
    }
}

/// The lives that a key may have, each with its value in the form.
pub(super) fn lives() -> impl Iterator<Item = (String, Span)> {
    KEY_LIVES.into_iter().map(|life| ((life.as_seconds() / DAY.as_seconds()).to_string(), life))
}

/// What lives are written in.
const DAY: Span = Span::days(1);

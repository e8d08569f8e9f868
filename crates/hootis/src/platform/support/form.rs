//! What a grant or a request is asked for with.

use hootis_policy::Span;
use hootis_policy::api::Access;
use hootis_policy::limits::{LINE_CHARS, SUPPORT_LASTS};
use serde::Deserialize;
use uuid::Uuid;

use crate::web::i18n::Lang;
use crate::web::page::FieldErrors;
use crate::web::person::line;

/// What lasts are written in.
const HOUR: Span = Span::hours(1);

/// What a browser sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct GrantForm {
    pub(super) space: String,
    pub(super) access: String,
    pub(super) lasts: String,
    pub(super) reason: String,
}

/// A grant that can be given.
pub(super) struct Wanted {
    pub space: Uuid,
    pub access: Access,
    pub lasts: Span,
    pub reason: String,
}

impl GrantForm {
    /// Reads it; the space is one of those offered.
    pub(super) fn parse(&self, lang: Lang, offered: &[Uuid]) -> Result<Wanted, FieldErrors> {
        let mut errors = FieldErrors::default();
        let space = Uuid::parse_str(&self.space).ok().filter(|id| offered.contains(id));
        if space.is_none() {
            errors.add("space", lang.t("support-space-missing"));
        }
        let lasts = lasts_of(&self.lasts);
        if lasts.is_none() {
            errors.add("lasts", lang.t("support-lasts-missing"));
        }
        let reason = line(&self.reason, LINE_CHARS);
        if reason.is_none() {
            errors.add("reason", lang.t("support-reason-missing"));
        }
        match (space, lasts, reason) {
            (Some(space), Some(lasts), Some(reason)) => Ok(Wanted { space, access: access(&self.access), lasts, reason }),
            _ => Err(errors),
        }
    }
}

/// To look, unless to change was chosen.
pub(super) fn access(code: &str) -> Access {
    if code == Access::Write.as_str() { Access::Write } else { Access::Read }
}

/// The declared time of that code.
pub(super) fn lasts_of(code: &str) -> Option<Span> {
    lasts().find(|(one, _)| one == code).map(|(_, span)| span)
}

/// How long support may be let in, each with its value in the form.
pub(super) fn lasts() -> impl Iterator<Item = (String, Span)> {
    SUPPORT_LASTS.into_iter().map(|span| ((span.as_seconds() / HOUR.as_seconds()).to_string(), span))
}

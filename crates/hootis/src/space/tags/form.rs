//! The form of a tag.

use serde::Deserialize;

use super::{COLORS, NAME_MAX};
use crate::web::i18n::Lang;
use crate::web::page::FieldErrors;
use crate::web::person::{line, sort_key};

/// What a browser sends.
#[derive(Deserialize, Clone, Default, Debug)]
#[serde(default)]
pub struct TagForm {
    pub(super) name: String,
    /// `#rrggbb`, or nothing.
    pub(super) color: String,
    /// Of a new tag: what it is put on.
    pub(super) sorte: String,
    /// The version that the form was filled from.
    pub(super) version: i64,
}

/// A tag that can be kept.
pub(super) struct NewTag {
    pub(super) name: String,
    pub(super) color: Option<&'static str>,
}

impl TagForm {
    /// No colour of ours is chosen.
    pub(super) fn is_plain(&self) -> bool {
        COLORS.iter().all(|(color, _)| *color != self.color)
    }

    /// Parses it, or says what is wrong.
    pub(super) fn parse(&self, lang: Lang) -> Result<NewTag, FieldErrors> {
        match line(&self.name, NAME_MAX).filter(|name| !sort_key(name).is_empty()) {
            Some(name) => Ok(NewTag { name, color: COLORS.iter().map(|(color, _)| *color).find(|color| *color == self.color) }),
            None => {
                let mut errors = FieldErrors::default();
                errors.add("name", lang.t("tags-name-missing"));
                Err(errors)
            }
        }
    }
}

//! What is typed of it, and what it becomes.

use hootis_policy::portal as policy;
use serde::Deserialize;

use crate::access::portal::{Corrections, Look};
use crate::web::brand::Color;
use crate::web::i18n::Lang;
use crate::web::page::FieldErrors;
use crate::web::person::lines;

/// The colour that the field shows where none was chosen: that of Hootis.
const INDIGO: &str = "#4040a8";

/// What a browser sends.
#[derive(Deserialize, Clone, Default)]
#[serde(default)]
pub struct LookForm {
    open: String,
    own_color: String,
    color: String,
    welcome: String,
    corrections: String,
}

impl LookForm {
    /// The form of what is chosen.
    pub(super) fn of(look: &Look) -> Self {
        let yes = |on: bool| if on { "1".to_owned() } else { String::new() };
        Self {
            open: yes(look.is_open),
            own_color: yes(look.color.is_some()),
            color: look.color.clone().unwrap_or_else(|| INDIGO.to_owned()),
            welcome: look.welcome.clone(),
            corrections: if look.corrections == Corrections::Direct { "direct" } else { "proposed" }.to_owned(),
        }
    }

    pub(super) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    pub(super) fn has_color(&self) -> bool {
        !self.own_color.is_empty()
    }

    pub(super) fn color(&self) -> &str {
        &self.color
    }

    pub(super) fn welcome(&self) -> &str {
        &self.welcome
    }

    pub(super) fn corrections(&self) -> &str {
        &self.corrections
    }

    /// Reads it; the logo stays as it is.
    ///
    /// # Errors
    /// What is wrong.
    pub(super) fn parse(&self, lang: Lang, held: &Look) -> Result<Look, FieldErrors> {
        let color = if self.has_color() {
            let Some(color) = Color::parse(&self.color) else {
                let mut errors = FieldErrors::default();
                errors.add("color", lang.t("portal-settings-color-wrong"));
                return Err(errors);
            };
            Some(color.to_string())
        } else {
            None
        };
        Ok(Look {
            is_open: self.is_open(),
            color,
            welcome: lines(&self.welcome, policy::WELCOME_CHARS).unwrap_or_default(),
            corrections: if self.corrections == "direct" { Corrections::Direct } else { Corrections::Proposed },
            logo: held.logo.clone(),
        })
    }
}

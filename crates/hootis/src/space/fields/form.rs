//! The form of a field's definition.

use hootis_policy::limits;
use serde::Deserialize;
use uuid::Uuid;

use super::field::{Field, Kind, Subject};
use crate::web::i18n::Lang;
use crate::web::page::FieldErrors;
use crate::web::person::{line, sort_key};

/// What a browser sends.
#[derive(Deserialize, Clone, Default, Debug)]
#[serde(default)]
pub struct FieldForm {
    /// Of a new field, made with its form: sent twice, it is one field.
    pub(super) id: Option<Uuid>,
    /// The version that the form was filled from.
    pub(super) version: i64,
    /// Of a new field: what it is added to.
    pub(super) sorte: String,
    /// Of a new field: what it holds.
    pub(super) genre: String,
    pub(super) label: String,
    /// New choices, one a line.
    pub(super) choix: String,
    /// The choices that are there: key and label, which may have been typed anew.
    #[serde(skip)]
    pub(super) options: Vec<(String, String)>,
}

/// A field that can be kept.
pub(super) struct NewField {
    pub(super) subject: Subject,
    pub(super) kind: Kind,
    pub(super) label: String,
    pub(super) options: Vec<(String, String)>,
}

impl FieldForm {
    /// An empty form.
    pub(super) fn new(sorte: &str) -> Self {
        Self { id: Some(Uuid::now_v7()), sorte: Subject::from_code(sorte).code().to_owned(), genre: Kind::Text.code().to_owned(), ..Self::default() }
    }

    /// The form of a field that is there.
    pub(super) fn of(field: &Field) -> Self {
        Self {
            id: None,
            version: field.version,
            sorte: field.subject.code().to_owned(),
            genre: field.kind.code().to_owned(),
            label: field.label.clone(),
            choix: String::new(),
            options: field.options.clone(),
        }
    }

    /// The form as it was sent for a field that is there: its kind stays, its choices are typed anew.
    pub(super) fn sent(self, field: &Field, sent: &[(String, String)]) -> Self {
        let typed = |key: &str| sent.iter().rfind(|(name, _)| name.strip_prefix("choix-") == Some(key)).map(|(_, text)| text.clone());
        let options = field.options.iter().map(|(key, label)| (key.clone(), typed(key).unwrap_or_else(|| label.clone())));
        Self { options: options.collect(), label: self.label, choix: self.choix, version: self.version, ..Self::of(field) }
    }

    /// Parses it, or says what is wrong.
    pub(super) fn parse(&self, lang: Lang) -> Result<NewField, FieldErrors> {
        let mut errors = FieldErrors::default();
        let label = line(&self.label, limits::CUSTOM_LABEL_CHARS).filter(|label| !sort_key(label).is_empty());
        if label.is_none() {
            errors.add("label", lang.t("fields-label-missing"));
        }
        let kind = Kind::from_code(&self.genre);
        if kind == Kind::Theirs {
            errors.add("genre", lang.t("fields-kind-missing"));
        }
        let options = if kind == Kind::Choice { self.choices() } else { Vec::new() };
        if kind == Kind::Choice && options.is_empty() {
            errors.add("choix", lang.t("fields-choices-missing"));
        }
        if options.len() > limits::CUSTOM_OPTIONS {
            errors.add("choix", lang.t_args("fields-choices-many", &[("n", limits::CUSTOM_OPTIONS.into())]));
        }
        match label.filter(|_| errors.is_empty()) {
            Some(label) => Ok(NewField { subject: Subject::from_code(&self.sorte), kind, label, options }),
            None => Err(errors),
        }
    }

    /// Those that are there and were not emptied, then the new ones; each label once.
    fn choices(&self) -> Vec<(String, String)> {
        let there = self.options.iter().map(|(key, label)| (key.clone(), label.as_str()));
        let new = self.choix.lines().map(|label| (Uuid::now_v7().simple().to_string(), label));
        let mut all: Vec<(String, String)> = Vec::new();
        for (key, label) in there.chain(new) {
            if let Some(label) = line(label, limits::CUSTOM_LABEL_CHARS)
                && all.iter().all(|(_, other)| sort_key(other) != sort_key(&label))
            {
                all.push((key, label));
            }
        }
        all
    }
}

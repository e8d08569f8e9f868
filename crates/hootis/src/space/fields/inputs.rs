//! The fields of one card, as its form shows them: what they hold, what was typed, what is wrong.

use std::collections::BTreeMap;

use askama::Template;
use askama::filters::Safe;
use hootis_space::Conn;
use uuid::Uuid;

use super::field::{Field, Kept, Kind, Subject};
use super::queries;
use crate::clock::Now;
use crate::error::Result;
use crate::space::changes::FieldChange;
use crate::web::i18n::Lang;
use crate::web::page::{FieldErrors, Page};

/// The name of the hidden field that holds what the inputs held when they were shown.
const BASE: &str = "champs-base";

/// One input.
#[derive(Clone, Debug)]
pub struct Input {
    pub field: Field,
    /// What it holds.
    pub text: String,
    /// Dolibarr's own value: shown, not asked for.
    pub is_locked: bool,
    kept: Option<Kept>,
}

/// A field that two people changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clash {
    pub label: String,
    /// The id of the input.
    pub input: String,
    pub theirs: String,
    pub yours: String,
}

/// A value on a card.
#[derive(Clone, Debug)]
pub struct Shown {
    pub label: String,
    pub text: String,
    /// Dolibarr's, and read-only.
    pub is_imported: bool,
}

/// The inputs of one card.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    pub list: Vec<Input>,
    lang: Lang,
    /// What they held when they were shown.
    base: BTreeMap<String, String>,
}

impl Input {
    /// What is chosen from, with nothing first.
    #[must_use]
    pub fn choices(&self, lang: &Lang) -> Vec<(String, String)> {
        let own = match self.field.kind {
            Kind::YesNo => vec![("1".to_owned(), lang.t("fields-yes").to_owned()), ("0".to_owned(), lang.t("fields-no").to_owned())],
            _ => self.field.options.clone(),
        };
        let mut all = vec![(String::new(), String::new())];
        all.extend(own);
        // A choice that is offered no more, and that somebody once took.
        if let Some(kept) = self.kept.as_ref().filter(|kept| all.iter().all(|(key, _)| *key != kept.raw)) {
            all.push((kept.raw.clone(), kept.value.clone()));
        }
        all
    }

    /// The kind of the input.
    #[must_use]
    pub fn html_kind(&self) -> &'static str {
        match self.field.kind {
            Kind::Date => "date",
            Kind::Email => "email",
            Kind::Phone => "tel",
            _ => "text",
        }
    }

    fn parse(&self, lang: Lang) -> std::result::Result<Option<Kept>, crate::web::page::Text> {
        // What was never touched is not judged again.
        match &self.kept {
            Some(kept) if same(&self.text, &self.field.typed(lang, &kept.value, &kept.raw)) => Ok(Some(kept.clone())),
            _ => self.field.parse(lang, &self.text),
        }
    }
}

/// Browsers send lines with `\r\n` and people leave blanks around.
fn same(one: &str, other: &str) -> bool {
    one.replace("\r\n", "\n").trim() == other.replace("\r\n", "\n").trim()
}

#[derive(Template)]
#[template(path = "space/fields/_inputs.html")]
struct Part<'a> {
    page: &'a Page,
    inputs: &'a Inputs,
    errors: &'a FieldErrors,
}

impl Inputs {
    /// The inputs of a row, with what they hold; of a new row without an id. `is_imported`: the row is Dolibarr's.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn of(conn: &impl Conn, lang: Lang, subject: Subject, row: Option<Uuid>, is_imported: bool) -> Result<Self> {
        let mut values = match row {
            Some(row) => queries::values(conn, row).await?,
            None => std::collections::HashMap::new(),
        };
        let fields = queries::list(conn, subject).await?.into_iter().filter(|field| field.retired_at.is_none());
        let list = fields.filter_map(|field| {
            let (kept, is_theirs) = values.remove(&field.id).map_or((None, false), |(kept, is_theirs)| (Some(kept), is_theirs));
            let is_locked = is_theirs || (field.is_imported && is_imported) || field.kind == Kind::Theirs;
            let text = match &kept {
                Some(kept) if is_locked => field.say(lang, &kept.value, &kept.raw),
                Some(kept) => field.typed(lang, &kept.value, &kept.raw),
                None => String::new(),
            };
            // What is neither asked for nor held is not worth a line.
            (!is_locked || kept.is_some()).then_some(Input { field, text, is_locked, kept })
        });
        let mut inputs = Self { list: list.collect(), lang, base: BTreeMap::new() };
        inputs.base = inputs.open().map(|input| (input.field.input(), input.text.clone())).collect();
        Ok(inputs)
    }

    /// Those that are asked for.
    fn open(&self) -> impl Iterator<Item = &Input> {
        self.list.iter().filter(|input| !input.is_locked)
    }

    /// Whether anything is asked for.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.open().next().is_some()
    }

    /// The part of a form that asks for them.
    #[must_use]
    pub fn form(&self, page: &Page, errors: &FieldErrors) -> Safe<String> {
        Safe(Part { page, inputs: self, errors }.render().unwrap_or_default())
    }

    /// What is held, for a card.
    #[must_use]
    pub fn shown(&self) -> Vec<Shown> {
        let say = |input: &Input| {
            let kept = input.kept.as_ref()?;
            let text = input.field.say(self.lang, &kept.value, &kept.raw);
            Some(Shown { label: input.field.label.clone(), text, is_imported: input.is_locked })
        };
        self.list.iter().filter_map(say).collect()
    }

    /// What a later save is compared with.
    #[must_use]
    pub fn base(&self) -> String {
        serde_json::to_string(&self.base).unwrap_or_default()
    }

    /// The inputs with what was typed in them; one that was not sent stays as it is.
    #[must_use]
    pub fn typed(mut self, sent: &[(String, String)]) -> Self {
        let of = |name: &str| sent.iter().rfind(|(sent, _)| sent == name).map(|(_, text)| text.clone());
        for input in self.list.iter_mut().filter(|input| !input.is_locked) {
            if let Some(text) = of(&input.field.input()) {
                input.text = text;
            }
        }
        if let Some(base) = of(BASE).and_then(|json| serde_json::from_str(&json).ok()) {
            self.base = base;
        }
        self
    }

    /// The same over what somebody else saved meanwhile (what the inputs hold now): what was typed stays, what was not
    /// takes the new value, and what both changed is told.
    #[must_use]
    pub fn over(mut self, sent: &[(String, String)]) -> (Self, Vec<Clash>) {
        let now = self.clone();
        self = self.typed(sent);
        let mut clashes = Vec::new();
        for (input, there) in self.list.iter_mut().zip(&now.list).filter(|(input, _)| !input.is_locked) {
            let before = self.base.get(&input.field.input()).cloned().unwrap_or_default();
            if same(&input.text, &before) {
                input.text.clone_from(&there.text);
            } else if !same(&there.text, &before) && !same(&there.text, &input.text) {
                let (theirs, yours) = (there.told(self.lang), input.told(self.lang));
                clashes.push(Clash { label: input.field.label.clone(), input: input.field.input(), theirs, yours });
            }
        }
        self.base = now.base;
        (self, clashes)
    }

    /// What is wrong with what was typed.
    #[must_use]
    pub fn errors(&self) -> FieldErrors {
        let mut errors = FieldErrors::default();
        for input in self.open() {
            if let Err(message) = input.parse(self.lang) {
                errors.add(input.field.input(), message);
            }
        }
        errors
    }

    /// What differs from what was there, for the timeline.
    #[must_use]
    pub fn changes(&self) -> Vec<FieldChange> {
        let told = |input: &Input, kept: Option<&Kept>| kept.map(|kept| input.field.say(self.lang, &kept.value, &kept.raw));
        let changed = self.open().filter_map(|input| {
            let after = input.parse(self.lang).ok()?;
            let (before, now) = (told(input, input.kept.as_ref()), told(input, after.as_ref()));
            (input.kept != after).then(|| FieldChange::custom(&input.field.label, before, now))
        });
        changed.collect()
    }

    /// Keeps what was typed for a row. What is wrong is left out: see [`errors`](Self::errors).
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn save(&self, conn: &impl Conn, now: Now, row: Uuid) -> Result<()> {
        for input in self.open() {
            if let Ok(after) = input.parse(self.lang)
                && after != input.kept
            {
                queries::put(conn, now, input.field.id, row, after.as_ref()).await?;
            }
        }
        Ok(())
    }
}

impl Input {
    /// What it holds, as people read it.
    fn told(&self, lang: Lang) -> String {
        match self.parse(lang) {
            Ok(Some(kept)) => self.field.say(lang, &kept.value, &kept.raw),
            _ => self.text.clone(),
        }
    }
}

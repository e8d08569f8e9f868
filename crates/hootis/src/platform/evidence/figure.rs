//! What a check found, as data: it is said in the language of whoever reads it.

use std::collections::BTreeMap;

use hootis_policy::processors;
use serde::{Deserialize, Serialize};

use crate::web::format;
use crate::web::i18n::{Lang, Value};

/// A sentence of the catalogue and what goes into it. It holds counts, dates and names of ours, never a value
/// that somebody put in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Figure {
    key: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    facts: BTreeMap<String, Fact>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Fact {
    Count(i64),
    Day(i64),
    Name(String),
    /// Processors by id, and when each was last called.
    Calls(Vec<(String, i64)>),
}

impl Figure {
    /// The sentence of that key.
    pub fn new(key: &str) -> Self {
        Self { key: key.to_owned(), facts: BTreeMap::new() }
    }

    /// With a number.
    #[must_use]
    pub fn count(self, name: &str, count: i64) -> Self {
        self.with(name, Fact::Count(count))
    }

    /// With a number of things in memory.
    #[must_use]
    pub fn len(self, name: &str, len: usize) -> Self {
        self.count(name, i64::try_from(len).unwrap_or(i64::MAX))
    }

    /// With a day.
    #[must_use]
    pub fn day(self, name: &str, at_ms: i64) -> Self {
        self.with(name, Fact::Day(at_ms))
    }

    /// With a name of ours: a table, a rule, a version.
    #[must_use]
    pub fn name(self, name: &str, text: &str) -> Self {
        self.with(name, Fact::Name(text.to_owned()))
    }

    /// With the last call to each of some processors.
    #[must_use]
    pub fn calls(self, name: &str, calls: Vec<(String, i64)>) -> Self {
        self.with(name, Fact::Calls(calls))
    }

    fn with(mut self, name: &str, fact: Fact) -> Self {
        self.facts.insert(name.to_owned(), fact);
        self
    }

    /// The sentence.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        let facts = self.facts.iter().map(|(name, fact)| {
            let value: Value<'_> = match fact {
                Fact::Count(n) => (*n).into(),
                Fact::Day(at) => format::date_long(lang, *at).into(),
                Fact::Name(text) => text.as_str().into(),
                Fact::Calls(calls) => called(lang, calls).into(),
            };
            (name.as_str(), value)
        });
        lang.t_args(&self.key, &facts.collect::<Vec<_>>())
    }
}

/// « Relais de messagerie de l’opérateur (23 nov. 2026) ».
fn called(lang: Lang, calls: &[(String, i64)]) -> String {
    let one = |(id, at): &(String, i64)| {
        let name = processors::find(id).map_or(id.as_str(), |processor| processor.name.to(lang.into()));
        format!("{name} ({})", format::date_short(lang, *at))
    };
    calls.iter().map(one).collect::<Vec<_>>().join(", ")
}

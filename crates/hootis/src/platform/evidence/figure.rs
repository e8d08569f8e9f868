//! What a check found, as data: it is said in the language of whoever reads it.

use std::collections::BTreeMap;

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
            };
            (name.as_str(), value)
        });
        lang.t_args(&self.key, &facts.collect::<Vec<_>>())
    }
}

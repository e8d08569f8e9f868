//! The messages of one language, read once.

use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

use super::{Lang, typo};
use crate::web::format;

include!(concat!(env!("OUT_DIR"), "/catalogues.rs"));

static FRENCH: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::read(Lang::Fr));
static ENGLISH: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::read(Lang::En));

/// The catalogue of a language.
pub(super) fn of(lang: Lang) -> &'static Catalogue {
    match lang {
        Lang::Fr => &FRENCH,
        Lang::En => &ENGLISH,
    }
}

/// The files of a language: (file, text).
pub(super) fn files(lang: Lang) -> impl Iterator<Item = (&'static str, &'static str)> {
    CATALOGUES.iter().filter(move |(l, ..)| *l == lang).map(|(_, file, text)| (*file, *text))
}

pub(super) struct Catalogue {
    /// Messages that need no argument, already formatted. The texts live as long as the program.
    fixed: Map<&'static str>,
    /// Messages that only put their arguments between texts, taken apart once: a list says one for each row.
    simple: Map<Vec<Piece>>,
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
    problems: Vec<String>,
}

/// Messages by key. The keys are ours, nobody can choose them to collide, and a page looks hundreds up.
type Map<T> = HashMap<String, T, foldhash::fast::FixedState>;

/// A piece of a simple message.
enum Piece {
    Text(String),
    Argument(String),
}

impl Piece {
    /// The pieces of a message; `None` for one that chooses, calls or refers to another.
    fn of(lang: Lang, pattern: &Pattern<&str>) -> Option<Vec<Self>> {
        let piece = |element: &PatternElement<&str>| match element {
            PatternElement::TextElement { value } => Some(Self::Text(if lang == Lang::Fr { typo(value).into_owned() } else { (*value).to_owned() })),
            PatternElement::Placeable { expression: Expression::Inline(InlineExpression::VariableReference { id }) } => {
                Some(Self::Argument(id.name.to_owned()))
            }
            PatternElement::Placeable { .. } => None,
        };
        pattern.elements.iter().map(piece).collect()
    }
}

impl Catalogue {
    fn read(lang: Lang) -> Self {
        let mut bundle = FluentBundle::new_concurrent(lang.code().parse().into_iter().collect());
        bundle.set_use_isolating(false);
        match lang {
            Lang::Fr => {
                bundle.set_transform(Some(french));
                bundle.set_formatter(Some(|value, _| number(Lang::Fr, value)));
            }
            Lang::En => bundle.set_formatter(Some(|value, _| number(Lang::En, value))),
        }
        let mut problems = Vec::new();
        let mut keys = Vec::new();
        for (file, text) in files(lang) {
            let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(kept, errors)| {
                problems.extend(errors.iter().map(|e| format!("{file}: {e}")));
                kept
            });
            keys.extend(keys_of(text));
            if let Err(errors) = bundle.add_resource(resource) {
                problems.extend(errors.iter().map(|e| format!("{file}: {e}")));
            }
        }
        let (mut fixed, mut simple) = (Map::default(), Map::default());
        for key in keys {
            let Some(pattern) = bundle.get_message(key).and_then(|m| m.value()) else { continue };
            let mut errors = Vec::new();
            let text = bundle.format_pattern(pattern, None, &mut errors).into_owned();
            if errors.is_empty() {
                fixed.insert(key.to_owned(), &*text.leak());
            } else if let Some(pieces) = Piece::of(lang, pattern) {
                simple.insert(key.to_owned(), pieces);
            }
        }
        Self { fixed, simple, lang, bundle, problems }
    }

    pub(super) fn fixed(&self, key: &str) -> &'static str {
        self.fixed.get(key).copied().unwrap_or("[?]")
    }

    /// A message with arguments in their places.
    pub(super) fn format(&self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        self.put_together(key, args).unwrap_or_else(|| self.resolve(key, &args.iter().map(|(name, value)| (*name, value.clone())).collect()))
    }

    /// A simple message. `None`: it is none, or lacks an argument, and Fluent says what it makes of that.
    fn put_together(&self, key: &str, args: &[(&str, FluentValue<'_>)]) -> Option<String> {
        let mut said = String::with_capacity(64);
        for piece in self.simple.get(key)? {
            match piece {
                Piece::Text(text) => said.push_str(text),
                Piece::Argument(wanted) => match &args.iter().find(|(name, _)| name == wanted)?.1 {
                    FluentValue::String(text) => said.push_str(text),
                    value => said.push_str(&number(self.lang, value)?),
                },
            }
        }
        Some(said)
    }

    fn resolve(&self, key: &str, args: &FluentArgs<'_>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|m| m.value()) else { return format!("[{key}]") };
        self.bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned()
    }

    pub(super) fn problems(&self) -> &[String] {
        &self.problems
    }

    /// Whether a message needs no argument.
    #[cfg(test)]
    pub(super) fn is_fixed(&self, key: &str) -> bool {
        self.fixed.contains_key(key)
    }
}

/// The keys a catalogue file defines, in order: what stands before ` =` at the beginning of a line.
pub(super) fn keys_of(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let (key, _) = line.split_once('=')?;
        let key = key.trim_end();
        (key.starts_with(|c: char| c.is_ascii_lowercase()) && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')).then_some(key)
    })
}

fn french(text: &str) -> Cow<'_, str> {
    typo(text)
}

/// Numbers in messages get the language's separators; other values stay as Fluent writes them.
fn number(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(n) = value else { return None };
    #[expect(clippy::cast_possible_truncation, reason = "whole numbers only, and counts stay far below 2^53")]
    let whole = n.value as i64;
    #[expect(clippy::cast_precision_loss, reason = "compared to tell whole numbers from decimals")]
    let is_whole = whole as f64 == n.value;
    Some(if is_whole { format::number(lang, whole) } else { format::decimal(lang, n.value, 2) })
}

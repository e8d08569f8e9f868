//! Two languages, complete. Messages are in `fr.ftl` and `en.ftl` beside each feature, embedded by `build.rs`.
//!
//! A message without arguments is formatted once, when the program starts, and is then a plain `&'static str`; the others
//! are formatted on demand. French typography (see [`typo`]) is applied to the French catalogue, so nobody types
//! unbreakable spaces. Keys live in one name space and begin with their feature: `parties-title`.
//! Tests fail on a key that is missing in a language, defined twice, used nowhere, or used without being defined.

mod catalogue;
mod typo;

#[cfg(test)]
mod tests;

use askama::filters::Safe;
pub use fluent_bundle::FluentValue as Value;

pub use typo::typo;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// French, the first language of every surface.
    #[default]
    Fr,
    /// English.
    En,
}

impl Lang {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    /// `fr` or `en`, as in `<html lang>` and in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// The language of a code, or of a tag that begins with it (`en-GB`).
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_']).next().unwrap_or("");
        Self::ALL.into_iter().find(|l| primary.eq_ignore_ascii_case(l.code()))
    }

    /// What the browser prefers of what we speak; French when it says nothing of either.
    pub fn from_accept_language(header: &str) -> Self {
        let mut best = (0.0_f32, Self::default());
        for part in header.split(',').take(20) {
            let (tag, rest) = part.split_once(';').unwrap_or((part, ""));
            let weight = rest.trim().strip_prefix("q=").map_or(1.0, |q| q.trim().parse::<f32>().unwrap_or(0.0));
            if let Some(lang) = Self::from_code(tag.trim())
                && weight > best.0
            {
                best = (weight, lang);
            }
        }
        best.1
    }

    /// The other language.
    pub const fn other(self) -> Self {
        match self {
            Self::Fr => Self::En,
            Self::En => Self::Fr,
        }
    }

    /// The name of the language, in itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Fr => "Français",
            Self::En => "English",
        }
    }

    /// A message without arguments. Shows the key in brackets when there is none, which tests make impossible.
    pub fn t(self, key: &str) -> &'static str {
        t(self, key)
    }

    /// A message with arguments: `lang.t_args("parties-count", &[("n", 12.into())])`. Numbers are written in the language's way.
    pub fn t_args(self, key: &str, args: &[(&str, Value<'_>)]) -> String {
        t_args(self, key, args)
    }

    /// A message whose own text holds markup (`<a href="{ $terms }">…</a>`), as HTML: its arguments are escaped, its text is ours.
    pub fn html(self, key: &str, args: &[(&str, &str)]) -> Safe<String> {
        let escaped: Vec<(&str, Value<'_>)> =
            args.iter().map(|(name, text)| (*name, Value::from(html_escape::encode_double_quoted_attribute(*text).into_owned()))).collect();
        Safe(t_args(self, key, &escaped))
    }
}

/// A message without arguments, in a language.
pub fn t(lang: Lang, key: &str) -> &'static str {
    catalogue::of(lang).fixed(key)
}

/// A message with arguments, in a language. Also takes a message without arguments.
pub fn t_args(lang: Lang, key: &str, args: &[(&str, Value<'_>)]) -> String {
    catalogue::of(lang).format(key, args)
}

/// Reads both catalogues now rather than at the first request. Errors name the file and what is wrong in it.
pub fn load() -> Result<(), String> {
    Lang::ALL.into_iter().try_for_each(|lang| match catalogue::of(lang).problems() {
        [] => Ok(()),
        problems => Err(problems.join("; ")),
    })
}

impl From<Lang> for hootis_policy::Lang {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Fr => Self::Fr,
            Lang::En => Self::En,
        }
    }
}

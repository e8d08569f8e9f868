//! What people type into a conversation, parsed.

use hootis_policy::talk::{MESSAGE_CHARS, SUBJECT_CHARS};

use crate::clock::Now;
use crate::web::format;
use crate::web::i18n::Lang;
use crate::web::person::{line, lines};

/// The words of a message.
///
/// # Errors
/// What is wrong with them, for a person.
pub fn words(lang: Lang, typed: &str) -> Result<String, String> {
    // Counted before anything is cut off: nobody's last sentence goes without a word.
    let count = typed.replace("\r\n", "\n").chars().count();
    if count > MESSAGE_CHARS {
        let args = [
            ("most", crate::web::i18n::Value::from(i64::try_from(MESSAGE_CHARS).unwrap_or(i64::MAX))),
            ("n", i64::try_from(count).unwrap_or(i64::MAX).into()),
        ];
        return Err(lang.t_args("talk-too-long", &args));
    }
    lines(typed, MESSAGE_CHARS).ok_or_else(|| lang.t("talk-empty").to_owned())
}

/// The words of a message that has files: it may say nothing.
///
/// # Errors
/// What is wrong with them, for a person.
pub fn words_beside(lang: Lang, typed: &str, has_files: bool) -> Result<String, String> {
    if has_files && typed.trim().is_empty() { Ok(String::new()) } else { words(lang, typed) }
}

/// A draft: whatever fits, as it is.
#[must_use]
pub fn draft(typed: &str) -> Option<String> {
    let kept: String = typed.replace("\r\n", "\n").chars().filter(|c| matches!(c, '\n' | '\t') || !c.is_control()).take(MESSAGE_CHARS).collect();
    (!kept.trim().is_empty()).then_some(kept)
}

/// A subject; none is as good.
#[must_use]
pub fn subject(typed: &str) -> Option<String> {
    line(typed, SUBJECT_CHARS)
}

/// The beginning of a message on one line.
#[must_use]
pub fn excerpt(body: &str) -> String {
    line(body, 140).unwrap_or_default()
}

/// « Aujourd'hui », « Hier », or the date.
#[must_use]
pub fn day_name(lang: Lang, now: Now, at: i64) -> String {
    match format::days_between(at, now.0) {
        0 => lang.t("talk-today").to_owned(),
        1 => lang.t("talk-yesterday").to_owned(),
        _ => format::date_long(lang, at),
    }
}

/// A piece of a message: plain words, or an address that can be followed.
#[derive(PartialEq, Eq, Debug)]
pub enum Piece<'a> {
    Words(&'a str),
    Link(&'a str),
    /// Somebody called by name.
    Call(&'a str),
}

/// The pieces of a text: `calls` are the names that stand behind an `@` in it.
#[must_use]
pub fn pieces<'a>(body: &'a str, calls: &[String]) -> Vec<Piece<'a>> {
    let mut found = Vec::new();
    let (mut from, mut at) = (0, 0);
    while at < body.len() {
        let rest = &body[at..];
        let starts_word = body[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || "(«\"'’".contains(c));
        let taken = if starts_word { link(rest).map(|n| (n, true)).or_else(|| call(rest, calls).map(|n| (n, false))) } else { None };
        if let Some((length, is_link)) = taken {
            if from < at {
                found.push(Piece::Words(&body[from..at]));
            }
            let text = &rest[..length];
            found.push(if is_link { Piece::Link(text) } else { Piece::Call(text) });
            at += length;
            from = at;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    if from < body.len() {
        found.push(Piece::Words(&body[from..]));
    }
    found
}

/// A text as safe HTML: addresses can be followed, calls stand out, and everything else is words.
#[must_use]
pub fn html(body: &str, calls: &[String]) -> String {
    let escaped = |text: &str| html_escape::encode_double_quoted_attribute(text).into_owned();
    let piece = |piece: Piece<'_>| match piece {
        Piece::Words(text) => escaped(text),
        Piece::Link(text) => format!("<a href=\"{0}\" rel=\"noopener noreferrer nofollow\">{0}</a>", escaped(text)),
        Piece::Call(text) => format!("<strong>{}</strong>", escaped(text)),
    };
    pieces(body, calls).into_iter().map(piece).collect()
}

/// How long the web address is that a text starts with.
fn link(text: &str) -> Option<usize> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| text.starts_with(scheme))?;
    let end = text.find(|c: char| c.is_whitespace() || c.is_control() || "<>\"«»".contains(c)).unwrap_or(text.len());
    // A full stop or a bracket behind an address ends the sentence, not the address.
    let length = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'', '’']).len();
    let is_address = length > scheme.len() && url::Url::parse(&text[..length]).is_ok_and(|url| url.has_host());
    is_address.then_some(length)
}

/// How long the call is that a text starts with: the longest name that fits, and no letter behind it.
fn call(text: &str, calls: &[String]) -> Option<usize> {
    let rest = text.strip_prefix('@')?;
    let ends = |name: &&String| rest[name.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
    let name = calls.iter().filter(|name| rest.starts_with(name.as_str())).filter(ends).max_by_key(|name| name.len())?;
    Some(1 + name.len())
}

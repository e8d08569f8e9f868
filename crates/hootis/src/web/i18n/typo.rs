//! French typography, so that texts can be typed on any keyboard.

use std::borrow::Cow;

/// No-break space, before a colon and inside guillemets, and between a number and its unit.
const WIDE: char = '\u{a0}';
/// Narrow no-break space, before `;`, `!` and `?`, and between thousands.
const THIN: char = '\u{202f}';

/// Units that stay on the line of their number.
const UNITS: [&str; 16] = ["€", "%", "ms", "Ko", "Mo", "Go", "min", "h", "s", "j", "jour", "jours", "mois", "an", "ans", "heures"];

/// Puts unbreakable spaces where French wants them and turns `'` into `’`.
///
/// It changes existing spaces only: an address, a format or a code without spaces comes out as it went in. The beginning of
/// the text counts as following a number, because messages are handed over in the pieces between their arguments.
pub fn typo(text: &str) -> Cow<'_, str> {
    if !text.contains([' ', '\'']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        let put = match c {
            '\'' => '’',
            ' ' => space(before, rest),
            other => other,
        };
        out.push(put);
        before = Some(c);
    }
    Cow::Owned(out)
}

/// Which space stands between `before` and `rest`.
fn space(before: Option<char>, rest: &str) -> char {
    match rest.chars().next() {
        Some(';' | '!' | '?') => THIN,
        Some(':' | '»') => WIDE,
        _ if before == Some('«') => WIDE,
        Some('€' | '%') => WIDE,
        Some(c) if c.is_ascii_digit() && before.is_some_and(|b| b.is_ascii_digit()) && is_group(rest) => THIN,
        Some(_) if before.is_none_or(|b| b.is_ascii_digit()) && is_unit(rest) => WIDE,
        _ => ' ',
    }
}

/// Exactly three digits: a group of thousands.
fn is_group(rest: &str) -> bool {
    rest.bytes().take_while(u8::is_ascii_digit).count() == 3
}

fn is_unit(rest: &str) -> bool {
    let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    UNITS.contains(&word)
}

//! The few signs that the words of a document may hold, as HTML: links, code and strong words.

use askama::filters::Safe;

use crate::web::i18n::{Lang, typo};

/// A piece of text as HTML. `prefix` stands before the addresses of our own pages (`/en`).
pub(super) fn html(lang: Lang, prefix: &str, text: &str) -> Safe<String> {
    let text = match lang {
        Lang::Fr => typo(text),
        Lang::En => text.into(),
    };
    let mut out = String::with_capacity(text.len() + 64);
    spans(&mut out, prefix, &text);
    Safe(out)
}

fn spans(out: &mut String, prefix: &str, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['`', '*', '[']) {
        let (before, from) = rest.split_at(at);
        plain(out, before);
        rest = match next(from) {
            Some((piece, after)) => {
                piece.write(out, prefix);
                after
            }
            // A sign that opens nothing is a sign.
            None => {
                let (sign, after) = from.split_at(1);
                plain(out, sign);
                after
            }
        };
    }
    plain(out, rest);
}

enum Piece<'t> {
    Code(&'t str),
    Strong(&'t str),
    Link { words: &'t str, to: &'t str },
}

/// The piece that a text begins with, and what comes after it.
fn next(text: &str) -> Option<(Piece<'_>, &str)> {
    if let Some(inside) = text.strip_prefix('`') {
        let (code, after) = inside.split_once('`')?;
        return Some((Piece::Code(code), after));
    }
    if let Some(inside) = text.strip_prefix("**") {
        let (strong, after) = inside.split_once("**")?;
        return Some((Piece::Strong(strong), after));
    }
    let (words, after) = text.strip_prefix('[')?.split_once("](")?;
    let (to, after) = after.split_once(')')?;
    // Anything else than a page of ours or a secure one would be a surprise: it stays text.
    (to.starts_with('/') || to.starts_with("https://")).then_some((Piece::Link { words, to }, after))
}

impl Piece<'_> {
    fn write(&self, out: &mut String, prefix: &str) {
        match self {
            Self::Code(code) => {
                out.push_str("<code>");
                plain(out, code);
                out.push_str("</code>");
            }
            Self::Strong(words) => {
                out.push_str("<strong>");
                spans(out, prefix, words);
                out.push_str("</strong>");
            }
            Self::Link { words, to } => {
                out.push_str("<a href=\"");
                // Files for machines have one address whatever the language.
                if to.starts_with('/') && !to.starts_with("/.well-known/") {
                    out.push_str(prefix);
                }
                html_escape::encode_double_quoted_attribute_to_string(to, out);
                out.push_str("\">");
                plain(out, words);
                out.push_str("</a>");
            }
        }
    }
}

fn plain(out: &mut String, text: &str) {
    html_escape::encode_text_to_string(text, out);
}

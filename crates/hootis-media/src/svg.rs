//! Whether an SVG can do anything.

/// The largest SVG that is looked through: a larger one is refused.
pub const SVG_BYTES: u64 = 2 * 1024 * 1024;

/// What an SVG that only draws does without, in small letters and without blanks.
const ACTS: &[&str] = &[
    "<script",
    "<foreignobject",
    "<iframe",
    "<embed",
    "<object",
    "<handler",
    "<listener",
    "<set",
    "<animate",
    "<!entity",
    "<!doctype",
    "<?xml-stylesheet",
    "javascript:",
    "data:text",
    "@import",
    "href=http",
    "href=//",
    "url(http",
    "url(//",
];

/// Whether an SVG has anything that acts, that changes what is there, or that asks another host for something.
#[must_use]
pub fn can_act(svg: &[u8]) -> bool {
    let plain: String = String::from_utf8_lossy(svg).chars().filter(|c| !c.is_whitespace() && *c != '\0').flat_map(char::to_lowercase).collect();
    let spaced = String::from_utf8_lossy(svg).to_lowercase();
    // However it is quoted, and whatever the namespace of an element is called.
    let bare: String = plain.chars().filter(|c| !matches!(c, '"' | '\'')).collect();
    let named = without_prefixes(&bare);
    // Letters written as numbers hide words from whoever looks for them.
    plain.contains("&#") || ACTS.iter().any(|word| bare.contains(word) || named.contains(word)) || has_handler(&spaced)
}

/// The same with elements called by their own names alone: `<svg:script` is `<script`.
fn without_prefixes(text: &str) -> String {
    let mut parts = text.split('<');
    let mut all = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let name = part.split(|c: char| !(c.is_alphanumeric() || matches!(c, ':' | '-' | '_' | '.'))).next().unwrap_or_default();
        let prefix = name.rfind(':').map_or(0, |at| at + 1);
        all.push('<');
        all.push_str(&part[prefix..]);
    }
    all
}

/// Whether an attribute begins with `on`.
fn has_handler(text: &str) -> bool {
    let is_start = |c: char| c.is_whitespace() || matches!(c, '/' | '"' | '\'');
    text.match_indices("on").any(|(at, _)| {
        let after = text[at + 2..].trim_start_matches(|c: char| c.is_ascii_alphanumeric());
        text[..at].chars().next_back().is_some_and(is_start) && after.len() < text.len() - at - 2 && after.trim_start().starts_with('=')
    })
}

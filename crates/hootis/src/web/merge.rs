//! Two people change the same card: what a form held when it was shown tells what each of them typed.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

/// A field that both changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    pub field: &'static str,
    pub theirs: String,
    pub yours: String,
}

/// The fields of a form and what they hold.
type Texts<'a> = [(&'static str, &'a str)];

/// Bytes of a text that are kept as they are. Of a longer one its hash is: a form comes back with what it held.
const SHORT: usize = 200;

/// What a later save is compared with: the fields as JSON.
#[must_use]
pub fn kept(texts: &Texts<'_>) -> String {
    let map: BTreeMap<_, _> = texts.iter().map(|(field, text)| (*field, mark(text))).collect();
    serde_json::to_string(&map).unwrap_or_default()
}

fn read(base: &str) -> BTreeMap<String, String> {
    serde_json::from_str(base).unwrap_or_default()
}

/// Whether a field holds something else than when the form was shown. Everything is new in a new form.
#[must_use]
pub fn is_typed(base: &str, field: &str, texts: &Texts<'_>) -> bool {
    let base = read(base);
    texts.iter().any(|(name, value)| *name == field && base.get(field).is_none_or(|before| *before != mark(value)))
}

/// What stays of what was typed over what somebody else saved meanwhile, and what both changed.
#[must_use]
pub fn over(base: &str, yours: &Texts<'_>, theirs: &Texts<'_>) -> (Vec<(&'static str, String)>, Vec<Clash>) {
    let base = read(base);
    let (mut typed, mut clashes) = (Vec::new(), Vec::new());
    for (&(field, yours), &(_, theirs)) in yours.iter().zip(theirs) {
        let before = base.get(field).map_or("", String::as_str);
        if mark(yours) == before || mark(yours) == mark(theirs) {
            continue;
        }
        typed.push((field, yours.to_owned()));
        if mark(theirs) != before {
            clashes.push(Clash { field, theirs: theirs.to_owned(), yours: yours.to_owned() });
        }
    }
    (typed, clashes)
}

/// What a text is compared by. Browsers send lines with `\r\n`, and people leave blanks around.
fn mark(text: &str) -> String {
    let plain = text.replace("\r\n", "\n").trim().to_owned();
    if plain.len() <= SHORT { plain } else { BASE64_URL_SAFE_NO_PAD.encode(hootis_vault::digest(plain.as_bytes())) }
}

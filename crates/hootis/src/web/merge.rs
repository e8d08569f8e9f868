//! Two people change the same card: what a form held when it was shown tells what each of them typed.

use std::collections::BTreeMap;

/// A field that both changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    pub field: &'static str,
    pub theirs: String,
    pub yours: String,
}

/// The fields of a form and what they hold.
type Texts<'a> = [(&'static str, &'a str)];

/// What a later save is compared with: the fields as JSON.
#[must_use]
pub fn kept(texts: &Texts<'_>) -> String {
    let map: BTreeMap<_, _> = texts.iter().copied().collect();
    serde_json::to_string(&map).unwrap_or_default()
}

fn read(base: &str) -> BTreeMap<String, String> {
    serde_json::from_str(base).unwrap_or_default()
}

/// Whether a field holds something else than when the form was shown. Everything is new in a new form.
#[must_use]
pub fn is_typed(base: &str, field: &str, texts: &Texts<'_>) -> bool {
    let base = read(base);
    texts.iter().any(|(name, value)| *name == field && base.get(field).is_none_or(|before| !same_text(before, value)))
}

/// What stays of what was typed over what somebody else saved meanwhile, and what both changed.
#[must_use]
pub fn over(base: &str, yours: &Texts<'_>, theirs: &Texts<'_>) -> (Vec<(&'static str, String)>, Vec<Clash>) {
    let base = read(base);
    let (mut typed, mut clashes) = (Vec::new(), Vec::new());
    for (&(field, yours), &(_, theirs)) in yours.iter().zip(theirs) {
        let before = base.get(field).map_or("", String::as_str);
        if same_text(yours, before) || same_text(yours, theirs) {
            continue;
        }
        typed.push((field, yours.to_owned()));
        if !same_text(theirs, before) {
            clashes.push(Clash { field, theirs: theirs.to_owned(), yours: yours.to_owned() });
        }
    }
    (typed, clashes)
}

/// Browsers send lines with `\r\n` and people leave blanks around.
fn same_text(one: &str, other: &str) -> bool {
    let plain = |text: &str| text.replace("\r\n", "\n").trim().to_owned();
    plain(one) == plain(other)
}

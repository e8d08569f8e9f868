//! What people type about themselves, parsed into types at the edge.

use hootis_space::search::fold;

/// An e-mail address that a mail can be sent to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Email {
    /// As it was typed, without blanks around.
    pub text: String,
    /// In lower case: two addresses are the same when their keys are.
    pub key: String,
}

impl Email {
    /// Longest address (RFC 5321).
    pub const MAX: usize = 254;

    /// Reads an address: one `@`, a name before it, a host with a dot after it, nothing that a mail header minds.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (name, host) = text.rsplit_once('@')?;
        let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>()[],;:\\\"".contains(c);
        let labels_are_right = host.split('.').all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'));
        let right = !name.is_empty()
            && name.len() <= 64
            && text.len() <= Self::MAX
            && text.chars().all(plain)
            && !name.contains('@')
            && host.contains('.')
            && labels_are_right
            && host.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '.')
            && text.parse::<lettre::Address>().is_ok();
        right.then(|| Self { text: text.to_owned(), key: text.to_lowercase() })
    }
}

/// A text of one line, without control characters and with single blanks. Empty is `None`.
#[must_use]
pub fn line(text: &str, max_chars: usize) -> Option<String> {
    let clean = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let clean: String = clean.chars().take(max_chars).collect();
    (!clean.is_empty()).then_some(clean)
}

/// A text of several lines, without other control characters. Empty is `None`.
#[must_use]
pub fn lines(text: &str, max_chars: usize) -> Option<String> {
    let clean: String = text.replace("\r\n", "\n").chars().filter(|c| *c == '\n' || *c == '\t' || !c.is_control()).take(max_chars).collect();
    let clean = clean.trim_end().trim_start_matches('\n').to_owned();
    (!clean.trim().is_empty()).then_some(clean)
}

/// The key that names are sorted by: folded, so that « Éa » stands beside « Ea ».
#[must_use]
pub fn sort_key(name: &str) -> String {
    fold(name).chars().take(120).collect()
}

/// One or two initials for an avatar.
#[must_use]
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    let last = words.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

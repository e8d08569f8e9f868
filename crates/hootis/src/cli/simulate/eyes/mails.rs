//! The outbox: what has left the house, as it would have been sent.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

/// A mail that has left.
#[derive(Clone, Debug)]
pub(in super::super) struct Letter {
    /// When it was first seen.
    pub at: i64,
    pub id: String,
    pub to: String,
    pub subject: String,
    /// Its plain text.
    pub text: String,
    /// Everything, headers included, as it lies in the folder.
    pub raw: String,
}

impl Letter {
    /// A header's value.
    pub(in super::super) fn header(&self, name: &str) -> Option<String> {
        header(&self.raw, name)
    }

    /// The first address in it that starts so.
    pub(in super::super) fn link(&self, start: &str) -> Option<&str> {
        self.text[self.text.find(start)?..].split_whitespace().next()
    }

    /// Six digits that stand alone.
    pub(in super::super) fn code(&self) -> Option<&str> {
        self.text.split_whitespace().find(|word| word.len() == 6 && word.bytes().all(|b| b.is_ascii_digit()))
    }
}

/// The folder of mails, read as they come.
pub(in super::super) struct Outbox {
    folder: PathBuf,
    seen: HashSet<PathBuf>,
    ids: HashSet<String>,
    pub letters: Vec<Letter>,
}

/// What came since the last look.
#[derive(Default)]
pub(in super::super) struct News {
    /// Mails that came for the first time.
    pub first: usize,
    /// Subjects of mails that came again.
    pub again: Vec<String>,
}

impl Outbox {
    pub(in super::super) fn new(folder: PathBuf) -> Self {
        Self { folder, seen: HashSet::new(), ids: HashSet::new(), letters: Vec::new() }
    }

    /// Reads what has come since. A mail that comes again is the same mail.
    pub(in super::super) fn read(&mut self, now: i64) -> std::io::Result<News> {
        let (mut new, mut news) = (Vec::new(), News::default());
        for entry in std::fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|end| end == "eml") && !self.seen.contains(&path) {
                new.push(path);
            }
        }
        // The names are numbers that grow: the order of their coming.
        new.sort();
        for path in new {
            let letter = letter(&path, now)?;
            if self.ids.insert(letter.id.clone()) {
                news.first += 1;
                self.letters.push(letter);
            } else {
                news.again.push(letter.subject);
            }
            self.seen.insert(path);
        }
        Ok(news)
    }

    /// The last mail to an address.
    pub(in super::super) fn last_to(&self, address: &str) -> Option<&Letter> {
        self.letters.iter().rev().find(|letter| letter.to == address)
    }
}

fn letter(path: &Path, at: i64) -> std::io::Result<Letter> {
    let raw = std::fs::read_to_string(path)?;
    let part = raw.split("\r\n--").find(|part| part.contains("text/plain")).unwrap_or(&raw);
    let (head, body) = part.split_once("\r\n\r\n").unwrap_or(("", part));
    let text = match header(head, "Content-Transfer-Encoding").as_deref() {
        Some("quoted-printable") => quoted_printable(body),
        Some("base64") => base64(body),
        _ => body.to_owned(),
    };
    let of = |name: &str| header(&raw, name).unwrap_or_default();
    let to = of("To").trim_matches(['<', '>']).to_owned();
    Ok(Letter { at, id: of("Message-ID"), to, subject: words(&of("Subject")), text, raw: raw.clone() })
}

/// A header, its folded lines put together.
fn header(text: &str, name: &str) -> Option<String> {
    let head = text.split("\r\n\r\n").next()?.replace("\r\n ", " ").replace("\r\n\t", " ");
    let mut lines = head.lines().filter_map(|line| line.split_once(": "));
    lines.find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value.to_owned())
}

/// A subject, whose words with accents are encoded. The blank between two that are encoded is none.
fn words(value: &str) -> String {
    let mut text = String::new();
    let mut was_encoded = false;
    for (at, word) in value.split(' ').enumerate() {
        let encoded = word.strip_prefix("=?utf-8?b?").and_then(|word| word.strip_suffix("?="));
        if at > 0 && !(was_encoded && encoded.is_some()) {
            text.push(' ');
        }
        text.push_str(&encoded.map_or_else(|| word.to_owned(), base64));
        was_encoded = encoded.is_some();
    }
    text
}

fn base64(text: &str) -> String {
    let text: String = text.split_whitespace().collect();
    String::from_utf8_lossy(&BASE64_STANDARD.decode(text).unwrap_or_default()).into_owned()
}

/// A text as it was before it was made fit for mail.
pub(in super::super) fn quoted_printable(text: &str) -> String {
    let text = text.replace("=\r\n", "");
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = (*first == b'=').then(|| after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok())).flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

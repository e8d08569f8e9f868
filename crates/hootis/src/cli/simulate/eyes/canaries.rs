//! Words that stand nowhere else: planted wherever something personal is typed, and looked for everywhere.

use std::collections::BTreeSet;
use std::path::Path;

use hootis_space::{Conn, Value, args, shape};

use crate::error::Result;

/// How each begins.
const START: &[u8] = b"zq";
/// Digits of its number.
const DIGITS: usize = 6;

/// A planted word: what it stands for, and its number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(in super::super) enum Canary {
    /// The name and address of an account's holder.
    Person(u32),
    /// A password.
    Password(u32),
    /// A contact that a company wrote down.
    Contact(u32),
    /// Something in a Dolibarr's dump.
    Dump(u32),
    /// The text of a contact form.
    Word(u32),
    /// A browser's name for itself.
    Agent(u32),
    /// The path of a page that led to ours.
    Visit(u32),
    /// What was asked of that page.
    Query(u32),
}

impl Canary {
    fn parts(self) -> (u8, u32) {
        match self {
            Self::Person(n) => (b'a', n),
            Self::Password(n) => (b'p', n),
            Self::Contact(n) => (b'c', n),
            Self::Dump(n) => (b'd', n),
            Self::Word(n) => (b'w', n),
            Self::Agent(n) => (b'b', n),
            Self::Visit(n) => (b'v', n),
            Self::Query(n) => (b'q', n),
        }
    }

    fn of(kind: u8, number: u32) -> Option<Self> {
        Some(match kind {
            b'a' => Self::Person(number),
            b'p' => Self::Password(number),
            b'c' => Self::Contact(number),
            b'd' => Self::Dump(number),
            b'w' => Self::Word(number),
            b'b' => Self::Agent(number),
            b'v' => Self::Visit(number),
            b'q' => Self::Query(number),
            _ => return None,
        })
    }

    /// Every planted word in a text.
    pub(in super::super) fn all(text: &str) -> BTreeSet<Self> {
        let mut found = BTreeSet::new();
        Self::all_in(text.as_bytes(), &mut found);
        found
    }

    /// Every planted word in a text, whatever its case.
    fn all_in(bytes: &[u8], found: &mut BTreeSet<Self>) {
        let lower = |at: usize| bytes.get(at).map(u8::to_ascii_lowercase);
        for at in memchr::memchr2_iter(START[0], START[0].to_ascii_uppercase(), bytes) {
            if lower(at + 1) != Some(START[1]) {
                continue;
            }
            let digits = bytes.get(at + 3..at + 3 + DIGITS).and_then(|digits| std::str::from_utf8(digits).ok());
            let number = digits.filter(|digits| digits.bytes().all(|b| b.is_ascii_digit())).and_then(|digits| digits.parse().ok());
            if let (Some(kind), Some(number)) = (lower(at + 2), number) {
                found.extend(Self::of(kind, number));
            }
        }
    }
}

impl std::fmt::Display for Canary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (kind, number) = self.parts();
        write!(f, "zq{}{number:06}", char::from(kind))
    }
}

/// A planted word, and where it stands.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in super::super) struct Found {
    pub canary: Canary,
    /// `table.column`, or a file's name.
    pub place: String,
}

/// Every planted word in a database, by table and column.
pub(in super::super) async fn in_database(db: &impl Conn) -> Result<Vec<Found>> {
    let mut found = BTreeSet::new();
    for table in shape(db).await? {
        let columns: Vec<&str> = table.columns.iter().filter(|(_, kind)| !kind.starts_with("BIGINT")).map(|(name, _)| name.as_str()).collect();
        if columns.is_empty() {
            continue;
        }
        let sql = format!("SELECT {} FROM {}", columns.join(", "), table.name);
        for row in db.query(&sql, args![]).await? {
            for (column, value) in columns.iter().zip(row.rest()) {
                let mut canaries = BTreeSet::new();
                match &value {
                    Value::Text(text) => Canary::all_in(text.as_bytes(), &mut canaries),
                    Value::Bytes(bytes) => Canary::all_in(bytes, &mut canaries),
                    _ => {}
                }
                found.extend(canaries.into_iter().map(|canary| Found { canary, place: format!("{}.{column}", table.name) }));
            }
        }
    }
    Ok(found.into_iter().collect())
}

/// Every planted word that a file holds in clear.
pub(in super::super) fn in_file(path: &Path) -> Vec<Found> {
    let mut canaries = BTreeSet::new();
    // A file that goes while it is looked at holds nothing any more.
    if let Ok(bytes) = std::fs::read(path) {
        Canary::all_in(&bytes, &mut canaries);
    }
    let place = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    canaries.into_iter().map(|canary| Found { canary, place: place.clone() }).collect()
}

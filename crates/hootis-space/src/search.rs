//! Finding rows by any part of any word, accents and case ignored.
//!
//! One table a space, `search_entry`, holds a folded text for each row that can be found; its
//! trigram index is FTS5 on SQLCipher and GIN on PostgreSQL. Features call [`put`] and [`remove`]
//! beside their own writes, in the same transaction (no triggers), and put [`matching`] in a `WHERE id IN (…)`.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use uuid::Uuid;

use crate::{Conn, DbError, Engine, Value, args};

/// A search looks at no more matches than this before it filters and sorts them: a word that half
/// of the rows hold would otherwise cost the whole table.
pub const CAP: usize = 1_000;

/// Words of a question beyond this many are ignored.
const MAX_WORDS: usize = 8;

/// Lower case, no accents, ligatures opened, everything else than letters and digits a blank.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            c if c.is_alphanumeric() => folded.push(c),
            _ if folded.ends_with(' ') || folded.is_empty() => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The folded text of a row that can be found by any of `parts`; numbers also without their blanks.
#[must_use]
pub fn body(parts: &[Option<&str>]) -> String {
    let mut body = String::new();
    for part in parts.iter().flatten().map(|part| fold(part)).filter(|part| !part.is_empty()) {
        if !body.is_empty() {
            body.push(' ');
        }
        body.push_str(&part);
        if part.contains(' ') && is_number(&part) {
            body.push(' ');
            body.extend(part.chars().filter(|c| *c != ' '));
        }
    }
    body
}

fn is_number(folded: &str) -> bool {
    folded.chars().all(|c| c.is_ascii_digit() || c == ' ')
}

/// The DDL of the index.
pub(crate) fn schema(engine: Engine) -> &'static str {
    match engine {
        Engine::Cipher => {
            "CREATE TABLE search_entry (num INTEGER PRIMARY KEY, kind TEXT NOT NULL, id UUID NOT NULL, body TEXT NOT NULL);
             CREATE UNIQUE INDEX search_entry_kind_id ON search_entry (kind, id);
             CREATE INDEX search_entry_start ON search_entry (kind, substr(body, 1, 3));
             CREATE VIRTUAL TABLE search_index USING fts5(body, content = 'search_entry', content_rowid = 'num', tokenize = 'trigram');"
        }
        Engine::Postgres => {
            "CREATE TABLE search_entry (kind TEXT NOT NULL, id UUID NOT NULL, body TEXT COLLATE \"C\" NOT NULL, PRIMARY KEY (kind, id));
             CREATE INDEX search_entry_start ON search_entry (kind, substr(body, 1, 3));
             CREATE INDEX search_entry_body ON search_entry USING gin (body public.gin_trgm_ops);"
        }
    }
}

const UNINDEX: &str = "INSERT INTO search_index (search_index, rowid, body) SELECT 'delete', num, body FROM search_entry WHERE kind = $1 AND id = $2";
const STORE: &str = "INSERT INTO search_entry (kind, id, body) VALUES ($1, $2, $3) ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body";
const INDEX: &str = "INSERT INTO search_index (rowid, body) SELECT num, body FROM search_entry WHERE kind = $1 AND id = $2";

/// Makes rows of `kind` findable by their bodies (see [`body`]), in place of what they had.
///
/// # Errors
/// When the database refuses.
pub async fn put(conn: &impl Conn, kind: &'static str, entries: Vec<(Uuid, String)>) -> Result<(), DbError> {
    // Each row once (the last body wins), and always in the same order: an index from which a row is
    // taken out twice is broken, and two writers that meet in opposite orders block each other.
    let entries: BTreeMap<Uuid, String> = entries.into_iter().collect();
    let keys = || entries.keys().map(|id| args![kind, *id]).collect::<Vec<_>>();
    let stores = entries.iter().map(|(id, body)| args![kind, *id, body]).collect();
    if conn.engine() == Engine::Cipher {
        conn.execute_many(UNINDEX, keys()).await?;
        conn.execute_many(STORE, stores).await?;
        conn.execute_many(INDEX, keys()).await?;
    } else {
        conn.execute_many(STORE, stores).await?;
    }
    Ok(())
}

/// Makes rows findable no more.
///
/// # Errors
/// When the database refuses.
pub async fn remove(conn: &impl Conn, kind: &'static str, ids: &[Uuid]) -> Result<(), DbError> {
    let ids: BTreeSet<Uuid> = ids.iter().copied().collect();
    let keys: Vec<_> = ids.into_iter().map(|id| args![kind, id]).collect();
    if conn.engine() == Engine::Cipher {
        conn.execute_many(UNINDEX, keys.clone()).await?;
    }
    conn.execute_many("DELETE FROM search_entry WHERE kind = $1 AND id = $2", keys).await?;
    Ok(())
}

/// A `SELECT` of at most [`CAP`] ids of `kind` that hold every word of `question`; its arguments are
/// pushed on `args`. `None` when the question holds no letter and no digit.
#[must_use]
pub fn matching(engine: Engine, kind: &'static str, question: &str, args: &mut Vec<Value>) -> Option<String> {
    let folded = fold(question);
    let folded = if is_number(&folded) { folded.replace(' ', "") } else { folded };
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).take(MAX_WORDS).collect();
    if words.is_empty() {
        return None;
    }
    let mut holds = |value: String| {
        args.push(Value::Text(value));
        format!("${}", args.len())
    };
    let kind = holds(kind.to_owned());
    let (long, short): (Vec<&str>, Vec<&str>) = words.into_iter().partition(|word| word.chars().count() >= 3);
    let mut rules = vec![format!("e.kind = {kind}")];
    // One or two letters are no trigram: they must start a word, and alone they must start the text.
    for word in &short {
        rules.push(format!("' ' || e.body LIKE {}", holds(format!("% {word}%"))));
    }
    let mut from = "search_entry e".to_owned();
    match (engine, long.as_slice(), short.first()) {
        (_, [], Some(first)) => {
            let (low, high) = (holds((*first).to_owned()), holds(after(first)));
            rules.push(format!("substr(e.body, 1, 3) >= {low} AND substr(e.body, 1, 3) < {high}"));
        }
        (Engine::Cipher, ..) => {
            let phrase = long.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" ");
            "search_index i JOIN search_entry e ON e.num = i.rowid".clone_into(&mut from);
            rules.push(format!("i.body MATCH {}", holds(phrase)));
        }
        (Engine::Postgres, ..) => rules.extend(long.iter().map(|word| format!("e.body LIKE {}", holds(format!("%{word}%"))))),
    }
    Some(format!("SELECT e.id FROM {from} WHERE {} LIMIT {CAP}", rules.join(" AND ")))
}

/// A condition on `column`, which holds a folded text (see [`body`]): it has every word of `question`.
///
/// Its arguments are pushed on `args`. `None` when the question holds no letter and no digit. For rows that are few already: no
/// index helps it.
#[must_use]
pub fn holding(column: &str, question: &str, args: &mut Vec<Value>) -> Option<String> {
    let folded = fold(question);
    let words = folded.split(' ').filter(|word| !word.is_empty()).take(MAX_WORDS);
    let rules: Vec<String> = words
        .map(|word| {
            // A folded word holds letters and digits only: nothing that `LIKE` takes for a sign.
            args.push(Value::Text(format!("%{word}%")));
            format!("{column} LIKE ${}", args.len())
        })
        .collect();
    (!rules.is_empty()).then(|| rules.join(" AND "))
}

/// The first text that starts with none of the texts that start with `prefix`.
fn after(prefix: &str) -> String {
    let mut chars: Vec<char> = prefix.chars().collect();
    if let Some(last) = chars.last_mut() {
        *last = char::from_u32(*last as u32 + 1).unwrap_or(char::MAX);
    }
    chars.into_iter().collect()
}

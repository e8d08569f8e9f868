//! Tables that grow fast, so that the planner is told in time.
//!
//! PostgreSQL plans by what it last counted. Its own counting comes a minute late, or never where it is
//! switched off: an import of fifty thousand rows would be over by then, and each of its look-ups would
//! have read whole tables. So whoever writes many rows at once has them counted as they double.
//!
//! SQLCipher is left alone: it counts nothing unless asked, and its plans rest on the indexes and on the
//! order in which statements name their tables, whatever the tables hold.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// A table is counted when this many rows came in, at the least.
const FIRST: u64 = 1_000;

/// Tables remembered at once. A table that was forgotten is counted once more than it had to be.
const REMEMBERED: usize = 20_000;

/// How the tables of a cluster have grown since they were counted, as far as this process knows.
#[derive(Clone, Default)]
pub(crate) struct Growth(Arc<Mutex<Tables>>);

/// By schema and name.
type Tables = HashMap<(Arc<str>, String), Table>;

#[derive(Clone, Copy, Default)]
struct Table {
    /// Rows that were there when it was counted last.
    counted: u64,
    /// Rows that came in since.
    new: u64,
}

impl Growth {
    /// Notes rows that were written for good; the tables of `schema` that should be counted now.
    pub(crate) fn due(&self, schema: &Arc<str>, written: HashMap<String, u64>) -> Vec<String> {
        let Ok(mut tables) = self.0.lock() else { return Vec::new() };
        if tables.len() >= REMEMBERED {
            tables.clear();
        }
        let mut due = Vec::new();
        for (name, rows) in written {
            let table = tables.entry((Arc::clone(schema), name.clone())).or_default();
            table.new += rows;
            if table.new >= FIRST.max(table.counted) {
                *table = Table { counted: table.counted + table.new, new: 0 };
                due.push(name);
            }
        }
        due.sort();
        due
    }
}

/// The table that a statement adds rows to.
pub(crate) fn grown_by(sql: &str) -> Option<&str> {
    let mut words = sql.split_ascii_whitespace();
    let is = |word: Option<&str>, meant: &str| word.is_some_and(|word| word.eq_ignore_ascii_case(meant));
    if !is(words.next(), "insert") || !is(words.next(), "into") {
        return None;
    }
    let table = words.next()?.split('(').next()?;
    let is_plain = !table.is_empty() && table.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    is_plain.then_some(table)
}

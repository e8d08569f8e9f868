//! A set of row numbers that stays small: they are mostly dense.

use std::collections::HashMap;

/// Row numbers a page stands for.
const PAGE: i64 = 512;
/// Pages at most, about 6 MB; a base whose numbers are so sparse is not checked for orphans.
const PAGES: usize = 60_000;

/// Which rows exist.
#[derive(Debug, Default, Clone)]
pub(crate) struct RowSet {
    pages: HashMap<i64, [u64; 8]>,
    count: u64,
    overflowed: bool,
}

impl RowSet {
    /// Adds a row; `false` if it was there.
    pub(crate) fn insert(&mut self, row: i64) -> bool {
        let (page, word, bit) = place(row);
        if self.pages.len() >= PAGES && !self.pages.contains_key(&page) {
            self.overflowed = true;
            self.count += 1;
            return true;
        }
        let words = self.pages.entry(page).or_default();
        let fresh = words[word] & bit == 0;
        words[word] |= bit;
        self.count += u64::from(fresh);
        fresh
    }

    /// Whether the row exists, as far as is known: a set that overflowed says yes to all.
    pub(crate) fn contains(&self, row: i64) -> bool {
        let (page, word, bit) = place(row);
        self.overflowed || self.pages.get(&page).is_some_and(|words| words[word] & bit != 0)
    }

    /// How many rows were added.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }
}

fn place(row: i64) -> (i64, usize, u64) {
    let inside = row.rem_euclid(PAGE);
    let inside = usize::try_from(inside).unwrap_or_default();
    (row.div_euclid(PAGE), inside / 64, 1 << (inside % 64))
}

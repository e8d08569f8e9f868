//! What is counted between two writings.

use std::collections::{HashMap, HashSet};
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use hootis_policy::{Span, limits};
use hootis_vault::MemoryKey;

use super::queries::{Count, Facet};
use crate::clock::Now;

/// Who looks at a page: only to tell how many different people there were.
pub struct Visitor<'a> {
    pub client: IpAddr,
    pub agent: &'a str,
}

/// The counters of this process.
pub struct Counters(Mutex<Memory>);

impl Default for Counters {
    fn default() -> Self {
        Self(Mutex::new(Memory { today: Today::new(0), counts: HashMap::new() }))
    }
}

struct Memory {
    today: Today,
    /// By day, facet and name: how often since the last writing.
    counts: HashMap<(i64, Facet), HashMap<String, i64>>,
}

/// The visitors of one day. Dropping it wipes the key.
struct Today {
    day: i64,
    key: MemoryKey,
    marks: HashSet<[u8; 16]>,
    /// The sites that led here, which strangers name: so many a day, and no more.
    sources: HashSet<String>,
}

impl Today {
    fn new(day: i64) -> Self {
        Self { day, key: MemoryKey::generate(), marks: HashSet::new(), sources: HashSet::new() }
    }
}

/// When the day of an instant began, in UTC.
pub(super) fn day_of(now: Now) -> i64 {
    let day = Now(0).after(Span::days(1)).0;
    now.0.div_euclid(day) * day
}

impl Counters {
    /// Counts a page, and the visit that begins with it: the family of its browser, and the site that led here.
    pub fn page(&self, now: Now, route: &str, visitor: &Visitor<'_>, begun: Option<(&'static str, Option<String>)>) {
        let mut memory = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        memory.turn(now);
        memory.add(Facet::Page, route);
        let Some((family, origin)) = begun else { return };
        memory.add(Facet::Visit, "");
        memory.add(Facet::Browser, family);
        let source = memory.today.source(origin);
        memory.add(Facet::Source, &source);
        if memory.today.is_new(visitor) {
            memory.add(Facet::Visitor, "");
        }
    }

    /// What was counted, which is counted no more; at midnight the day's key goes with its marks.
    pub(super) fn take(&self, now: Now) -> Vec<Count> {
        let mut memory = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        memory.turn(now);
        let counts = std::mem::take(&mut memory.counts);
        counts.into_iter().flat_map(|((day, facet), names)| names.into_iter().map(move |(label, hits)| Count { day, facet, label, hits })).collect()
    }

    /// What could not be written is counted again.
    pub(super) fn put_back(&self, counts: Vec<Count>) {
        let mut memory = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for Count { day, facet, label, hits } in counts {
            memory.add_to(day, facet, &label, hits);
        }
    }

    /// How many different visitors of the day are known at this moment.
    #[cfg(test)]
    pub(super) fn marks(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).today.marks.len()
    }
}

impl Memory {
    fn turn(&mut self, now: Now) {
        let day = day_of(now);
        if self.today.day != day {
            self.today = Today::new(day);
        }
    }

    fn add(&mut self, facet: Facet, name: &str) {
        self.add_to(self.today.day, facet, name, 1);
    }

    fn add_to(&mut self, day: i64, facet: Facet, name: &str, hits: i64) {
        let counters = self.counts.entry((day, facet)).or_default();
        if let Some(counter) = counters.get_mut(name) {
            *counter += hits;
            return;
        }
        counters.insert(name.to_owned(), hits);
    }
}

impl Today {
    fn is_new(&mut self, visitor: &Visitor<'_>) -> bool {
        if self.marks.len() >= limits::VISITORS_RECOGNISED {
            return false;
        }
        let client = visitor.client.to_canonical().to_string();
        self.marks.insert(self.key.mark(&[client.as_bytes(), visitor.agent.as_bytes()]))
    }

    /// The name that a site is counted under; none once there are too many.
    fn source(&mut self, origin: Option<String>) -> String {
        let Some(origin) = origin else { return String::new() };
        if !self.sources.contains(&origin) {
            if self.sources.len() >= limits::AUDIENCE_NAMES || origin.len() > limits::LINE_CHARS {
                return String::new();
            }
            self.sources.insert(origin.clone());
        }
        origin
    }
}

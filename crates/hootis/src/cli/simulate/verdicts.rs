//! What was looked at, how often, and what did not hold.

use std::collections::BTreeMap;

use hootis_policy::promises;
use serde_json::{Value, json};

use super::checks::Check;
use super::time::words;

/// Reasons that are kept of one check: the first tell the most.
const REASONS: usize = 5;

/// How a check stands.
#[derive(Default, Debug)]
struct Standing {
    looks: u64,
    broken: u64,
    reasons: Vec<String>,
    /// The greatest age that was seen, and the greatest that may be, in milliseconds.
    oldest: Option<(i64, i64)>,
}

/// Everything that was looked at.
#[derive(Default)]
pub(super) struct Verdicts {
    checks: BTreeMap<(&'static str, &'static str), Standing>,
    /// What no promise speaks of and must not be: pages that fail, orders that are refused.
    pub faults: Vec<String>,
}

impl Verdicts {
    /// Notes that something was looked at, and whether it held.
    pub(super) fn look(&mut self, check: Check, holds: bool, why: impl FnOnce() -> String) {
        let standing = self.checks.entry(check.names()).or_default();
        standing.looks += 1;
        if !holds {
            standing.broken += 1;
            if standing.reasons.len() < REASONS {
                standing.reasons.push(why());
            }
        }
    }

    /// Notes the age of the oldest of something, and holds it against what it may be, by the time that the
    /// worker takes to come round.
    pub(super) fn age(&mut self, check: Check, age: i64, limit: i64, late: i64, why: impl FnOnce() -> String) {
        self.look(check, age <= limit + late, || format!("{} old, at most {}: {}", words(age), words(limit), why()));
        let standing = self.checks.entry(check.names()).or_default();
        if standing.oldest.is_none_or(|(oldest, _)| age > oldest) {
            standing.oldest = Some((age, limit));
        }
    }

    /// Says that a check exists, although nothing was looked at yet.
    pub(super) fn expect(&mut self, check: Check) {
        self.checks.entry(check.names()).or_default();
    }

    /// Notes what no promise speaks of.
    pub(super) fn fault(&mut self, what: String) {
        if self.faults.len() < 50 {
            self.faults.push(what);
        }
    }

    /// Whether everything held.
    pub(super) fn all_hold(&self) -> bool {
        self.faults.is_empty() && self.checks.values().all(|standing| standing.broken == 0)
    }

    /// The checks that did not hold, by promise and name.
    pub(super) fn broken(&self) -> Vec<(&'static str, &'static str)> {
        self.checks.iter().filter(|(_, standing)| standing.broken > 0).map(|(names, _)| *names).collect()
    }

    /// The checks that nothing was seen for.
    pub(super) fn unseen(&self) -> Vec<(&'static str, &'static str)> {
        self.checks.iter().filter(|(_, standing)| standing.looks == 0).map(|(names, _)| *names).collect()
    }

    /// One entry a promise: `ok` is null where nothing of it was lived through.
    pub(super) fn json(&self) -> Value {
        let entries = promises::ALL.iter().map(|promise| {
            let checks: Vec<_> = self.checks.iter().filter(|((id, _), _)| *id == promise.id).collect();
            let looks: u64 = checks.iter().map(|(_, standing)| standing.looks).sum();
            let holds = checks.iter().all(|(_, standing)| standing.broken == 0);
            let figures: Vec<String> = checks.iter().map(|((_, name), standing)| standing.figure(name)).collect();
            let figure = if figures.is_empty() { "nothing of it is lived through".to_owned() } else { figures.join("; ") };
            json!({ "promise": promise.id, "ok": (looks > 0).then_some(holds), "figure": figure })
        });
        Value::Array(entries.collect())
    }

    /// The same for people: a line a check.
    pub(super) fn lines(&self) -> Vec<String> {
        let checks = self.checks.iter().map(|((id, name), standing)| {
            let mark = match (standing.broken, standing.looks) {
                (0, 0) => "not lived through",
                (0, _) => "held",
                _ => "BROKEN",
            };
            format!("{id:<3} {mark:<18}{}", standing.figure(name))
        });
        checks.chain(self.faults.iter().map(|fault| format!("    FAULT             {fault}"))).collect()
    }
}

impl Standing {
    fn figure(&self, name: &str) -> String {
        let mut text = match self.oldest {
            Some((age, limit)) => format!("{name}: oldest {} of {}, {} looks", words(age), words(limit), self.looks),
            None => format!("{name}: {} looks", self.looks),
        };
        if self.broken > 0 {
            text.push_str(&format!(", {} broken: {}", self.broken, self.reasons.join(" / ")));
        }
        text
    }
}

//! What a test program said, in numbers.

use std::fmt;

/// The end of one test program.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Outcome {
    /// The crate, or what else was run.
    pub(super) name: String,
    /// Empty where it does not matter.
    pub(super) engine: String,
    pub(super) passed: usize,
    pub(super) failed: usize,
    /// Not run by default: measurements.
    pub(super) ignored: usize,
    /// What was passed over: why, and which test.
    pub(super) skipped: Vec<(String, String)>,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.ignored > 0 {
            write!(f, ", {} ignored", self.ignored)?;
        }
        if !self.skipped.is_empty() {
            write!(f, ", {} skipped", self.skipped.len())?;
        }
        Ok(())
    }
}

impl Outcome {
    /// Reads the closing lines of Rust's and of Node's test runners.
    pub(super) fn read(name: &str, engine: &str, said: &str) -> Self {
        let mut outcome = Self { name: name.to_owned(), engine: engine.to_owned(), ..Self::default() };
        for line in said.lines() {
            if let Some(result) = line.strip_prefix("test result: ") {
                outcome.passed += before(result, " passed");
                outcome.failed += before(result, " failed");
                outcome.ignored += before(result, " ignored");
            } else if let Some(counted) = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# ")) {
                let after = |word| counted.strip_prefix(word).and_then(|n| n.parse::<usize>().ok()).unwrap_or(0);
                outcome.passed += after("pass ");
                outcome.failed += after("fail ") + after("cancelled ");
                outcome.ignored += after("skipped ") + after("todo ");
            } else if let Some((reason, test)) = line.trim().strip_prefix("SKIPPED (").and_then(|l| l.split_once("): ")) {
                outcome.skipped.push((reason.to_owned(), test.to_owned()));
            }
        }
        outcome
    }
}

/// The number before a word: 12 in `12 passed;`.
fn before(line: &str, word: &str) -> usize {
    let number = line.split(word).next().and_then(|l| l.rsplit([' ', ';']).next());
    if line.contains(word) { number.and_then(|n| n.parse().ok()).unwrap_or(0) } else { 0 }
}

/// A line for each test that said it lacks what is there.
pub(super) fn skipped(outcome: &Outcome, there: impl Fn(&str) -> bool) -> Vec<String> {
    let passed_over = outcome.skipped.iter().filter(|(reason, _)| there(reason));
    passed_over.map(|(reason, test)| format!("{}: {test} was skipped for \"{reason}\", although it is there", outcome.name)).collect()
}

/// The part of a log that tells why: from the first failure on, or the end.
pub(super) fn failures(said: &str) -> String {
    const LAST: usize = 80;
    let lines: Vec<&str> = said.lines().collect();
    let rust = lines.iter().position(|l| *l == "failures:");
    let node = lines.iter().position(|l| l.starts_with("✖ failing tests"));
    let from = rust.or(node).unwrap_or(lines.len().saturating_sub(LAST));
    lines[from..].join("\n")
}

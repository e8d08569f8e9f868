//! The table of ASVS says of each item of levels 1 and 2 what is true today: what it names is there.

use std::collections::{BTreeMap, BTreeSet};

use super::Finding;
use super::source::lines;
use crate::tree::Tree;

/// Where the table stands.
const TABLE: &str = "docs/asvs.md";
/// Where it is summed up, a line a chapter.
const SUMMARY: &str = "SECURITY.md";
/// The numbers and levels of the items.
const ITEMS: &str = include_str!("asvs.txt");

/// What an item may be, in the order of the summary.
const STATES: [&str; 4] = ["met", "in part", "not met", "does not apply"];

/// One line of the table.
struct Line<'a> {
    number: usize,
    item: &'a str,
    level: &'a str,
    state: &'a str,
    /// How and where it is met, with paths between backticks.
    place: &'a str,
    /// The tests that would fail, between backticks.
    tests: &'a str,
}

/// What the table names and is not there, and what it leaves out.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let Some(text) = tree.text(TABLE) else {
        return vec![finding(
            TABLE,
            0,
            "there is no table of ASVS",
            "write it: each item of levels 1 and 2, how it is met and by which test it is held",
        )];
    };
    let table: Vec<Line<'_>> = lines(text).filter_map(|(number, line)| read(number, line)).collect();
    let tests = names_of_tests(tree);
    let mut found: Vec<Finding> = table.iter().flat_map(|line| wrong(tree, &tests, line)).collect();
    found.extend(items(&table));
    found.extend(summary(tree, &table));
    found
}

fn finding(path: &str, line: usize, what: impl Into<String>, mend: &str) -> Finding {
    Finding::new("asvs", path, line, what, mend)
}

/// `| V1.2.3 | L1 | what it asks | met | how and where | tests |`.
fn read(number: usize, line: &str) -> Option<Line<'_>> {
    let cells: Vec<&str> = line.strip_prefix('|')?.trim_end().trim_end_matches('|').split('|').map(str::trim).collect();
    let is_item =
        |text: &str| text.strip_prefix('V').is_some_and(|rest| rest.split('.').count() == 3 && rest.split('.').all(|n| n.parse::<u8>().is_ok()));
    match cells.as_slice() {
        [item, level, _asks, state, place, tests] if is_item(item) => Some(Line { number, item, level, state, place, tests }),
        // A line with too many or too few cells is one that says something else than it seems to.
        [item, ..] if is_item(item) => Some(Line { number, item, level: "", state: "", place: "", tests: "" }),
        _ => None,
    }
}

fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// Tests that run whenever the suite does: what helps them, and what is ignored, would never fail.
fn names_of_tests(tree: &Tree) -> BTreeSet<&str> {
    tree.rust().flat_map(|file| ["#[test]", "#[tokio::test"].into_iter().flat_map(|mark| file.text.split(mark).skip(1))).filter_map(run).collect()
}

/// The name of the test whose mark was just read, unless it is ignored.
fn run(rest: &str) -> Option<&str> {
    let (marks, function) = rest.split_once("fn ")?;
    if marks.contains("#[ignore") { None } else { function.split(['(', '<']).next() }
}

fn wrong(tree: &Tree, tests: &BTreeSet<&str>, line: &Line<'_>) -> Vec<Finding> {
    let say = |what: String, mend: &str| finding(TABLE, line.number, what, mend);
    if !STATES.contains(&line.state) {
        let mend = "write: | item | level | what it asks | met, in part, not met, does not apply | how and where | tests |";
        return vec![say(format!("{}: \"{}\" is no state", line.item, line.state), mend)];
    }
    let mut found = Vec::new();
    let places: Vec<&str> = quoted(line.place).filter(|text| text.contains(['/', '.']) && !text.contains(' ')).collect();
    for place in &places {
        if !["", "crates/hootis/src/", "crates/"].iter().any(|root| tree.has(&format!("{root}{place}"))) {
            found.push(say(format!("{}: `{place}` does not exist", line.item), "name the file that meets it today"));
        }
    }
    let named: Vec<&str> = quoted(line.tests).collect();
    for test in &named {
        let is_there = if test.ends_with(".mjs") { tree.has(test) } else { tests.contains(test) };
        if !is_there {
            found.push(say(format!("{}: no test is called `{test}`", line.item), "name a test that would fail, or say that the item is not met"));
        }
    }
    if line.state == "met" {
        // What a document or a setting of the compiler meets needs no test of ours.
        let is_written = places.iter().any(|place| [".md", ".toml"].iter().any(|end| place.ends_with(end)));
        if places.is_empty() || (named.is_empty() && !is_written) {
            found.push(say(format!("{} is met nowhere, or by no test", line.item), "name the file between backticks, and the test that would fail"));
        }
    } else if line.place.is_empty() {
        found.push(say(format!("{} is not met, and nobody says why", line.item), "one line of reason"));
    }
    found
}

/// Every item of levels 1 and 2 is there, once, with its level.
fn items(table: &[Line<'_>]) -> Vec<Finding> {
    let mut wanted: BTreeMap<&str, &str> = ITEMS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' ')).collect();
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    for line in table {
        if !seen.insert(line.item) {
            found.push(finding(TABLE, line.number, format!("{} stands there twice", line.item), "keep one line for each item"));
        } else if wanted.remove(line.item).is_none_or(|level| line.level.strip_prefix('L') != Some(level)) {
            found.push(finding(
                TABLE,
                line.number,
                format!("{} is no item of level \"{}\"", line.item, line.level),
                "see crates/xtask/src/tidy/asvs.txt",
            ));
        }
    }
    found.extend(wanted.keys().map(|item| finding(TABLE, 0, format!("{item} is missing"), "say how it is met, or that it is not")));
    found
}

/// The lines of the summary, which are counted and not written by hand.
fn summary(tree: &Tree, table: &[Line<'_>]) -> Vec<Finding> {
    let text = tree.text(SUMMARY).unwrap_or_default();
    let chapters: BTreeSet<u8> = table.iter().filter_map(|line| chapter(line.item)).collect();
    let lines = chapters.into_iter().map(|number| {
        let of = |state: &str| table.iter().filter(|line| chapter(line.item) == Some(number) && line.state == state).count();
        format!("| V{number} | {} |", STATES.map(|state| of(state).to_string()).join(" | "))
    });
    lines
        .filter(|line| !text.lines().any(|there| there == line))
        .map(|line| finding(SUMMARY, 0, format!("the summary of ASVS lacks: {line}"), "write it there: the table has changed"))
        .collect()
}

fn chapter(item: &str) -> Option<u8> {
    item.strip_prefix('V')?.split('.').next()?.parse().ok()
}

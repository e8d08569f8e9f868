//! A promise that is said to be kept has one check and at least one test; the others have no check.

use std::fs;
use std::path::Path;

use hootis_policy::promises;

use crate::platform::evidence::table::TABLE;

#[test]
fn every_promise_that_is_kept_has_one_check_and_every_other_none() {
    for promise in promises::ALL {
        let checks = TABLE.iter().filter(|check| check.promise.id == promise.id).count();
        assert_eq!(checks, usize::from(promise.kept), "{}", promise.id);
    }
    let order: Vec<_> = promises::ALL.iter().filter(|promise| promise.kept).map(|promise| promise.id).collect();
    assert_eq!(TABLE.iter().map(|check| check.promise.id).collect::<Vec<_>>(), order, "in the order of the policy");
}

#[test]
fn every_promise_that_is_kept_has_a_test_of_its_name() {
    let mut sources = Vec::new();
    texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join(".."), &mut sources);
    assert!(sources.len() > 100, "the sources were read");
    for promise in promises::ALL.iter().filter(|promise| promise.kept) {
        let start = format!("fn {}", promise.test_prefix());
        assert!(sources.iter().any(|text| text.contains(&start)), "no test is called {start}…");
    }
}

/// A check that cannot be seen red proves nothing.
#[test]
fn every_check_has_a_test_that_spoils_what_it_looks_at() {
    let mut sources = Vec::new();
    texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/platform/evidence/tests"), &mut sources);
    let tests: Vec<&str> = sources.iter().flat_map(|text| text.split("#[tokio::test]").skip(1)).collect();
    for check in TABLE {
        let start = format!("fn {}", check.promise.test_prefix());
        let sees_red = |test: &&str| test.contains(&start) && (test.contains("is_broken(&") || test.contains("!found.ok"));
        assert!(tests.iter().any(sees_red), "no test spoils what the check of {} looks at", check.promise.id);
    }
}

fn texts(folder: &Path, found: &mut Vec<String>) {
    let entries = fs::read_dir(folder).expect("a folder of sources");
    for path in entries.map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() {
            texts(&path, found);
        } else if is_rust(&path) {
            found.push(fs::read_to_string(path).expect("a source"));
        }
    }
}

fn is_rust(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "rs")
}

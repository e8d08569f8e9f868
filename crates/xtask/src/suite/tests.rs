use super::outcome::{Outcome, failures, skipped};

const RUST: &str = "\
running 3 tests
test a ... ok

successes:

---- a stdout ----
SKIPPED (no reference data): a
SKIPPED (no MySQL): a, live

test result: ok. 2 passed; 1 failed; 4 ignored; 0 measured; 0 filtered out; finished in 0.01s
";

#[test]
fn the_closing_line_of_a_rust_test_program_is_counted() {
    let outcome = Outcome::read("hootis", "postgres", RUST);
    assert_eq!((outcome.passed, outcome.failed, outcome.ignored), (2, 1, 4));
    assert_eq!(outcome.to_string(), "2 passed, 1 failed, 4 ignored, 2 skipped");
}

#[test]
fn several_closing_lines_are_summed_as_documentation_tests_print_one_a_crate() {
    let twice = format!("{RUST}{RUST}");
    assert_eq!(Outcome::read("documentation", "", &twice).passed, 4);
}

#[test]
fn the_closing_lines_of_node_are_counted_and_a_cancelled_test_has_failed() {
    let said = "ℹ tests 7\nℹ pass 4\nℹ fail 1\nℹ cancelled 2\nℹ skipped 0\nℹ todo 0\n";
    let outcome = Outcome::read("browser", "", said);
    assert_eq!((outcome.passed, outcome.failed), (4, 3));
}

#[test]
fn a_test_skipped_for_what_is_there_is_told() {
    let outcome = Outcome::read("hootis-dolibarr", "sqlcipher", RUST);
    let told = skipped(&outcome, |reason| reason == "no reference data");
    assert_eq!(told, ["hootis-dolibarr: a was skipped for \"no reference data\", although it is there"]);
    assert!(skipped(&outcome, |_| false).is_empty());
}

#[test]
fn only_the_failures_of_a_long_log_are_shown() {
    let log = "test a ... ok\nsuccesses:\n  much\n\nfailures:\n\n---- b stdout ----\nbecause\n";
    assert_eq!(failures(log), "failures:\n\n---- b stdout ----\nbecause");
    assert_eq!(failures("Segmentation fault"), "Segmentation fault");
}

use super::found;
use crate::tidy::asvs;

/// The whole of what a table must have, with one line of it replaced.
fn table(item: &str, line: &str) -> String {
    let items = include_str!("../asvs.txt").lines().filter_map(|line| line.split_once(' ')).filter(|(item, _)| item.starts_with('V'));
    items
        .map(
            |(number, level)| {
                if number == item { line.to_owned() } else { format!("| {number} | L{level} | Something | does not apply | There is none. | |\n") }
            },
        )
        .collect()
}

/// What is found of a table beside what its summary lacks.
fn judged(text: &str) -> Vec<String> {
    let files = [
        ("docs/asvs.md", text),
        ("SECURITY.md", ""),
        ("Cargo.toml", ""),
        ("crates/hootis/src/web/paths.rs", "fn local() {}\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn it_stays() {}\n}\n"),
        (
            "crates/hootis/src/web/tests.rs",
            "#[tokio::test]\nasync fn it_is_shown() {}\nfn helper() {}\n#[test]\n#[ignore = \"long\"]\nfn it_lasts() {}\n",
        ),
        ("web/browser/a.test.mjs", ""),
    ];
    found(asvs::check, &files).into_iter().filter(|what| !what.contains("the summary")).collect()
}

#[test]
fn an_item_is_met_somewhere_and_held_by_a_test() {
    let line = |rest: &str| judged(&table("V1.2.1", &format!("| V1.2.1 | L1 | Something | {rest} |\n")));
    assert!(line("met | Stays here: `web/paths.rs` | `it_stays`, `it_is_shown`").is_empty());
    assert!(line("met | `crates/hootis/src/web` | `web/browser/a.test.mjs`").is_empty());
    assert!(line("met | `Cargo.toml` says so |").is_empty(), "what the compiler is told needs no test");
    assert_eq!(line("met | `web/paths.rs` | `it_goes`").len(), 1, "a test that does not exist");
    assert_eq!(line("met | `web/paths.rs` | `local`").len(), 1, "a function that is no test");
    assert_eq!(line("met | `web/paths.rs` | `helper`").len(), 1, "what only helps tests");
    assert_eq!(line("met | `web/paths.rs` | `it_lasts`").len(), 1, "a test that is ignored");
    assert_eq!(line("met | `web/path.rs` | `it_stays`").len(), 1, "a file that does not exist");
    assert_eq!(line("met | Somewhere | `it_stays`").len(), 1, "met nowhere");
    assert_eq!(line("met | `web/paths.rs` |").len(), 1, "met by no test");
    assert_eq!(line("not met | |").len(), 1, "no reason");
    assert!(line("not met | There is no upload of pictures. |").is_empty());
    assert_eq!(line("does not apply | See `web/path.rs` |").len(), 1);
    assert_eq!(line("surely | `web/paths.rs` | `it_stays`").len(), 1, "no state");
    assert_eq!(line("met | a | b | c").len(), 2, "a cell too many: no state and no level");
}

#[test]
fn each_item_stands_there_once_with_its_level() {
    let whole = table("", "");
    assert!(judged(&whole).is_empty());
    assert_eq!(judged(&table("V1.2.1", "")), ["docs/asvs.md:0 V1.2.1 is missing"]);
    let twice = format!("{whole}| V1.2.1 | L1 | Something | not met | Again. | |\n");
    assert_eq!(judged(&twice).len(), 1);
    assert_eq!(judged(&table("V1.2.1", "| V1.2.1 | L2 | Something | not met | Why. | |\n")).len(), 1, "the wrong level");
    assert_eq!(judged(&format!("{whole}| V1.2.99 | L1 | Something | not met | Why. | |\n")).len(), 1, "an item that does not exist");
    assert_eq!(found(asvs::check, &[]).len(), 1, "no table at all");
}

#[test]
fn the_summary_is_counted() {
    let text = table("V17.1.1", "| V17.1.1 | L2 | Something | not met | Why. | |\n");
    let summed = |line: &str| found(asvs::check, &[("docs/asvs.md", &text), ("SECURITY.md", line)]).iter().any(|what| what.contains("V17"));
    assert!(!summed("| V17 | 0 | 0 | 1 | 6 |"));
    assert!(summed("| V17 | 0 | 0 | 0 | 7 |"));
}

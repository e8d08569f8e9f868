use super::found;
use crate::tidy::{sizes, words};

fn told(path: &str, text: &str) -> usize {
    found(words::check, &[(path, text)]).len()
}

#[test]
fn nothing_is_left_for_later() {
    assert_eq!(told("a.rs", concat!("// TO", "DO: more")), 1);
    assert_eq!(told("a.css", concat!("/* FIX", "ME */")), 1);
    assert_eq!(told("a.rs", concat!("let TO", "DOS = 1;")), 0);
}

#[test]
fn no_file_names_a_registry_or_somebodys_folder() {
    assert_eq!(told("a.json", concat!("https://registry.", "npmjs", ".org/x")), 1);
    assert_eq!(told("a.sh", concat!("cd /ho", "me/ada/x")), 1);
    assert_eq!(told("a.sh", concat!("cp \"/tm", "p/x\" .")), 1);
    assert_eq!(told("a.sh", "mktemp -d \"${TMPDIR:-/tmp}/x.XXXX\""), 0);
    assert_eq!(told("a.rs", concat!("https://a.example/ho", "me/x and a/wo", "rk/b")), 0);
}

#[test]
fn one_word_for_one_thing_in_what_we_write_ourselves() {
    assert_eq!(told("a.rs", concat!("/// The Ten", "ant's key.")), 1);
    assert_eq!(told("a.md", concat!("a white", "list")), 1);
    assert_eq!(told("fr.ftl", concat!("x = En ten", "ant compte")), 0, "a good French word");
    assert_eq!(told("a.rs", concat!("// main", "ten", "ant")), 0);
}

#[test]
fn a_crate_has_one_test_binary() {
    let found = |path| found(words::folders, &[(path, "")]).len();
    assert_eq!(found("crates/a/tests/b.rs"), 1);
    assert_eq!(found("crates/a/src/tests/b.rs"), 0);
}

#[test]
fn a_lock_file_names_no_host() {
    let lock = |text| found(words::folders, &[("web/package-lock.json", text)]).len();
    assert_eq!(lock("{ \"resolved\": \"https://a.example/x.tgz\" }"), 1);
    assert_eq!(lock("{ \"integrity\": \"sha512-x\" }"), 0);
}

#[test]
fn a_file_fits_a_head() {
    let long = |path: &str, lines: usize| found(sizes::check, &[(path, &"x\n".repeat(lines))]);
    assert_eq!(long("crates/a/src/b.rs", 401), ["crates/a/src/b.rs:0 401 lines, at most 400"]);
    assert!(long("crates/a/src/b.rs", 400).is_empty());
    assert_eq!(long("crates/hootis/src/space/notes/list.html", 121).len(), 1);
    assert!(long("Cargo.lock", 4000).is_empty());
}

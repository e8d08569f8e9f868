use super::found;
use crate::tidy::documents;

#[test]
fn a_module_says_what_it_is() {
    let module = |text: &str| found(documents::module_docs, &[("crates/a/src/b/mod.rs", text)]).len();
    assert_eq!(module("mod c;\n//! Late.\n"), 1);
    assert_eq!(module("//!\nmod c;\n"), 1, "an empty line says nothing");
    assert_eq!(module("//! What b is.\nmod c;\n"), 0);
    assert_eq!(module("#![doc = include_str!(\"../README.md\")]\n"), 0);
    assert!(found(documents::module_docs, &[("crates/a/src/b/c.rs", "")]).is_empty(), "only modules must");
}

#[test]
fn a_path_that_a_document_names_exists() {
    let files =
        |text: &'static str| found(documents::named_paths, &[("ARCHITECTURE.md", text), ("crates/hootis/src/web/mod.rs", ""), ("docs/a.md", "")]);
    assert!(files("See `crates/hootis`, `docs/a.md`, `web/mod.rs` and `./docs/`.").is_empty());
    assert_eq!(files("\nSee `docs/b.md`."), ["ARCHITECTURE.md:2 `docs/b.md` does not exist"]);
    assert_eq!(files("See `crates/hootis/src/we`.").len(), 1, "half a name is no path");
}

#[test]
fn what_is_no_path_is_left_alone() {
    for text in ["`text/html`", "`/admin/clients`", "`make run`", "`web/dist/a.css`", "`./data`", "`crates/{a,b}`", "```\n`docs/b.md`\n```"] {
        assert!(found(documents::named_paths, &[("README.md", text)]).is_empty(), "{text}");
    }
}

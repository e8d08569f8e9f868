//! What is written stays true: every module says what it is, every path that a document names exists.

use super::Finding;
use super::source::lines;
use crate::tree::{File, Tree};

/// Module files without a first line that says what they are.
pub(crate) fn module_docs(tree: &Tree) -> Vec<Finding> {
    let roots = ["/mod.rs", "/lib.rs", "/main.rs"];
    let silent = tree.rust().filter(|f| roots.iter().any(|r| f.path.ends_with(r)) && !says_what_it_is(&f.text));
    silent
        .map(|file| {
            Finding::new(
                "documents",
                &file.path,
                1,
                "the module does not say what it is",
                "begin with `//! ` and one sentence; then what others may call",
            )
        })
        .collect()
}

/// A documentation comment before anything else. Inner attributes may come first.
fn says_what_it_is(text: &str) -> bool {
    let mut first = text.lines().filter(|l| !l.trim().is_empty());
    first
        .find(|l| !l.starts_with("#![") || l.contains("include_str!"))
        .is_some_and(|l| l.starts_with("//! ") || l.starts_with("#![doc = include_str!"))
}

/// Paths between backticks in our documents that are not in the tree.
pub(crate) fn named_paths(tree: &Tree) -> Vec<Finding> {
    let documents = tree.files.iter().filter(|f| f.path.ends_with(".md") && f.path != "CHANGELOG.md");
    documents.flat_map(|file| missing(tree, file)).collect()
}

fn missing(tree: &Tree, file: &File) -> Vec<Finding> {
    let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut found = Vec::new();
    let mut fenced = false;
    for (number, line) in lines(&file.text) {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        if fenced {
            continue;
        }
        for path in line.split('`').skip(1).step_by(2).filter(|quoted| is_path(quoted)) {
            let places = ["", folder, "crates", "crates/hootis/src"];
            let there = places.iter().any(|place| tree.has(join(place, path).trim_start_matches('/')));
            if !there {
                found.push(Finding::new(
                    "documents",
                    &file.path,
                    number,
                    format!("`{path}` does not exist"),
                    "name what is there: the document is about today",
                ));
            }
        }
    }
    found
}

fn join(folder: &str, path: &str) -> String {
    format!("{folder}/{}", path.trim_start_matches("./"))
}

/// Whether quoted text is a path of this repository, rather than a URL, a command or a media type.
fn is_path(quoted: &str) -> bool {
    let strange = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | '_'));
    // Made by building or running, so not in the tree.
    let made = ["data", "target", "web/dist", "web/node_modules"];
    let made = made.iter().any(|m| quoted.trim_start_matches("./").strip_prefix(m).is_some_and(|r| r.is_empty() || r.starts_with('/')));
    if quoted.contains(strange) || quoted.starts_with('/') || quoted.contains("...") || made {
        return false;
    }
    let roots = ["crates/", "web/", "scripts/", "docs/", "bench/", ".ci/", ".cargo/", "space/", "platform/", "access/"];
    let endings = [".rs", ".md", ".toml", ".html", ".mjs", ".css", ".ftl"];
    roots.iter().any(|root| quoted.starts_with(root)) || (endings.iter().any(|e| quoted.ends_with(e)) && quoted.contains('/'))
}

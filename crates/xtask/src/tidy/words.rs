//! Words that must not stand in any file, and folders that must not be.

use super::Finding;
use super::source::{has_word, lines};
use crate::tree::{File, Tree};

/// Put together here, so that this file does not find itself.
const LATER: [&str; 3] = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];
/// Servers of package registries: whoever builds has their own settings.
const REGISTRIES: [&str; 7] = [
    concat!("registry.", "npmjs", ".org"),
    concat!("registry.", "yarnpkg.com"),
    concat!("index.", "crates", ".io"),
    concat!("static.", "crates", ".io"),
    concat!("files.", "python", "hosted.org"),
    concat!("pypi", ".org"),
    concat!("deb.", "debian.org"),
];
/// Folders of somebody's machine.
const MACHINE: [&str; 5] = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("/Us", "ers/"), concat!("/tm", "p/")];
/// One word for one thing: what not to say, and what to say.
const VOCABULARY: [(&str, &str); 6] = [
    (concat!("ten", "ant"), "space"),
    (concat!("ten", "ants"), "spaces"),
    (concat!("white", "list"), "allow-list"),
    (concat!("black", "list"), "deny-list"),
    (concat!("util", "ize"), "use"),
    (concat!("lorem ", "ipsum"), "words that could be true"),
];

/// Words out of place.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let written_by_us = |file: &&File| !["LICENSE", "Cargo.lock"].contains(&file.path.as_str());
    let mut found = Vec::new();
    for file in tree.files.iter().filter(written_by_us) {
        for (number, line) in lines(&file.text) {
            found.extend(word(&file.path, number, line));
        }
    }
    found
}

fn word(path: &str, number: usize, line: &str) -> Option<Finding> {
    let finding = |what: String, mend: String| Some(Finding::new("words", path, number, what, mend));
    if let Some(later) = LATER.iter().find(|w| has_word(line, w)) {
        return finding(later.to_string(), "do it, or open an issue: the code tells what is".into());
    }
    if let Some(host) = REGISTRIES.iter().find(|host| line.contains(*host)) {
        let mend = "remove it: npm's lock file needs no `resolved` lines (omit-lockfile-registry-resolved)".into();
        return finding(format!("{host}: the host of a package registry"), mend);
    }
    if let Some(folder) = MACHINE.iter().find(|folder| begins_path(line, folder)) {
        return finding(format!("{folder}… is a folder of one machine"), "take it from an argument, the environment or a temporary folder".into());
    }
    // What people read is French too, where some of these are good words.
    if [".html", ".ftl", ".txt"].iter().any(|texts| path.ends_with(texts)) {
        return None;
    }
    let lower = line.to_lowercase();
    let (bad, good) = VOCABULARY.iter().find(|(bad, _)| has_word(&lower, bad))?;
    finding(format!("we do not say \"{bad}\""), format!("say \"{good}\": see the words in ARCHITECTURE.md"))
}

/// Whether a folder stands at the beginning of a path: `a/home/b` and `https://x.example/home/` are others.
fn begins_path(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + folder.len()..].chars().next();
        !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '}' | '~' | '*' | ')'))
            && after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '$' | '{' | '<'))
    })
}

/// Folders and files that are laid out differently here.
pub(crate) fn folders(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in &tree.files {
        let inside: Vec<&str> = file.path.split('/').collect();
        if let ["crates", _, "tests", ..] = inside.as_slice() {
            found.push(Finding::new(
                "folders",
                &file.path,
                0,
                "a test binary of its own",
                "move it into src/, as tests.rs beside what it tests: one test binary a crate",
            ));
        }
        if file.path.ends_with("package-lock.json") && file.text.contains("\"resolved\": \"http") {
            found.push(Finding::new(
                "folders",
                &file.path,
                0,
                "the lock file names a registry's host",
                "write it again with omit-lockfile-registry-resolved=true in web/.npmrc",
            ));
        }
    }
    found
}

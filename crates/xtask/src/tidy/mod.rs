//! The rules of the house that no compiler knows.
//!
//! Each check is a function from the tree to its findings. A finding says where, what, and how to mend it.
//! What breaks a rule on purpose is listed in `exceptions.txt`, with a reason; that list may only shrink.

mod asvs;
mod bans;
mod documents;
mod exceptions;
mod imports;
mod layers;
mod literals;
mod paths;
mod sizes;
mod source;
#[cfg(test)]
mod tests;
mod words;

use crate::say;
use crate::tree::Tree;

/// One broken rule.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    /// The name of the check, as in `exceptions.txt`.
    pub(crate) check: &'static str,
    pub(crate) path: String,
    /// From 1; 0 when the file as a whole is meant.
    pub(crate) line: usize,
    pub(crate) what: String,
    /// How to mend it.
    pub(crate) mend: String,
    /// How much of an exception this uses up: lines for a size, 1 for all others.
    pub(crate) weight: usize,
}

impl Finding {
    fn new(check: &'static str, path: &str, line: usize, what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { check, path: path.to_owned(), line, what: what.into(), mend: mend.into(), weight: 1 }
    }
}

/// Every check, in the order in which their findings are read best.
const CHECKS: [fn(&Tree) -> Vec<Finding>; 11] = [
    layers::crates,
    imports::features,
    imports::templates,
    bans::check,
    literals::check,
    sizes::check,
    documents::module_docs,
    documents::named_paths,
    asvs::check,
    words::check,
    words::folders,
];

/// Checks the whole repository; the error is the report.
pub(crate) fn run() -> Result<(), String> {
    let tree = Tree::of_repository()?;
    let findings = check(&tree);
    if findings.is_empty() {
        say(&format!("{} files, all tidy", tree.files.len()));
        return Ok(());
    }
    let report: Vec<String> = findings.iter().map(told).collect();
    Err(format!("{}\n{} to mend", report.join("\n"), findings.len()))
}

/// What is left after the listed exceptions.
fn check(tree: &Tree) -> Vec<Finding> {
    let found = CHECKS.iter().flat_map(|check| check(tree)).collect();
    exceptions::apply(tree, found)
}

fn told(finding: &Finding) -> String {
    let Finding { check, path, line, what, mend, .. } = finding;
    let place = if *line == 0 { path.clone() } else { format!("{path}:{line}") };
    format!("{place}: {what} [{check}]\n    {mend}")
}

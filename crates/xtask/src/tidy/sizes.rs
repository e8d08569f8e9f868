//! A file fits a head.

use super::Finding;
use crate::tree::{File, Tree};

/// Lines of a source file.
const SOURCE: usize = 400;
/// Lines of an HTML template.
const TEMPLATE: usize = 120;

/// Files that are too long.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let found = tree.files.iter().filter_map(|file| {
        let limit = limit(file)?;
        let long = file.text.lines().count();
        (long > limit).then(|| Finding {
            weight: long,
            ..Finding::new("sizes", &file.path, 0, format!("{long} lines, at most {limit}"), "split it by subject")
        })
    });
    found.collect()
}

/// The limit of a file, if it has one: lock files, texts and data have none.
fn limit(file: &File) -> Option<usize> {
    let extension = file.path.rsplit_once('.').map_or("", |(_, e)| e);
    match extension {
        "html" if file.path.starts_with("crates/") => Some(TEMPLATE),
        "rs" | "css" | "js" | "mjs" | "html" | "sh" => Some(SOURCE),
        _ if file.path.starts_with("scripts/") => Some(SOURCE),
        _ => None,
    }
}

//! Each check on a made-up tree: what it finds, and what it leaves alone.

mod asvs;
mod documents;
mod exceptions;
mod imports;
mod source;
mod words;

use super::Finding;
use crate::tree::Tree;

/// The findings of a check, as `path:line what`.
fn found(check: fn(&Tree) -> Vec<Finding>, files: &[(&str, &str)]) -> Vec<String> {
    check(&Tree::of(files)).iter().map(|f| format!("{}:{} {}", f.path, f.line, f.what)).collect()
}

#[test]
fn the_repository_is_tidy() {
    let left = super::check(&Tree::of_repository().unwrap());
    let told: Vec<String> = left.iter().map(super::told).collect();
    assert!(left.is_empty(), "\n{}", told.join("\n"));
}

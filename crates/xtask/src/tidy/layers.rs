//! Which of our crates may use which: what Cargo enforces, as long as nobody adds the line.

use super::Finding;
use crate::tree::Tree;

/// A crate, and those of ours that it may depend on. One that is not listed may use none.
const MAY_USE: [(&str, &[&str]); 7] = [
    ("hootis-policy", &[]),
    ("hootis-space", &["hootis-policy"]),
    ("hootis-vault", &["hootis-policy"]),
    ("hootis-dolibarr", &["hootis-policy"]),
    ("hootis-media", &["hootis-policy"]),
    ("hootis", &["hootis-policy", "hootis-space", "hootis-vault", "hootis-dolibarr", "hootis-media"]),
    ("xtask", &["hootis-policy"]),
];

/// What a crate must do without, whoever wrote it.
const MUST_NOT_USE: [(&str, &[&str]); 6] = [
    ("hootis-policy", &["tokio", "axum", "rusqlite", "tokio-postgres", "tracing"]),
    ("hootis-space", &["axum", "askama"]),
    ("hootis-vault", &["axum", "askama", "rusqlite", "tokio-postgres"]),
    ("hootis-dolibarr", &["axum", "askama", "rusqlite"]),
    ("hootis-media", &["axum", "askama", "rusqlite", "hyper"]),
    ("hootis", &["rusqlite", "tokio-postgres", "deadpool-postgres", "mysql_async"]),
];

/// Dependencies that cross the layers.
pub(crate) fn crates(tree: &Tree) -> Vec<Finding> {
    let manifests = tree.files.iter().filter(|f| f.path.starts_with("crates/") && f.path.ends_with("/Cargo.toml"));
    manifests
        .flat_map(|file| {
            let name = file.crate_name().unwrap_or_default();
            dependencies(&file.text).into_iter().filter_map(move |(line, dependency, shipped)| {
                let mend = refused(name, dependency, shipped)?;
                Some(Finding::new("layers", &file.path, line, format!("{name} must not use {dependency}"), mend))
            })
        })
        .collect()
}

/// How to mend a dependency that must not be. What only tests use may be any crate that is not ours.
fn refused(name: &str, dependency: &str, shipped: bool) -> Option<String> {
    let of = |table: &[(&str, &'static [&'static str])]| table.iter().find(|(n, _)| *n == name).map(|(_, d)| *d);
    let ours = dependency == "hootis" || dependency.starts_with("hootis-") || dependency == "xtask";
    let allowed = of(&MAY_USE).unwrap_or_default();
    if ours && !allowed.contains(&dependency) {
        return Some(format!("it may use {allowed:?}: move what is shared down, or let `hootis` put the two together"));
    }
    let kept_out = of(&MUST_NOT_USE).unwrap_or_default();
    (shipped && kept_out.contains(&dependency)).then(|| "another crate exists for that: see ARCHITECTURE.md".to_owned())
}

/// The dependencies of a manifest: the line, the name, and whether what is shipped uses it.
fn dependencies(manifest: &str) -> Vec<(usize, &str, bool)> {
    let (mut inside, mut shipped) = (false, true);
    let mut found = Vec::new();
    for (number, line) in super::source::lines(manifest) {
        if let Some(table) = line.trim().strip_prefix('[') {
            let table = table.trim_end_matches(']');
            inside = table.ends_with("dependencies");
            shipped = !table.contains("dev-dependencies");
            if let Some((_, name)) = table.rsplit_once("dependencies.") {
                found.push((number, name, shipped));
            }
        } else if inside && let Some((name, _)) = line.split_once(['.', '=', ' ']) {
            found.push((number, name.trim(), shipped));
        }
    }
    found
}

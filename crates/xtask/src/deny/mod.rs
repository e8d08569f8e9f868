//! Licences, sources and banned crates, as `deny.toml` says.
//!
//! The file is written for cargo-deny, and `cargo deny check bans licenses sources` reads it too. Where that program
//! is not installed it would have to be built first, on every fresh machine, for minutes and from several hundred more
//! crates than these checks need: they want nothing but `cargo metadata`, so they are done here in a second.

mod spdx;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::process::Command;

use serde::Deserialize;

use crate::say;
use crate::tree::root;

/// The part of `deny.toml` that is understood here. An unknown key is an error: nothing is silently unchecked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rules {
    graph: Graph,
    licenses: Licenses,
    bans: Bans,
    sources: Sources,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Graph {
    /// The platforms that we build for.
    targets: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Licenses {
    allow: Vec<String>,
    #[serde(default)]
    exceptions: Vec<Exception>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Exception {
    #[serde(rename = "crate")]
    name: String,
    allow: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Bans {
    multiple_versions: String,
    deny: Vec<Ban>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
    /// The crate is welcome, once.
    #[serde(default)]
    deny_multiple_versions: bool,
    #[serde(default)]
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Sources {
    unknown_registry: String,
    unknown_git: String,
}

/// What `cargo metadata` says, as far as it matters here.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    id: String,
    license: Option<String>,
    /// `None` for a crate of this workspace.
    source: Option<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
}

/// Cargo's name for the one public registry, whatever mirror a machine reads it from.
const PUBLIC_REGISTRY: &str = concat!("registry+https://github.com/rust-lang/crates", ".io-index");

/// Checks every crate that we build with; the error is the report.
pub(crate) fn run() -> Result<(), String> {
    let text = std::fs::read_to_string(root().join("deny.toml")).map_err(|e| format!("deny.toml: {e}"))?;
    let rules: Rules = basic_toml::from_str(&text).map_err(|e| format!("deny.toml: {e}"))?;
    let metadata = metadata(&rules.graph.targets)?;
    let broken = check(&rules, &metadata);
    let twice = versions(&metadata).values().filter(|v| v.len() > 1).count();
    if broken.is_empty() {
        say(&format!("{} crates, all licences and sources known; {twice} crates in two versions", metadata.resolve.nodes.len()));
        return Ok(());
    }
    Err(format!("{}\n{} to mend (the rules are in deny.toml)", broken.join("\n"), broken.len()))
}

fn metadata(targets: &[String]) -> Result<Metadata, String> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version", "1", "--locked"]).current_dir(root());
    for target in targets {
        cargo.args(["--filter-platform", target]);
    }
    let told = cargo.output().map_err(|e| format!("cargo metadata: {e}"))?;
    if !told.status.success() {
        return Err(format!("cargo metadata: {}", String::from_utf8_lossy(&told.stderr)));
    }
    serde_json::from_slice(&told.stdout).map_err(|e| format!("cargo metadata: {e}"))
}

/// One line for each broken rule.
fn check(rules: &Rules, metadata: &Metadata) -> Vec<String> {
    let built: Vec<&Package> = metadata.packages.iter().filter(|p| metadata.resolve.nodes.iter().any(|n| n.id == p.id)).collect();
    let mut broken = Vec::new();
    for package in &built {
        broken.extend(licence(rules, package));
        broken.extend(source(rules, package));
        broken.extend(banned(rules, package));
    }
    broken.extend(twice(rules, metadata));
    broken
}

fn licence(rules: &Rules, package: &Package) -> Option<String> {
    let Package { name, version, .. } = package;
    let Some(expression) = &package.license else {
        return Some(format!("{name} {version}: says no licence"));
    };
    let excepted = rules.licenses.exceptions.iter().filter(|e| e.name == *name).flat_map(|e| &e.allow);
    let allowed: Vec<&str> = rules.licenses.allow.iter().chain(excepted).map(String::as_str).collect();
    match spdx::satisfied(expression, &allowed) {
        Some(true) => None,
        Some(false) => Some(format!("{name} {version}: its licence is not allowed: {expression}")),
        None => Some(format!("{name} {version}: its licence cannot be read: {expression}")),
    }
}

fn source(rules: &Rules, package: &Package) -> Option<String> {
    let source = package.source.as_deref()?;
    let known = match source.split('+').next() {
        Some("registry" | "sparse") => source == PUBLIC_REGISTRY || rules.sources.unknown_registry != "deny",
        _ => rules.sources.unknown_git != "deny",
    };
    (!known).then(|| format!("{} {}: comes from {source}", package.name, package.version))
}

fn banned(rules: &Rules, package: &Package) -> Option<String> {
    let ban = rules.bans.deny.iter().find(|b| b.name == package.name && !b.deny_multiple_versions)?;
    Some(format!("{} {}: banned: {}", package.name, package.version, ban.reason))
}

fn twice(rules: &Rules, metadata: &Metadata) -> Vec<String> {
    let once = |name: &str| rules.bans.multiple_versions == "deny" || rules.bans.deny.iter().any(|b| b.deny_multiple_versions && b.name == name);
    let found = versions(metadata).into_iter().filter(|(name, versions)| versions.len() > 1 && once(name));
    found.map(|(name, versions)| format!("{name}: in {} versions: {}", versions.len(), versions.join(", "))).collect()
}

fn versions(metadata: &Metadata) -> BTreeMap<&str, Vec<&str>> {
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in metadata.packages.iter().filter(|p| metadata.resolve.nodes.iter().any(|n| n.id == p.id)) {
        versions.entry(&package.name).or_default().push(&package.version);
    }
    versions
}

//! Who imports whom inside the application.
//!
//! ```text
//! main, cli, app, router → space::* → access → platform::* → web, mail, jobs, clock, error …
//! ```
//!
//! Edges from one feature to another are listed in `edges.txt`, form no cycle, and go through the other
//! feature's `mod.rs`. Nothing in `space/` ever names `platform/`.

use std::collections::{BTreeMap, BTreeSet};

use super::Finding;
use super::paths::named;
use super::source::lines;
use crate::tree::{File, Tree};

/// `from -> to  # reason`, one a line.
pub(crate) const EDGES: &str = "crates/xtask/edges.txt";

/// The folders whose sub-folders are features.
const AREAS: [&str; 2] = ["platform", "space"];
/// What puts the rest together, and may see all of it.
const TOP: [&str; 6] = ["main", "lib", "cli", "app", "router", "retention"];

/// Imports that cross the map, in Rust.
pub(crate) fn features(tree: &Tree) -> Vec<Finding> {
    let app = App::of(tree);
    let mut found = Vec::new();
    let mut used = BTreeMap::new();
    for file in tree.rust() {
        let Some(in_app) = file.in_app() else { continue };
        let from = app.node(&segments(in_app));
        for name in named(in_app, &file.text) {
            let Some(to) = from.as_ref().zip(app.node(&name.path)).map(|(_, to)| to) else { continue };
            let Some(from) = &from else { continue };
            found.extend(app.judge(file, from, &to, &name.path, name.line, &mut used));
        }
    }
    found.extend(listed_but_gone(&app, &used));
    found.extend(cycles(&app));
    // `use crate::space::parties::{Party, PartyId}` is one thing to mend.
    found.dedup_by(|a, b| (&a.path, a.line, &a.what) == (&b.path, b.line, &b.what));
    found
}

/// Templates that take from another feature's folder.
pub(crate) fn templates(tree: &Tree) -> Vec<Finding> {
    let app = App::of(tree);
    let mut found = Vec::new();
    for file in tree.files.iter().filter(|f| f.path.ends_with(".html")) {
        let Some(in_app) = file.in_app() else { continue };
        let Some(from) = app.node(&segments(in_app)) else { continue };
        for (line, text) in lines(&file.text) {
            let Some(taken) = template_of(text) else { continue };
            let Some(to) = app.node(&segments(taken)) else { continue };
            if AREAS.iter().any(|area| to.starts_with(area)) && to != from {
                found.push(Finding::new(
                    "imports",
                    &file.path,
                    line,
                    format!("a template of {from} takes {taken}"),
                    "move what is shared to web/: a feature's templates are its own",
                ));
            }
        }
    }
    found
}

/// The file named by `{% extends "…" %}`, `{% include "…" %}` or `{% import "…" as … %}`.
fn template_of(line: &str) -> Option<&str> {
    let statement = line.split_once("{%")?.1.trim_start_matches(['-', '+', '~']).trim_start();
    let is_taking = ["extends", "include", "import"].iter().any(|w| statement.starts_with(w));
    is_taking.then(|| statement.split('"').nth(1)).flatten()
}

fn segments(path: &str) -> Vec<String> {
    path.trim_end_matches(".rs").split('/').map(str::to_owned).collect()
}

/// What may be imported, at the grain of the rules.
enum Verdict {
    Yes,
    Listed,
    No(&'static str),
}

/// The application's modules and the listed edges.
struct App<'a> {
    modules: BTreeSet<&'a str>,
    edges: BTreeMap<(String, String), usize>,
}

impl<'a> App<'a> {
    fn of(tree: &'a Tree) -> Self {
        let mut modules = BTreeSet::new();
        for path in tree.rust().filter_map(File::in_app) {
            let module = path.trim_end_matches(".rs");
            modules.insert(module.strip_suffix("/mod").unwrap_or(module));
            modules.extend(module.match_indices('/').map(|(at, _)| &module[..at]));
        }
        let mut edges = BTreeMap::new();
        for (number, line) in lines(tree.text(EDGES).unwrap_or_default()) {
            let rule = line.split('#').next().unwrap_or_default();
            if let Some((from, to)) = rule.split_once("->") {
                edges.insert((from.trim().to_owned(), to.trim().to_owned()), number);
            }
        }
        Self { modules, edges }
    }

    /// The box of the map that a path is in: `web`, `access`, `space::parties` … None: the crate's root.
    fn node(&self, path: &[String]) -> Option<String> {
        let first = path.first()?;
        if AREAS.contains(&first.as_str())
            && let Some(second) = path.get(1)
            && self.modules.contains(format!("{first}/{second}").as_str())
        {
            return Some(format!("{first}::{second}"));
        }
        let known = self.modules.contains(first.as_str()) || AREAS.contains(&first.as_str());
        known.then(|| first.clone())
    }

    fn judge(&self, file: &File, from: &str, to: &str, path: &[String], line: usize, used: &mut BTreeMap<(String, String), ()>) -> Vec<Finding> {
        let mut found = Vec::new();
        if from == to || from == "testing" || file.is_test() {
            return found;
        }
        let mut report = |what: String, mend: &str| found.push(Finding::new("imports", &file.path, line, what, mend));
        match verdict(from, to) {
            Verdict::Yes => {}
            Verdict::Listed => {
                let edge = (from.to_owned(), to.to_owned());
                if !self.edges.contains_key(&edge) {
                    report(
                        format!("{from} imports {to}, which is not listed"),
                        &format!("do without, or add to {EDGES}, for a reviewer to judge: {from} -> {to}  # why"),
                    );
                }
                used.insert(edge, ());
            }
            Verdict::No(mend) => report(format!("{from} imports {to}"), mend),
        }
        if !TOP.contains(&from) && to.contains("::") && self.reaches_inside(path) {
            report(format!("{from} reaches inside {to}: {}", path.join("::")), "import what its mod.rs offers: the rest is its own business");
        }
        found
    }

    /// Whether a path names a module inside a feature, as `space::parties::queries::get` does.
    fn reaches_inside(&self, path: &[String]) -> bool {
        path.len() > 3 && self.modules.contains(path[..3].join("/").as_str())
    }
}

/// The table of who may import whom.
fn verdict(from: &str, to: &str) -> Verdict {
    let area = |node: &str| node.split("::").next().unwrap_or_default().to_owned();
    let (from_area, to_area) = (area(from), area(to));
    if to_area == "testing" {
        return Verdict::No("what is shipped knows no test: move the shared part out of testing/");
    }
    if TOP.contains(&from) || (from_area == to_area && !from.contains("::")) {
        return Verdict::Yes;
    }
    match (from_area.as_str(), to_area.as_str()) {
        (_, "main" | "lib" | "cli" | "router") => Verdict::No("the top puts features together: nothing imports it"),
        ("space", "platform") => Verdict::No("a space never knows the platform: take what you need from `access`, or let a job carry it"),
        ("access", "space") => Verdict::No("access opens doors, it knows no room: let the feature take what it opens"),
        // What all features of an area share stands in its mod.rs.
        ("access" | "platform", "platform") | ("space", "space") if !to.contains("::") => Verdict::Yes,
        ("space" | "platform" | "access", "space" | "platform") => Verdict::Listed,
        ("platform", "migrations") if from == "platform::spaces" => Verdict::Yes,
        ("migrations", "platform" | "space") | (_, "migrations") => Verdict::Listed,
        ("space" | "platform" | "access", _) => Verdict::Yes,
        (_, "access") => Verdict::No("the lower modules know nobody who is signed in: pass what is needed"),
        (_, "platform" | "space") => Verdict::No("the lower modules know no feature: let the feature call them"),
        (_, "app") => Verdict::Listed,
        _ => Verdict::Yes,
    }
}

/// The list may only shrink: an edge that nobody uses goes.
fn listed_but_gone(app: &App<'_>, used: &BTreeMap<(String, String), ()>) -> Vec<Finding> {
    let gone = app.edges.iter().filter(|(edge, _)| !used.contains_key(*edge));
    gone.map(|((from, to), line)| Finding::new("imports", EDGES, *line, format!("{from} no longer imports {to}"), "remove the line")).collect()
}

/// Features that need each other are one feature.
fn cycles(app: &App<'_>) -> Vec<Finding> {
    let mut left: BTreeSet<&(String, String)> = app.edges.keys().collect();
    // What is imported by nobody, or imports nobody, is in no cycle: peel until nothing gives.
    loop {
        let before = left.len();
        let from: BTreeSet<&str> = left.iter().map(|(f, _)| f.as_str()).collect();
        left.retain(|(_, to)| from.contains(to.as_str()));
        let to: BTreeSet<&str> = left.iter().map(|(_, t)| t.as_str()).collect();
        left.retain(|(f, _)| to.contains(f.as_str()));
        if left.len() == before {
            break;
        }
    }
    let cycle = left.into_iter().map(|edge| (edge, app.edges[edge]));
    cycle
        .map(|((from, to), line)| {
            Finding::new(
                "imports",
                EDGES,
                line,
                format!("{from} -> {to} is part of a cycle"),
                "turn one of the edges around: pass a value or a closure, or move the shared part to a third feature",
            )
        })
        .collect()
}

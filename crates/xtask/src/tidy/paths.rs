//! The paths inside the application crate that a source file names.

use super::source::mask;

/// A path from the crate root, as `["space", "parties", "PartyId"]`.
#[derive(Debug, PartialEq)]
pub(crate) struct Named {
    /// From 1.
    pub(crate) line: usize,
    pub(crate) path: Vec<String>,
}

/// Every path that starts with `crate::`, `super::` or `self::`, with the groups of `use` spread out.
///
/// `in_app` is the file's path inside `src/`, from which `super` is resolved.
pub(crate) fn named(in_app: &str, text: &str) -> Vec<Named> {
    let code = mask(text).code;
    let own = module_of(in_app);
    let mut found = Vec::new();
    for start in ["crate", "super", "self"] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back();
            // `$crate::` is another crate's macro; `::super` was read with the path it is in.
            if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '$')) {
                continue;
            }
            let line = 1 + code[..at].matches('\n').count();
            let mut reader = Reader { rest: &code[at..], line, own: &own, found: &mut found };
            reader.tree(Vec::new());
        }
    }
    found.sort_by_key(|n| n.line);
    found
}

/// The module that a file is: `space/parties/pages.rs` is `space::parties::pages`.
fn module_of(in_app: &str) -> Vec<String> {
    let path = in_app.trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    if matches!(path, "main" | "lib" | "mod") {
        return Vec::new();
    }
    path.split('/').map(str::to_owned).collect()
}

struct Reader<'a> {
    rest: &'a str,
    line: usize,
    own: &'a [String],
    found: &'a mut Vec<Named>,
}

impl Reader<'_> {
    /// Reads one path, and what its last `{…}` holds.
    fn tree(&mut self, mut path: Vec<String>) {
        loop {
            self.space();
            if self.take('{') {
                return self.group(&path);
            }
            if self.take('*') {
                path.push("*".into());
                break;
            }
            let Some(name) = self.name() else { break };
            path.push(name);
            self.space();
            if !self.rest.starts_with("::") {
                break;
            }
            self.rest = &self.rest[2..];
        }
        if let Some(path) = self.resolve(&path) {
            self.found.push(Named { line: self.line, path });
        }
    }

    fn group(&mut self, prefix: &[String]) {
        loop {
            self.space();
            if self.rest.is_empty() || self.take('}') {
                return;
            }
            let before = self.rest.len();
            self.tree(prefix.to_vec());
            // `as Name`, and the comma.
            self.space();
            if let Some(renamed) = self.rest.strip_prefix("as ") {
                self.rest = renamed;
                self.space();
                self.name();
                self.space();
            }
            let comma = self.take(',');
            if !comma && self.rest.len() == before {
                return;
            }
        }
    }

    /// From the crate root; `None` for a lone `self` or `super`, and for what is not a path.
    fn resolve(&self, path: &[String]) -> Option<Vec<String>> {
        let (first, mut rest) = path.split_first()?;
        if rest.is_empty() {
            return None;
        }
        let mut at: Vec<String> = match first.as_str() {
            "crate" => Vec::new(),
            "self" => self.own.to_vec(),
            "super" => self.own.split_last()?.1.to_vec(),
            _ => return None,
        };
        while rest.first().is_some_and(|s| s == "super") {
            at.pop();
            rest = &rest[1..];
        }
        // `crate::space::{self}` names the module itself.
        at.extend(rest.iter().filter(|s| *s != "self").cloned());
        Some(at)
    }

    fn name(&mut self) -> Option<String> {
        let part = |c: char| c.is_alphanumeric() || c == '_';
        let end = self.rest.find(|c| !part(c)).unwrap_or(self.rest.len());
        let name = (end > 0).then(|| self.rest[..end].to_owned())?;
        self.rest = &self.rest[end..];
        Some(name)
    }

    fn take(&mut self, wanted: char) -> bool {
        let there = self.rest.starts_with(wanted);
        if there {
            self.rest = &self.rest[wanted.len_utf8()..];
        }
        there
    }

    fn space(&mut self) {
        let trimmed = self.rest.trim_start();
        self.line += self.rest[..self.rest.len() - trimmed.len()].matches('\n').count();
        self.rest = trimmed;
    }
}

//! The files of the repository, as the checks see them: real ones, or made up in a test.

use std::path::PathBuf;
use std::process::Command;

/// One text file.
pub(crate) struct File {
    /// From the root of the repository, with `/`.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl File {
    /// Whether this is Rust source.
    pub(crate) fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// Whether only tests are compiled from this file.
    pub(crate) fn is_test(&self) -> bool {
        self.path.ends_with("/tests.rs") || self.path.contains("/tests/") || self.path.contains("/src/testing/")
    }

    /// The crate that the file belongs to, if any.
    pub(crate) fn crate_name(&self) -> Option<&str> {
        self.path.strip_prefix("crates/")?.split('/').next()
    }

    /// The path inside `crates/hootis/src/`, for a file of the application.
    pub(crate) fn in_app(&self) -> Option<&str> {
        self.path.strip_prefix("crates/hootis/src/")
    }
}

/// Every text file of the repository, sorted by path.
pub(crate) struct Tree {
    pub(crate) files: Vec<File>,
}

impl Tree {
    /// The files that git knows or would add. Binary files are left out.
    pub(crate) fn of_repository() -> Result<Self, String> {
        let root = root();
        let listed = Command::new("git")
            .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .current_dir(&root)
            .output()
            .map_err(|e| format!("git cannot be asked for the files: {e}"))?;
        if !listed.status.success() {
            return Err(format!("git cannot list the files: {}", String::from_utf8_lossy(&listed.stderr)));
        }
        let mut paths: Vec<String> =
            listed.stdout.split(|b| *b == 0).filter(|p| !p.is_empty()).map(|p| String::from_utf8_lossy(p).into_owned()).collect();
        paths.sort();
        paths.dedup();
        let read = |path: String| {
            // A file that was removed but is still in the index, or a binary one, has no text.
            let text = String::from_utf8(std::fs::read(root.join(&path)).ok()?).ok()?;
            (!text.contains('\0')).then_some(File { path, text })
        };
        Ok(Self { files: paths.into_iter().filter_map(read).collect() })
    }

    /// A made-up tree.
    #[cfg(test)]
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let mut files: Vec<File> = files.iter().map(|(path, text)| File { path: (*path).into(), text: (*text).into() }).collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { files }
    }

    /// The text of one file, if it is there.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        let at = self.files.binary_search_by(|f| f.path.as_str().cmp(path)).ok()?;
        Some(&self.files[at].text)
    }

    /// Whether a file or a folder of this path exists.
    pub(crate) fn has(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        self.files.iter().any(|f| f.path.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
    }

    /// The Rust sources of all crates.
    pub(crate) fn rust(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|f| f.is_rust() && f.path.starts_with("crates/"))
    }
}

/// The root of the repository that this program was built from.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

//! Why something stayed sealed. Never holds what a key file or a sealed text contains.

use std::path::PathBuf;

use crate::KeyId;

/// Why the vault did not do as asked.
#[derive(thiserror::Error, Debug)]
pub enum VaultError {
    /// The key file could not be read or written.
    #[error("key file {}: {source}", path.display())]
    Io { path: PathBuf, source: std::io::Error },
    /// There is a key file already; writing over it would lose every space.
    #[error("key file {} exists already and is left as it is", path.display())]
    Exists { path: PathBuf },
    /// Others than its owner may read or write the key file.
    #[error("key file {} may be reached by other users (mode {mode:03o}): run chmod 600 on it", path.display())]
    Exposed { path: PathBuf, mode: u32 },
    /// A line of the key file is not what it should be.
    #[error("key file {}, line {line}: {what}", path.display())]
    Malformed { path: PathBuf, line: usize, what: &'static str },
    /// The key file is not the one that was loaded: somebody else rotates at the same time.
    #[error("key file {} was changed by somebody else since it was read", path.display())]
    Changed { path: PathBuf },
    /// The key was wrapped by a master key that the key file does not hold.
    #[error("this needs master key {wanted}; the key file holds {}", ids(have))]
    UnknownMasterKey { wanted: KeyId, have: Vec<KeyId> },
    /// Altered, truncated, sealed for something else, or by another key.
    #[error("the sealed bytes were altered, or belong to something else")]
    Tampered,
    /// Sealed by a newer Hootis, or not sealed at all.
    #[error("version {0} of sealed bytes is unknown here")]
    UnknownVersion(u8),
    /// The stream below a sealed file failed.
    #[error("sealed file: {0}")]
    Stream(#[from] std::io::Error),
}

fn ids(ids: &[KeyId]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

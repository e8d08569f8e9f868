//! What keeps copies of something, and for how long.

use crate::span::Span;

/// Something that keeps copies for a while.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Archive {
    /// Unique.
    pub name: &'static str,
    /// How long a copy is kept.
    pub keep: Span,
}

/// What keeps copies. Nothing does yet: whoever makes backups declares them here, under [`super::ARCHIVE`].
pub const ARCHIVES: &[&Archive] = &[];

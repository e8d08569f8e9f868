//! The keys of a space while its key is being changed, and at all other times.

use crate::{FileKey, Purpose, Sealer, SpaceKey, SubKey};

/// The key that a space is sealed with and, while that is being changed, the one before: it opens, and seals nothing more.
#[derive(Debug)]
pub struct SpaceKeys {
    current: SpaceKey,
    previous: Option<SpaceKey>,
}

impl SpaceKeys {
    /// The key of a space, and the one before as long as anything may be under it.
    #[must_use]
    pub fn new(current: SpaceKey, previous: Option<SpaceKey>) -> Self {
        Self { current, previous }
    }

    /// The one that is used for everything new.
    #[must_use]
    pub fn current(&self) -> &SpaceKey {
        &self.current
    }

    /// The raw keys that the space's SQLCipher file may be under, the likeliest first.
    #[must_use]
    pub fn databases(&self) -> Vec<SubKey> {
        [Some(&self.current), self.previous.as_ref()].into_iter().flatten().map(SpaceKey::database).collect()
    }

    /// Seals small secrets, and opens those of both keys.
    #[must_use]
    pub fn secrets(&self) -> Sealer {
        Sealer::new(&self.current.sub(Purpose::Secrets), self.previous.as_ref().map(|key| key.sub(Purpose::Secrets)).as_ref())
    }

    /// Seals files, and opens those of both keys.
    #[must_use]
    pub fn files(&self) -> FileKey {
        FileKey::new(&self.current.sub(Purpose::Files), self.previous.as_ref().map(|key| key.sub(Purpose::Files)).as_ref())
    }
}

//! The keys that databases are encrypted with, and who is asked for them.

use std::sync::Arc;

use futures::future::BoxFuture;
use secrecy::{ExposeSecret, SecretBox};
use uuid::Uuid;

use crate::DbError;

/// The raw 256-bit key of a SQLCipher file. No derivation happens at open.
pub struct DbKey(SecretBox<[u8; 32]>);

impl Clone for DbKey {
    fn clone(&self) -> Self {
        Self::new(self.0.expose_secret())
    }
}

impl DbKey {
    /// Copies the key's 32 bytes. They are in this one place until it goes, and written over then.
    #[must_use]
    pub fn new(key: &[u8; 32]) -> Self {
        Self(SecretBox::init_with_mut(|bytes: &mut [u8; 32]| bytes.copy_from_slice(key)))
    }

    /// Whether both are the same key.
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.0.expose_secret() == other.0.expose_secret()
    }

    /// `name`: `key` to open a file, `rekey` to change its key.
    pub(crate) fn pragma(&self, name: &str) -> zeroize::Zeroizing<String> {
        use std::fmt::Write as _;
        let mut text = zeroize::Zeroizing::new(String::with_capacity(96));
        text.push_str("PRAGMA ");
        text.push_str(name);
        text.push_str(" = \"x'");
        for byte in self.0.expose_secret() {
            let _infallible = write!(text, "{byte:02x}");
        }
        text.push_str("'\"");
        text
    }
}

/// Who has the keys of the spaces. Asked when one is opened, and again when its file has another key than it had.
pub trait Keys: Send + Sync + 'static {
    /// The keys that the file of a space may be under, the likeliest first: one, or two while it is being changed.
    fn of(&self, space: Uuid) -> BoxFuture<'static, Result<Vec<DbKey>, DbError>>;
}

/// Gives the keys that a file may be under, the likeliest first: one, or two while it is being changed.
pub(crate) type AskKeys = Arc<dyn Fn() -> BoxFuture<'static, Result<Vec<DbKey>, DbError>> + Send + Sync>;

/// For a file whose key never changes.
pub(crate) fn only(key: DbKey) -> AskKeys {
    Arc::new(move || {
        let key = key.clone();
        Box::pin(async { Ok(vec![key]) })
    })
}

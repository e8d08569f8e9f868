//! A mailing: its file, and sending it.

mod file;
mod queries;
mod send;

use uuid::Uuid;

pub use file::Campaign;
pub use send::{Report, send};

use crate::web::i18n::Lang;

/// Somebody who wants news.
pub(super) struct Reader {
    pub account: Uuid,
    pub email: String,
    pub name: String,
    pub lang: Lang,
    pub granted_at: i64,
}

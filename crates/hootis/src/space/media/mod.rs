//! Photos, videos and documents: sent in pieces, sealed as they come, kept once however often they are sent, shown to those
//! alone who may see them.
//!
//! A file may go with a message or an internal note (`attach`): it is its sender's alone until that is sent, and from then on seen by
//! whoever sees the one it goes with. Or it is shown in Station Clients (`station`) because a member said so.
//!
//! A **blob** is a content; a **media** is a content with a name, words and a customer, which people see; an **upload** is
//! a content on its way. Nothing of a content is ever on the disk in clear: an upload is sealed block by block, and what is acknowledged
//! is on the disk.
//!
//! When all of an upload is there it is *kept*: looked at, a photo rewritten and made smaller in a process of its own, hashed, and
//! written down in one transaction. Files are linked before it and removed after it, so that a crash leaves files too many,
//! never too few; those go at the next sweep.
//!
//! Also touched by this feature: `migrations/space/0015…`, `0020…`, `hootis_policy::data`, `router/mod.rs`, `retention::own`.

mod attach;
mod bring;
mod form;
mod intake;
mod keep;
pub mod pages;
mod queries;
mod range;
pub mod retention;
mod row;
mod sender;
pub mod serve;
pub mod station;
mod store;
#[cfg(test)]
mod tests;
pub mod tus;
pub mod upload;

pub use attach::{Written, read as attach_form};
pub use bring::{About, Bringer, Brought, Kept, Taken};
pub use queries::attached::{Unsent, With, attach, erase, get_of_message, index_with, list_unsent, list_with, names_with, trash_with};
pub use queries::brought::{Origin, find_attached, find_brought, forget_brought, list_attached, move_brought};
pub use queries::read::{latest_of, list_found, list_names};
pub use row::{Media, PartyRef};
pub use sender::{Door, Sender};
pub use serve::Asked;
pub use store::View;
pub use upload::{named, refusal_text};

/// What changes of files are called in the journal.
pub const KIND: &str = "media";

/// Most bytes of a form of files.
#[must_use]
pub fn form_limit() -> usize {
    usize::try_from(hootis_policy::limits::MEDIA_FORM_BYTES).unwrap_or(usize::MAX)
}

/// Most bytes of one piece: a whole file may come in one.
#[must_use]
pub fn piece_limit() -> usize {
    usize::try_from(hootis_policy::limits::MEDIA_BYTES).unwrap_or(usize::MAX)
}

/// Removes the sealed files of contents that are no more: after the transaction that took their rows. What a crash leaves goes at the
/// next sweep.
///
/// # Errors
/// When the folder refuses.
pub async fn remove_contents(desk: &crate::access::desk::Desk, contents: Vec<uuid::Uuid>) -> crate::error::Result<()> {
    if contents.is_empty() {
        return Ok(());
    }
    let folder = desk.folder().await?;
    Ok(tokio::task::spawn_blocking(move || store::remove_blobs(&folder, &contents)).await??)
}

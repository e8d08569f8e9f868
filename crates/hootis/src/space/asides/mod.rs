//! Asides: the internal notes of a conversation, what colleagues say to each other beside it.
//!
//! They have a table of their own, and only `space::inbox`, the pages of the back office, may import this feature
//! (`crates/xtask/edges.txt`): the side of contacts cannot name them, so it has nothing to leave out.

mod calls;
mod queries;

pub use calls::{Call, calls_in};
pub use queries::{
    Aside, Written, attach, count_unread, delete, delete_of, edit, get, is_written, list_changed, list_files, list_found, list_found_in, page, write,
};

/// The word for notes in the search index.
pub const KIND: &str = "aside";

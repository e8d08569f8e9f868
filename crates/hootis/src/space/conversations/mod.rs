//! Conversations: what members and contacts write to each other.
//!
//! A conversation is with one contact or several, mostly of one party. Everything said in a space stands in one order, its
//! *position* (`clock`): people have read up to a position, pages begin at one, streams tell what changed after one.
//!
//! This is the part that contacts see. What colleagues say beside it is `space::asides`, which nothing in here can name; the
//! pages of the back office, which show both, are `space::inbox`.

mod clock;
mod message;
pub mod notices;
mod people;
mod queries;
pub mod station;
#[cfg(test)]
mod tests;
pub mod text;
mod write;

pub use clock::position;
pub(in crate::space) use clock::tick;
pub(in crate::space) use message::at_edge;
pub use message::{Edge, Message, Page, find_message, get_message, list_changed, list_files, list_found, list_found_in, page};
pub use people::{Draft, Person, Reader, keep_draft, list_people, mark_read, mute, name_of, put_people, reader_of, unread_of};
pub use queries::{
    Conversation, delete_of_contact, find, get, list_alone, list_contact_names, open_to, set_assigned, set_done, set_subject, touch_inside,
};
pub use write::{Author, NewMessage, attach, delete, edit, insert, touch, write};

/// The word for conversations in changes.
pub const KIND: &str = "conversation";
/// The word for messages in the search index.
pub const MESSAGE: &str = "message";

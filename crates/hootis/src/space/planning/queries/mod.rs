//! Reads of what is planned, done and asked, along indexes; and what goes with people.

mod forget;
mod list;
mod one;

pub use forget::{forget_of_contact, forget_of_party};
pub(super) use list::{COUNTED, Cursor, Filter, Lines, State, page, party_name};
pub(super) use one::{EventMore, Message, ProjectMore, Task, TicketMore, attendees, event, lines_of_project, messages, project, tasks, ticket};
pub use one::{Made, made_of};

//! Conversations as contacts see them, in Station Clients: their own and, where their reach says everything, those of their company's
//! other contacts. Whoever writes in one of those is in it from then on.

mod change;
mod files;
mod list;
mod new;
mod queries;
mod show;
mod state;
mod stream;
#[cfg(test)]
mod tests;
mod write;

pub use change::{delete, edit, update};
pub use files::{show as file, view};
pub use list::list;
pub use new::{create as begin, new};
pub use queries::{Line, latest};
pub use show::{show, suite};
pub use state::{close, draft, notices};
pub use stream::stream;
pub use write::create;

use uuid::Uuid;

use super::{Author, Conversation, Reader};
use crate::access::Portal;
use crate::error::Result;

/// The conversation of a request, or 404 for who may not see it.
async fn conversation<R>(portal: &Portal<R>, id: Uuid) -> Result<Conversation> {
    queries::get(&portal.space, &portal.scope, id).await
}

/// The contact who asks, as somebody who writes.
fn author<R>(portal: &Portal<R>) -> Author {
    Author { who: Reader::Contact(portal.contact.id), name: portal.contact.name.clone() }
}

fn back(id: Uuid, done: &str) -> axum::response::Response {
    use axum::response::IntoResponse as _;
    let query = if done.is_empty() { String::new() } else { format!("?fait={done}") };
    axum::response::Redirect::to(&format!("/messages/{id}{query}#fin")).into_response()
}

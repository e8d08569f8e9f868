//! The pages of the conversations in the back office.

pub mod change;
pub mod list;
pub mod new;
pub mod settings;
pub mod show;
pub mod state;
pub mod stream;
pub mod write;

use uuid::Uuid;

use super::queries;
use crate::access::BackOffice;
use crate::error::Result;
use crate::space::Eyes;
use crate::space::conversations::{Author, Conversation, Reader};

/// The conversation of a request, or 404 for who may not see it.
async fn conversation<R>(office: &BackOffice<R>, id: Uuid) -> Result<Conversation> {
    queries::get(&office.space, Eyes::from(&office.member), id).await
}

/// The member who asks, as somebody who writes.
fn author<R>(office: &BackOffice<R>) -> Author {
    Author { who: Reader::Member(office.member.id), name: office.member.name.clone() }
}

/// The page of a conversation, at its end.
fn address(id: Uuid) -> String {
    format!("/admin/messages/{id}#fin")
}

//! Shutting a contact out for a while.

use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::journal::Act as Noted;
use hootis_policy::limits;
use uuid::Uuid;

use super::access::{Change, came_in};
use super::row::AccessState;
use super::{letter, queries};
use crate::access::credentials::{LinkKind, Side, make_link};
use crate::access::{BackOffice, factors, may};
use crate::error::Result;
use crate::space::changes;
use crate::web::form::{Form, Nothing};

/// Shuts them out at once: sessions end, links and codes are dead. Nothing of theirs is lost.
pub async fn create(office: BackOffice<may::ContactsWrite>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    let change = Change::begin(&office, id).await?;
    let before = change.access_in(&[AccessState::Invited, AccessState::Active])?.state;
    queries::update_state(&change.tx, office.now, id, AccessState::Suspended).await?;
    let fields = changes::differences([("state", Some(before.as_str()), Some(AccessState::Suspended.as_str()))]);
    change.done("deactivated", &fields).await?;
    office.note(Noted::AccessRemoved, id, Some("contact")).await;
    Ok(Redirect::to(&format!("/admin/contacts/{id}/acces?fait=suspension")).into_response())
}

/// Lets them in again: as they came in before, or with a new invitation when they never had.
pub async fn delete(office: BackOffice<may::ContactsWrite>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    let change = Change::begin(&office, id).await?;
    let access = change.access_in(&[AccessState::Suspended])?.clone();
    let came_in = came_in(&access, factors::is_on(&change.tx, id).await?);
    let state = if came_in { AccessState::Active } else { AccessState::Invited };
    queries::update_state(&change.tx, office.now, id, state).await?;
    let token = if came_in {
        None
    } else {
        office.desk().count(&limits::INVITATION_SPACE, "").await?;
        queries::update_invited(&change.tx, office.now, id).await?;
        Some(make_link(&change.tx, office.now, Side::Contact, id, LinkKind::Invitation).await?)
    };
    let name = change.contact.words.name();
    let fields = changes::differences([("state", Some(access.state.as_str()), Some(state.as_str()))]);
    change.done("reactivated", &fields).await?;
    office.note(Noted::AccessRestored, id, Some("contact")).await;
    if let Some(token) = token {
        letter::invitation(&office, &name, &access, &token).await?;
    }
    Ok(Redirect::to(&format!("/admin/contacts/{id}/acces?fait=reprise")).into_response())
}

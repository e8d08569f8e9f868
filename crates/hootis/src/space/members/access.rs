//! Whether somebody may still come in.

use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::journal::Act as Noted;
use hootis_policy::limits;
use uuid::Uuid;

use super::member::MemberState;
use super::team::{Act, changed};
use super::{letter, queries};
use crate::access::credentials::{LinkKind, Side, make_link};
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::web::form::{Form, Nothing};

/// Shuts somebody out at once: their sessions end, their links and the keys of programs that they made are dead. Nothing of
/// theirs is lost.
pub async fn delete(office: BackOffice<may::MembersWrite>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    let act = Act::begin(&office).await?;
    let member = act.on(id).await?;
    if member.state != MemberState::Active {
        return Err(Error::Conflict("members-not-active"));
    }
    if act.is_me(id) {
        return Err(Error::Conflict("members-not-oneself"));
    }
    act.keeps_an_owner(&member).await?;
    queries::update_state(&act.tx, act.now, id, MemberState::Deactivated).await?;
    act.revoke_keys(&office, id).await?;
    act.done(id, "deactivated", &changed("state", Some(member.state.as_str()), Some(MemberState::Deactivated.as_str()))).await?;
    office.note(Noted::AccessRemoved, id, None).await;
    Ok(Redirect::to(&format!("/admin/equipe/{id}?fait=desactivation")).into_response())
}

/// Lets somebody in again: with the password they had, or with a new invitation when they had none.
pub async fn create(office: BackOffice<may::MembersWrite>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    office.desk().count(&limits::INVITATION_SPACE, "").await?;
    let act = Act::begin(&office).await?;
    let member = act.on(id).await?;
    if member.state != MemberState::Deactivated {
        return Err(Error::Conflict("members-not-deactivated"));
    }
    if !act.has_room().await? {
        return Err(Error::Conflict("members-no-room"));
    }
    let comes_in = member.has_account || member.has_password;
    let state = if comes_in { MemberState::Active } else { MemberState::Invited };
    queries::update_state(&act.tx, act.now, id, state).await?;
    let token = if comes_in { None } else { Some(make_link(&act.tx, act.now, Side::Member, id, LinkKind::Invitation).await?) };
    act.done(id, "reactivated", &changed("state", Some(member.state.as_str()), Some(state.as_str()))).await?;
    office.note(Noted::AccessRestored, id, None).await;
    if let Some(token) = token {
        letter::post(&office, &member, &token).await?;
    }
    Ok(Redirect::to(&format!("/admin/equipe/{id}?fait=reactivation")).into_response())
}

//! What somebody may do.

use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::journal::Act as Noted;
use hootis_policy::permissions::{self, Right, Role};
use serde::Deserialize;
use uuid::Uuid;

use super::queries;
use super::team::{Act, changed};
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::web::form::Form;

/// What a browser sends.
#[derive(Deserialize)]
pub struct RoleForm {
    #[serde(default)]
    role: String,
}

/// Gives somebody another role. It holds from their next click on.
pub async fn update(office: BackOffice<may::MembersWrite>, Path(id): Path<Uuid>, Form(form): Form<RoleForm>) -> Result<Response> {
    let act = Act::begin(&office).await?;
    let member = act.on(id).await?;
    let role = Role::parse(&form.role).ok_or_else(|| Error::Bad("no role is called that".into()))?;
    act.may_give(role)?;
    if !member.counts() {
        return Err(Error::Conflict("members-no-role"));
    }
    if role != member.role {
        act.keeps_an_owner(&member).await?;
        queries::update_role(&act.tx, act.now, id, role).await?;
        if !permissions::may(role, Right::SettingsWrite) {
            act.revoke_keys(&office, id).await?;
        }
        act.done(id, "role", &changed("role", Some(member.role.as_str()), Some(role.as_str()))).await?;
        office.note(Noted::RoleChanged, id, Some(role.as_str())).await;
    }
    Ok(Redirect::to(&format!("/admin/equipe/{id}?fait=role")).into_response())
}

//! Putting a contact away, and taking it out again.

use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use uuid::Uuid;

use super::contact::Eyes;
use super::queries;
use crate::access::{BackOffice, may};
use crate::error::Result;
use crate::space::changes::{self, Actor};
use crate::web::form::{Form, Nothing};

/// Puts a contact away.
pub async fn create(office: BackOffice<may::ContactsWrite>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    set(&office, id, true).await?;
    Ok(Redirect::to(&format!("/admin/contacts/{id}?fait=archive")).into_response())
}

/// Takes it out again.
pub async fn delete(office: BackOffice<may::ContactsWrite>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    set(&office, id, false).await?;
    Ok(Redirect::to(&format!("/admin/contacts/{id}?fait=sorti")).into_response())
}

async fn set(office: &BackOffice<may::ContactsWrite>, id: Uuid, archived: bool) -> Result<()> {
    let tx = office.space.begin().await?;
    queries::get(&tx, id, Eyes::from(&office.member)).await?;
    if queries::update_archived(&tx, office.now, id, archived).await? {
        if archived {
            queries::end_sessions(&tx, id).await?;
        }
        let action = if archived { "archived" } else { "restored" };
        changes::record(&tx, office.now, &Actor::from(office), super::KIND, id, action, &[]).await?;
    }
    Ok(tx.commit().await?)
}

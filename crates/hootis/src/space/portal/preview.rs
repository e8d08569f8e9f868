//! A member looks at Station Clients as a contact does: for a quarter of an hour, without touching anything.

use axum::extract::{Path, Query};
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::journal::Act as Noted;
use serde::Deserialize;
use uuid::Uuid;

use super::access::Change;
use crate::access::credentials::{LinkKind, Side, make_link, name_viewer, use_preview};
use crate::access::portal::{Look, PortalGate, start_preview};
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::web::form::{Form, Nothing};
use crate::web::reply::no_referrer;

/// Leads a member there, with a code of one use: no session of the back office opens Station Clients. It is in the journal
/// of the space that they looked.
pub async fn create(office: BackOffice<may::ContactsRead>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    let change = Change::begin(&office, id).await?;
    change.access()?;
    if !Look::get(&change.tx).await?.is_open {
        return Err(Error::Conflict("portal-closed"));
    }
    let token = make_link(&change.tx, office.now, Side::Contact, id, LinkKind::Preview).await?;
    name_viewer(&change.tx, &token, office.member.id).await?;
    change.done("viewed", &[]).await?;
    office.note(Noted::ContactViewed, id, None).await;
    Ok(no_referrer(Redirect::to(&format!("/apercu?code={token}")).into_response()))
}

/// The code.
#[derive(Deserialize)]
pub struct Entry {
    #[serde(default)]
    code: String,
}

/// Exchanges the code for a look. One that is used or too old leads to the sign-in page.
pub async fn show(gate: PortalGate, Query(entry): Query<Entry>) -> Result<Response> {
    let to = match use_preview(&gate.space, gate.now, &entry.code).await? {
        Some((contact, member)) => {
            start_preview(&gate, contact, member).await?;
            "/"
        }
        None => "/connexion",
    };
    Ok(no_referrer(Redirect::to(to).into_response()))
}

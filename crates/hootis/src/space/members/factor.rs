//! A member's second factor, taken away by whoever manages the team: the telephone is lost, the person is known.

use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::journal::Act as Noted;
use uuid::Uuid;

use super::team::Act;
use super::{letter, queries};
use crate::access::{BackOffice, factors, may};
use crate::error::{Error, Result};
use crate::web::form::{Form, Nothing};

/// Takes it away: sessions end, and the person is written to. The password stays, and is asked for as ever.
pub async fn delete(office: BackOffice<may::MembersWrite>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    let act = Act::begin(&office).await?;
    let member = act.on(id).await?;
    // One's own is turned off with the password and a code.
    if act.is_me(id) {
        return Err(Error::Conflict("members-not-oneself"));
    }
    if !factors::is_on(&act.tx, id).await? {
        return Err(Error::Conflict("members-no-factor"));
    }
    factors::delete_all(&act.tx, id).await?;
    queries::end_sessions(&act.tx, id).await?;
    act.done(id, "factor_reset", &[]).await?;
    office.note(Noted::SecondFactorReset, id, None).await;
    letter::factor_reset(&office, &member).await?;
    Ok(Redirect::to(&format!("/admin/equipe/{id}?fait=second-facteur")).into_response())
}

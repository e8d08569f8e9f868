//! Whether members must have a second factor: only an owner says so.

use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

use super::queries;
use super::trends::Instruction;
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::space::changes::{self, Actor};
use crate::web::form::Form;

/// What a browser sends.
#[derive(Deserialize)]
pub struct FactorForm {
    #[serde(default)]
    exigee: String,
    /// What is open without one ends now.
    #[serde(default)]
    fermer: String,
}

/// It must be there from the next sign-in on, or need not. Sessions that began without one end at once where the owner says
/// so; their own goes on.
pub async fn update(office: BackOffice<may::OwnersWrite>, Form(form): Form<FactorForm>) -> Result<Response> {
    let wanted = form.exigee == "oui";
    let was = queries::find_factor(&office.space).await?.is_some();
    if wanted != was {
        let tx = office.space.begin().await?;
        if wanted {
            let said = serde_json::to_string(&Instruction::by(&office)).map_err(Error::internal)?;
            queries::insert_factor(&tx, office.now, &said).await?;
            if form.fermer == "oui" {
                queries::end_weak_sessions(&tx, &office.member.token_hash).await?;
            }
        } else {
            queries::delete_factor(&tx).await?;
        }
        let word = |on: bool| Some(if on { "oui" } else { "non" });
        let fields = changes::differences([("second_factor", word(was), word(wanted))]);
        changes::record(&tx, office.now, &Actor::from(&office), super::KIND, office.space.id(), "updated", &fields).await?;
        tx.commit().await?;
    }
    Ok(Redirect::to("/admin/reglages?fait=double-authentification").into_response())
}

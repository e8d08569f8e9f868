//! Since when somebody works here: written by who manages the team, and read by them and by the person.

use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;
use uuid::Uuid;

use super::team::{Act, changed};
use super::{pages, queries};
use crate::access::{BackOffice, may};
use crate::error::Result;
use crate::web::form::Form;
use crate::web::page::FieldErrors;
use crate::web::reply::unprocessable;
use crate::web::values::day;

/// What a browser sends.
#[derive(Deserialize)]
pub struct HireForm {
    #[serde(default)]
    embauche: String,
}

/// Writes the day, or none.
pub async fn update(office: BackOffice<may::MembersWrite>, Path(id): Path<Uuid>, Form(form): Form<HireForm>) -> Result<Response> {
    let typed = form.embauche.trim();
    let hired = day(typed);
    if hired.is_none() && !typed.is_empty() {
        let mut again = pages::card(&office, id).await?;
        again.errors = FieldErrors::one("embauche", office.lang().t("members-hired-wrong"));
        typed.clone_into(&mut again.hired);
        return unprocessable(&again);
    }
    let act = Act::begin(&office).await?;
    let member = act.on(id).await?;
    if hired != member.hired_on {
        queries::update_hired(&act.tx, act.now, id, hired.as_deref()).await?;
        act.done(id, "updated", &changed("hired_on", member.hired_on.as_deref(), hired.as_deref())).await?;
    }
    Ok(Redirect::to(&format!("/admin/equipe/{id}?fait=embauche")).into_response())
}

//! Labels on a contact.

use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::limits;
use serde::Deserialize;
use uuid::Uuid;

use super::contact::Eyes;
use super::queries;
use crate::access::{BackOffice, may};
use crate::error::Result;
use crate::space::changes::{self, Actor, differences};
use crate::web::form::{Form, Nothing};
use crate::web::person::line;

/// What a browser sends.
#[derive(Deserialize)]
pub struct TagForm {
    #[serde(default)]
    tag: String,
}

/// Puts a tag on, made if there is none of that name.
pub async fn create(office: BackOffice<may::TagsWrite>, Path(id): Path<Uuid>, Form(form): Form<TagForm>) -> Result<Response> {
    let tx = office.space.begin().await?;
    queries::get(&tx, id, Eyes::from(&office.member)).await?;
    if let Some(name) = line(&form.tag, limits::TAG_CHARS)
        && queries::insert_tag(&tx, office.now, id, &name).await?
    {
        let fields = differences([("tag", None, Some(name.as_str()))]);
        changes::record(&tx, office.now, &Actor::from(&office), super::KIND, id, "tagged", &fields).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&format!("/admin/contacts/{id}#etiquettes")).into_response())
}

/// Takes a tag off. Those of Dolibarr stay: the next import would bring them back.
pub async fn delete(office: BackOffice<may::TagsWrite>, Path((id, tag)): Path<(Uuid, Uuid)>, _: Form<Nothing>) -> Result<Response> {
    let tx = office.space.begin().await?;
    queries::get(&tx, id, Eyes::from(&office.member)).await?;
    if let Some(name) = queries::delete_tag(&tx, id, tag).await? {
        let fields = differences([("tag", Some(name.as_str()), None)]);
        changes::record(&tx, office.now, &Actor::from(&office), super::KIND, id, "untagged", &fields).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&format!("/admin/contacts/{id}#etiquettes")).into_response())
}

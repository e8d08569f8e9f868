//! Labels on a contact.

use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;
use uuid::Uuid;

use super::contact::Eyes;
use super::queries;
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::space::changes::{self, Actor, differences};
use crate::space::tags::{self, Subject};
use crate::web::form::{Form, Nothing};

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
    if let Some((tag, tagged)) = tags::add(&tx, office.now, Subject::Contact, &form.tag, &[id]).await?
        && !tagged.is_empty()
    {
        let fields = differences([("tag", None, Some(tag.name.as_str()))]);
        changes::record(&tx, office.now, &Actor::from(&office), super::KIND, id, "tagged", &fields).await?;
    }
    tx.commit().await?;
    Ok(to_tags(id))
}

/// Takes a tag off. Those of Dolibarr stay: the next import would bring them back.
pub async fn delete(office: BackOffice<may::TagsWrite>, Path((id, tag)): Path<(Uuid, Uuid)>, _: Form<Nothing>) -> Result<Response> {
    let tx = office.space.begin().await?;
    queries::get(&tx, id, Eyes::from(&office.member)).await?;
    let tag = tags::find(&tx, Subject::Contact, tag).await?.ok_or(Error::NotFound)?;
    if !tags::remove(&tx, Subject::Contact, tag.id, &[id]).await?.is_empty() {
        let fields = differences([("tag", Some(tag.name.as_str()), None)]);
        changes::record(&tx, office.now, &Actor::from(&office), super::KIND, id, "untagged", &fields).await?;
    }
    tx.commit().await?;
    Ok(to_tags(id))
}

fn to_tags(id: Uuid) -> Response {
    Redirect::to(&format!("/admin/contacts/{id}#etiquettes")).into_response()
}

//! Actions on the parties that were ticked in the list.

use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::permissions::Right;
use serde::Deserialize;
use uuid::Uuid;

use super::super::queries::bulk;
use super::counts;
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::space::changes::{self, Actor, FieldChange};
use crate::space::tags::{self, Subject};
use crate::web::form::Form;
use crate::web::paths::local;

/// Parties that may be changed at once.
const MOST: usize = 500;

/// What a browser sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct BulkForm {
    ids: Vec<Uuid>,
    /// etiqueter, retirer, archiver, desarchiver.
    action: String,
    /// The name of a tag.
    etiquette: String,
    /// The list to return to.
    retour: String,
}

/// Tags, untags, archives or brings back. Each can be undone by its contrary.
pub async fn update(office: BackOffice<may::PartiesWrite>, Form(form): Form<BulkForm>) -> Result<Response> {
    if form.ids.len() > MOST {
        return Err(Error::TooBig);
    }
    let done = match form.action.as_str() {
        "archiver" => format!("archive-{}", set_archived(&office, &form.ids, true).await?),
        "desarchiver" => format!("retour-{}", set_archived(&office, &form.ids, false).await?),
        "etiqueter" => format!("etiquette-{}", tag(&office, &form).await?),
        "retirer" => format!("sans-{}", untag(&office, &form).await?),
        _ => String::new(),
    };
    let list = Some(local(&form.retour)).filter(|list| list == "/admin/clients" || list.starts_with("/admin/clients?"));
    let list = list.unwrap_or_else(|| "/admin/clients".to_owned());
    let sign = if list.contains('?') { '&' } else { '?' };
    Ok(Redirect::to(&format!("{list}{sign}fait={done}")).into_response())
}

async fn set_archived(office: &BackOffice<may::PartiesWrite>, ids: &[Uuid], archived: bool) -> Result<usize> {
    let tx = office.space.begin().await?;
    let changed = bulk::set_archived(&tx, office.now, ids, archived).await?;
    let subjects: Vec<_> = changed.iter().map(|id| (*id, Vec::new())).collect();
    let action = if archived { "archived" } else { "restored" };
    changes::record_all(&tx, office.now, &Actor::from(office), "party", action, &subjects).await?;
    tx.commit().await?;
    counts::forget(&office.space);
    Ok(changed.len())
}

async fn tag(office: &BackOffice<may::PartiesWrite>, form: &BulkForm) -> Result<usize> {
    if !office.may(Right::TagsWrite) {
        return Err(Error::Forbidden);
    }
    let tx = office.space.begin().await?;
    let ids = bulk::existing(&tx, &form.ids).await?;
    if ids.is_empty() {
        return Ok(0);
    }
    let Some((tag, tagged)) = tags::add(&tx, office.now, Subject::Party, &form.etiquette, &ids).await? else { return Ok(0) };
    let field = FieldChange { field: "tag".to_owned(), before: None, after: Some(tag.name) };
    let subjects: Vec<_> = tagged.iter().map(|id| (*id, vec![field.clone()])).collect();
    changes::record_all(&tx, office.now, &Actor::from(office), "party", "tagged", &subjects).await?;
    tx.commit().await?;
    Ok(tagged.len())
}

async fn untag(office: &BackOffice<may::PartiesWrite>, form: &BulkForm) -> Result<usize> {
    if !office.may(Right::TagsWrite) {
        return Err(Error::Forbidden);
    }
    let tx = office.space.begin().await?;
    let Some(tag) = tags::find_named(&tx, Subject::Party, &form.etiquette).await? else { return Ok(0) };
    let freed = tags::remove(&tx, Subject::Party, tag.id, &form.ids).await?;
    let field = FieldChange { field: "tag".to_owned(), before: Some(tag.name), after: None };
    let subjects: Vec<_> = freed.iter().map(|id| (*id, vec![field.clone()])).collect();
    changes::record_all(&tx, office.now, &Actor::from(office), "party", "untagged", &subjects).await?;
    tx.commit().await?;
    Ok(freed.len())
}

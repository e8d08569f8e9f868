//! Actions on the contacts that were ticked in the list. Those that are private to somebody else are none of it.

use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::permissions::Right;
use serde::Deserialize;
use uuid::Uuid;

use super::contact::Eyes;
use super::queries;
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::space::changes::{self, Actor, FieldChange};
use crate::space::tags::{self, Subject};
use crate::web::form::Form;
use crate::web::paths::local;

/// Contacts that may be changed at once.
const MOST: usize = 500;

type Office = BackOffice<may::ContactsWrite>;

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
pub async fn update(office: Office, Form(form): Form<BulkForm>) -> Result<Response> {
    if form.ids.len() > MOST {
        return Err(Error::TooBig);
    }
    let done = match form.action.as_str() {
        "archiver" => format!("archive-{}", set_archived(&office, &form.ids, true).await?),
        "desarchiver" => format!("sorti-{}", set_archived(&office, &form.ids, false).await?),
        "etiqueter" => format!("etiquette-{}", tag(&office, &form, true).await?),
        "retirer" => format!("sans-{}", tag(&office, &form, false).await?),
        _ => String::new(),
    };
    let list = Some(local(&form.retour)).filter(|list| list == "/admin/contacts" || list.starts_with("/admin/contacts?"));
    let list = list.unwrap_or_else(|| "/admin/contacts".to_owned());
    let sign = if list.contains('?') { '&' } else { '?' };
    Ok(Redirect::to(&format!("{list}{sign}fait={done}")).into_response())
}

async fn set_archived(office: &Office, ids: &[Uuid], archived: bool) -> Result<usize> {
    let tx = office.space.begin().await?;
    let ids = queries::list_seen(&tx, ids, Eyes::from(&office.member)).await?;
    let changed = queries::update_all_archived(&tx, office.now, &ids, archived).await?;
    for id in changed.iter().filter(|_| archived) {
        queries::end_sessions(&tx, *id).await?;
    }
    let subjects: Vec<_> = changed.iter().map(|id| (*id, Vec::new())).collect();
    let action = if archived { "archived" } else { "restored" };
    changes::record_all(&tx, office.now, &Actor::from(office), super::KIND, action, &subjects).await?;
    tx.commit().await?;
    Ok(changed.len())
}

/// Puts the tag of the form on, or takes it off; how many changed.
async fn tag(office: &Office, form: &BulkForm, on: bool) -> Result<usize> {
    if !office.may(Right::TagsWrite) {
        return Err(Error::Forbidden);
    }
    let tx = office.space.begin().await?;
    let ids = queries::list_seen(&tx, &form.ids, Eyes::from(&office.member)).await?;
    if ids.is_empty() {
        return Ok(0);
    }
    let (name, changed) = if on {
        let Some((tag, tagged)) = tags::add(&tx, office.now, Subject::Contact, &form.etiquette, &ids).await? else { return Ok(0) };
        (tag.name, tagged)
    } else {
        let Some(tag) = tags::find_named(&tx, Subject::Contact, &form.etiquette).await? else { return Ok(0) };
        let freed = tags::remove(&tx, Subject::Contact, tag.id, &ids).await?;
        (tag.name, freed)
    };
    let (before, after, action) = if on { (None, Some(name), "tagged") } else { (Some(name), None, "untagged") };
    let field = FieldChange { field: "tag".to_owned(), before, after };
    let subjects: Vec<_> = changed.iter().map(|id| (*id, vec![field.clone()])).collect();
    changes::record_all(&tx, office.now, &Actor::from(office), super::KIND, action, &subjects).await?;
    tx.commit().await?;
    Ok(changed.len())
}

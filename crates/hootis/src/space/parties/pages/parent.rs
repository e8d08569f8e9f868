//! Which party another belongs to: searched for by name, with a script or without.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use hootis_space::SpaceDb;
use hootis_space::search::fold;
use serde::Deserialize;
use uuid::Uuid;

use super::super::form::PartyForm;
use super::super::queries::parents::{self, Parent};
use crate::access::{BackOffice, may};
use crate::error::Result;
use crate::web::page::Page;
use crate::web::reply::html;

/// Parties offered at once.
const OFFERED: i64 = 8;

/// What there is to choose from.
#[derive(Clone, Default)]
pub(super) struct Parents {
    /// The one that is chosen.
    pub(super) chosen: Option<Parent>,
    /// Others that were found.
    pub(super) found: Vec<Parent>,
    /// Something was searched for and nothing found.
    pub(super) nothing: bool,
}

#[derive(Template)]
#[template(path = "space/parties/_parents.html")]
struct Part {
    page: Page,
    parents: Parents,
}

/// What is searched for, and what is chosen.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    parent: String,
    #[serde(default)]
    parent_id: String,
}

/// The parties that a text finds, as choices of the form.
pub async fn list(office: BackOffice<may::PartiesWrite>, Query(asked): Query<Asked>) -> Result<Response> {
    let parents = choices(&office.space, &asked.parent, &asked.parent_id, None).await?;
    html(&Part { page: office.page("parties-edit"), parents })
}

/// What a form offers; never the party itself.
pub(super) async fn choices(space: &SpaceDb, text: &str, chosen: &str, own: Option<Uuid>) -> Result<Parents> {
    let chosen = match Uuid::parse_str(chosen) {
        Ok(id) => parents::find(space, id).await?,
        Err(_) => None,
    };
    let mut found = parents::list(space, text, OFFERED).await?;
    found.retain(|party| Some(party.id) != own && chosen.as_ref().is_none_or(|chosen| chosen.id != party.id));
    Ok(Parents { nothing: found.is_empty() && !text.trim().is_empty(), chosen, found })
}

/// The party that a form means: the one that was chosen, or the only one that the text can mean. Never one that
/// belongs to `own` itself.
///
/// # Errors
/// The key of what is wrong.
pub(super) async fn meant(space: &SpaceDb, form: &PartyForm, own: Uuid) -> Result<Result<Option<Parent>, &'static str>> {
    let choices = choices(space, &form.parent, &form.parent_id, Some(own)).await?;
    let parent = match (choices.chosen, form.parent.trim().is_empty()) {
        (Some(chosen), _) => chosen,
        (None, true) => return Ok(Ok(None)),
        (None, false) => {
            let name = fold(&form.parent);
            let mut same = choices.found.iter().filter(|party| fold(&party.name) == name);
            match (same.next(), same.next(), choices.found.as_slice()) {
                (Some(one), None, _) | (None, None, [one]) => one.clone(),
                (None, None, []) => return Ok(Err("parties-parent-unknown")),
                _ => return Ok(Err("parties-parent-which")),
            }
        }
    };
    if parents::is_within(space, parent.id, own).await? {
        return Ok(Err("parties-parent-circle"));
    }
    Ok(Ok(Some(parent)))
}

//! Which party a contact is with: searched for by name, with a script or without.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use hootis_space::SpaceDb;
use hootis_space::search::fold;
use serde::Deserialize;
use uuid::Uuid;

use super::contact::PartyRef;
use super::form::ContactForm;
use super::queries;
use crate::access::{BackOffice, may};
use crate::error::Result;
use crate::web::page::Page;
use crate::web::reply::html;

/// Parties offered at once.
const OFFERED: i64 = 8;

/// What there is to choose from.
#[derive(Clone, Default)]
pub(super) struct Choices {
    /// The one that is chosen.
    pub chosen: Option<PartyRef>,
    /// Others that were found.
    pub found: Vec<PartyRef>,
    /// Something was searched for and nothing found.
    pub nothing: bool,
}

#[derive(Template)]
#[template(path = "space/contacts/_parties.html")]
struct Part {
    page: Page,
    choices: Choices,
}

/// What is searched for, and what is chosen.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    party: String,
    #[serde(default)]
    party_id: String,
}

/// The parties that a text finds, as choices of the form.
pub async fn list(office: BackOffice<may::ContactsWrite>, Query(asked): Query<Asked>) -> Result<Response> {
    let choices = choices(&office.space, &asked.party, &asked.party_id).await?;
    html(&Part { page: office.page("contacts-new-title"), choices })
}

/// What a form offers.
pub(super) async fn choices(space: &SpaceDb, text: &str, chosen: &str) -> Result<Choices> {
    let chosen = match Uuid::parse_str(chosen) {
        Ok(id) => queries::find_party(space, id).await?,
        Err(_) => None,
    };
    let mut found = queries::list_parties(space, text, OFFERED).await?;
    found.retain(|party| chosen.as_ref().is_none_or(|chosen| chosen.id != party.id));
    Ok(Choices { nothing: found.is_empty() && !text.trim().is_empty(), chosen, found })
}

/// The party that a form means: the one that was chosen, or the only one that the text can mean.
///
/// # Errors
/// The choices, when the text does not say which.
pub(super) async fn meant(space: &SpaceDb, form: &ContactForm) -> Result<Result<Option<Uuid>, Choices>> {
    let choices = choices(space, &form.party, &form.party_id).await?;
    if let Some(chosen) = &choices.chosen {
        return Ok(Ok(Some(chosen.id)));
    }
    if form.party.trim().is_empty() {
        return Ok(Ok(None));
    }
    let name = fold(&form.party);
    let mut same = choices.found.iter().filter(|party| fold(&party.name) == name);
    Ok(match (same.next(), same.next(), choices.found.as_slice()) {
        (Some(one), None, _) => Ok(Some(one.id)),
        (None, None, [one]) => Ok(Some(one.id)),
        _ => Err(choices),
    })
}

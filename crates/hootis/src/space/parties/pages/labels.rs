//! What hangs on one party: its tags, and the members in charge of it.

use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

use super::super::queries::{bulk, write};
use super::to_card;
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::space::changes::{self, Actor, FieldChange};
use crate::space::tags::{self, Subject};
use crate::web::form::{Form, Nothing};

/// What a browser sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct TagForm {
    /// The tag's name; made if there is none of that name.
    name: String,
}

/// Puts a tag on a party.
pub async fn tag(office: BackOffice<may::TagsWrite>, Path(id): Path<Uuid>, Form(form): Form<TagForm>) -> Result<Response> {
    let tx = office.space.begin().await?;
    if bulk::existing(&tx, &[id]).await?.is_empty() {
        return Err(Error::NotFound);
    }
    if let Some((tag, tagged)) = tags::add(&tx, office.now, Subject::Party, &form.name, &[id]).await?
        && !tagged.is_empty()
    {
        let field = FieldChange { field: "tag".to_owned(), before: None, after: Some(tag.name) };
        changes::record(&tx, office.now, &Actor::from(&office), "party", id, "tagged", &[field]).await?;
    }
    tx.commit().await?;
    Ok(to_card(id))
}

/// Takes a tag off a party. Dolibarr's own stay on.
pub async fn untag(office: BackOffice<may::TagsWrite>, Path((id, tag)): Path<(Uuid, Uuid)>, _: Form<Nothing>) -> Result<Response> {
    let tx = office.space.begin().await?;
    let tag = tags::find(&tx, Subject::Party, tag).await?.ok_or(Error::NotFound)?;
    if !tags::remove(&tx, Subject::Party, tag.id, &[id]).await?.is_empty() {
        let field = FieldChange { field: "tag".to_owned(), before: Some(tag.name), after: None };
        changes::record(&tx, office.now, &Actor::from(&office), "party", id, "untagged", &[field]).await?;
    }
    tx.commit().await?;
    Ok(to_card(id))
}

/// What a browser sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct MemberForm {
    member: String,
}

/// Puts a member in charge of a party.
pub async fn put_in_charge(office: BackOffice<may::PartiesWrite>, Path(id): Path<Uuid>, Form(form): Form<MemberForm>) -> Result<Response> {
    let tx = office.space.begin().await?;
    if bulk::existing(&tx, &[id]).await?.is_empty() {
        return Err(Error::NotFound);
    }
    if let Ok(member) = form.member.parse()
        && let Some(name) = write::put_in_charge(&tx, office.now, id, member).await?
    {
        let field = FieldChange { field: "member".to_owned(), before: None, after: Some(name) };
        changes::record(&tx, office.now, &Actor::from(&office), "party", id, "in-charge", &[field]).await?;
    }
    tx.commit().await?;
    Ok(to_card(id))
}

/// Takes a member out of charge.
pub async fn take_off_charge(office: BackOffice<may::PartiesWrite>, Path((id, member)): Path<(Uuid, Uuid)>, _: Form<Nothing>) -> Result<Response> {
    let tx = office.space.begin().await?;
    if bulk::existing(&tx, &[id]).await?.is_empty() {
        return Err(Error::NotFound);
    }
    if let Some(name) = write::take_off_charge(&tx, id, member).await? {
        let field = FieldChange { field: "member".to_owned(), before: Some(name), after: None };
        changes::record(&tx, office.now, &Actor::from(&office), "party", id, "off-charge", &[field]).await?;
    }
    tx.commit().await?;
    Ok(to_card(id))
}

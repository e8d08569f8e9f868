//! Archiving a party, bringing it back, deleting it for good.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use uuid::Uuid;

use super::super::queries::{bulk, card, write};
use super::super::row::Party;
use super::{counts, to_card};
use crate::access::{BackOffice, may};
use crate::error::Result;
use crate::space::changes::{self, Actor};
use crate::web::form::{Form, Nothing};
use crate::web::page::Page;
use crate::web::reply::html;

#[derive(Template)]
#[template(path = "space/parties/delete.html")]
struct Delete {
    page: Page,
    party: Party,
    contacts: i64,
    addresses: i64,
    notes: i64,
    subsidiaries: i64,
    documents: i64,
}

/// Puts a party in the archive.
pub async fn archive(office: BackOffice<may::PartiesWrite>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    set(office, id, true).await
}

/// Brings a party back from the archive.
pub async fn restore(office: BackOffice<may::PartiesWrite>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    set(office, id, false).await
}

async fn set(office: BackOffice<may::PartiesWrite>, id: Uuid, archived: bool) -> Result<Response> {
    card::get(&office.space, id).await?;
    let tx = office.space.begin().await?;
    if !bulk::set_archived(&tx, office.now, &[id], archived).await?.is_empty() {
        let action = if archived { "archived" } else { "restored" };
        changes::record(&tx, office.now, &Actor::from(&office), "party", id, action, &[]).await?;
    }
    tx.commit().await?;
    counts::forget(&office.space);
    Ok(to_card(id))
}

/// Says what goes with a party before it goes.
pub async fn confirm(office: BackOffice<may::PartiesDelete>, Path(id): Path<Uuid>) -> Result<Response> {
    let party = card::get(&office.space, id).await?;
    let [contacts, addresses, notes, subsidiaries, documents] = card::what_goes(&office.space, id).await?;
    html(&Delete { page: office.page("parties-delete"), party, contacts, addresses, notes, subsidiaries, documents })
}

/// Deletes a party for good.
pub async fn delete(office: BackOffice<may::PartiesDelete>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    let tx = office.space.begin().await?;
    write::delete(&tx, id).await?;
    changes::record(&tx, office.now, &Actor::from(&office), "party", id, "deleted", &[]).await?;
    tx.commit().await?;
    counts::forget(&office.space);
    Ok(Redirect::to("/admin/clients?fait=suppression-1").into_response())
}

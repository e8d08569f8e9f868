//! A contact asks to be erased, and takes it back.

use askama::Template;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::portal as policy;
use serde::Deserialize;

use super::super::letter;
use super::queries;
use crate::access::Portal;
use crate::access::portal::can;
use crate::error::Result;
use crate::space::changes::{self, Actor};
use crate::space::contacts;
use crate::web::form::{Form, Nothing};
use crate::web::page::Page;
use crate::web::person::lines;
use crate::web::reply::html;

#[derive(Template)]
#[template(path = "space/portal/erasure/new.html")]
struct New {
    page: Page,
    company: String,
    /// Until when an answer would be due.
    due: i64,
}

/// Says what happens, and until when.
pub async fn new(portal: Portal<can::DataWrite>) -> Result<Response> {
    html(&New { page: portal.page("portal-erase"), company: portal.company.clone(), due: queries::due(portal.now).0 })
}

/// What a browser sends.
#[derive(Deserialize)]
pub struct ErasureForm {
    #[serde(default)]
    reason: String,
}

/// Asks for it: those who may erase are written to.
pub async fn create(portal: Portal<can::DataWrite>, Form(form): Form<ErasureForm>) -> Result<Response> {
    portal.desk().count(&policy::ERASURE_CONTACT, &portal.contact.id.to_string()).await?;
    let tx = portal.space.begin().await?;
    let due = queries::insert(&tx, portal.now, &portal.scope, lines(&form.reason, policy::ANSWER_CHARS)).await?;
    if let Some(due) = due {
        let actor = Actor::contact(portal.contact.id, &portal.contact.name);
        changes::record(&tx, portal.now, &actor, contacts::KIND, portal.contact.id, "erasure_asked", &[]).await?;
        tx.commit().await?;
        letter::erasure_asked(&portal, due).await?;
    }
    Ok(Redirect::to("/mes-donnees?fait=effacement#effacement").into_response())
}

/// Takes it back.
pub async fn delete(portal: Portal<can::DataWrite>, _: Form<Nothing>) -> Result<Response> {
    let tx = portal.space.begin().await?;
    if queries::withdraw(&tx, portal.now, &portal.scope).await? {
        let actor = Actor::contact(portal.contact.id, &portal.contact.name);
        changes::record(&tx, portal.now, &actor, contacts::KIND, portal.contact.id, "erasure_withdrawn", &[]).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to("/mes-donnees?fait=effacement-retire").into_response())
}

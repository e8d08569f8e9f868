//! Removing a contact for good.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use uuid::Uuid;

use super::contact::{Contact, Eyes};
use super::{own, queries};
use crate::access::{BackOffice, may};
use crate::error::Result;
use crate::space::changes::{self, Actor};
use crate::space::media;
use crate::web::form::{Form, Nothing};
use crate::web::page::Page;
use crate::web::reply::html;

#[derive(Template)]
#[template(path = "space/contacts/delete.html")]
struct Delete {
    page: Page,
    contact: Contact,
}

/// Asks whether it is meant.
pub async fn new(office: BackOffice<may::ContactsDelete>, Path(id): Path<Uuid>) -> Result<Response> {
    let contact = queries::get(&office.space, id, Eyes::from(&office.member)).await?;
    html(&Delete { page: office.page("contacts-delete-title"), contact })
}

/// Removes a contact for good.
pub async fn create(office: BackOffice<may::ContactsDelete>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    let tx = office.space.begin().await?;
    queries::get(&tx, id, Eyes::from(&office.member)).await?;
    let own::Erased { gone, contents } = own::erase(&tx, office.now, id).await?;
    // The page said so: the next import brings one of Dolibarr back.
    for row in gone.into_iter().chain([id]) {
        queries::forget_origin(&tx, row).await?;
    }
    changes::record(&tx, office.now, &Actor::from(&office), super::KIND, id, "deleted", &[]).await?;
    tx.commit().await?;
    media::remove_contents(&office.desk(), contents).await?;
    Ok(Redirect::to("/admin/contacts?fait=suppression").into_response())
}

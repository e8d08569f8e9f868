//! The team answers: it erases, or says why not.

use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::portal as policy;
use serde::Deserialize;
use uuid::Uuid;

use super::super::{letter, requests};
use super::queries;
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::space::changes::{self, Actor};
use crate::space::contacts::{self, Eyes};
use crate::web::form::{Form, Nothing};
use crate::web::person::lines;

/// Erases: the contact with everything that is theirs, for good. They are told at the address they came in with.
pub async fn create(office: BackOffice<may::ContactsDelete>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    let tx = office.space.begin().await?;
    let request = queries::get_pending(&tx, id).await?;
    let contact = contacts::get(&tx, request.contact, Eyes::from(&office.member)).await?;
    let access = super::super::queries::find(&tx, contact.id).await?;
    contacts::erase(&tx, contact.id).await?;
    changes::record(&tx, office.now, &Actor::from(&office), contacts::KIND, contact.id, "erased", &[]).await?;
    tx.commit().await?;
    letter::erased(&office, &contact, access.as_ref()).await?;
    Ok(Redirect::to("/admin/demandes?fait=effacement").into_response())
}

/// What a browser sends to refuse.
#[derive(Deserialize)]
pub struct RefusalForm {
    #[serde(default)]
    answer: String,
}

/// Says no, and why: the law wants a reason.
pub async fn delete(office: BackOffice<may::ContactsDelete>, Path(id): Path<Uuid>, Form(form): Form<RefusalForm>) -> Result<Response> {
    let tx = office.space.begin().await?;
    let request = queries::get_pending(&tx, id).await?;
    let contact = contacts::get(&tx, request.contact, Eyes::from(&office.member)).await?;
    let Some(answer) = lines(&form.answer, policy::ANSWER_CHARS) else {
        drop(tx);
        return requests::again(&office, id).await;
    };
    if !queries::refuse(&tx, office.now, id, &answer, office.member.id).await? {
        return Err(Error::NotFound);
    }
    changes::record(&tx, office.now, &Actor::from(&office), contacts::KIND, contact.id, "erasure_refused", &[]).await?;
    tx.commit().await?;
    letter::erasure_refused(&office, &contact).await?;
    Ok(Redirect::to("/admin/demandes?fait=refus").into_response())
}

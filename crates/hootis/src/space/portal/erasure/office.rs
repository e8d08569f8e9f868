//! The team answers: it erases, or says why not.

use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::permissions::Right;
use hootis_policy::portal as policy;
use serde::Deserialize;
use uuid::Uuid;

use super::super::{letter, requests};
use super::queries;
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::space::changes::{self, Actor};
use crate::space::contacts::{self, Contact, Eyes};
use crate::web::form::{Form, Nothing};
use crate::web::person::lines;

/// Who answers: those who may erase contacts, and who has a contact to themselves, whom nobody else sees.
pub(in super::super) fn may_answer<R>(office: &BackOffice<R>, contact: &Contact) -> bool {
    office.may(Right::ContactsDelete) || contact.private_to == Some(office.member.id)
}

/// Erases: the contact with everything that is theirs, for good. They are told at the address they came in with.
pub async fn create(office: BackOffice<may::ContactsWrite>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    let tx = office.space.begin().await?;
    let request = queries::get_pending(&tx, id).await?;
    let contact = contacts::get(&tx, request.contact, Eyes::from(&office.member)).await?;
    if !may_answer(&office, &contact) {
        return Err(Error::Forbidden);
    }
    let access = super::super::queries::find(&tx, contact.id).await?;
    // Whoever takes it back in this instant was quicker, or is too late: the row decides.
    if !queries::grant(&tx, office.now, id).await? {
        return Err(Error::NotFound);
    }
    contacts::erase(&tx, office.now, contact.id).await?;
    changes::record(&tx, office.now, &Actor::from(&office), contacts::KIND, contact.id, "erased", &[]).await?;
    tx.commit().await?;
    let told = letter::erased(&office, &contact, access.as_ref()).await?;
    Ok(Redirect::to(&format!("/admin/demandes?fait=effacement{}", if told { "" } else { "-muet" })).into_response())
}

/// What a browser sends to refuse.
#[derive(Deserialize)]
pub struct RefusalForm {
    #[serde(default)]
    answer: String,
}

/// Says no, and why: the law wants a reason.
pub async fn delete(office: BackOffice<may::ContactsWrite>, Path(id): Path<Uuid>, Form(form): Form<RefusalForm>) -> Result<Response> {
    let tx = office.space.begin().await?;
    let request = queries::get_pending(&tx, id).await?;
    let contact = contacts::get(&tx, request.contact, Eyes::from(&office.member)).await?;
    if !may_answer(&office, &contact) {
        return Err(Error::Forbidden);
    }
    let Some(answer) = lines(&form.answer, policy::ANSWER_CHARS) else {
        drop(tx);
        return requests::again(&office, id).await;
    };
    if !queries::refuse(&tx, office.now, id, &answer, office.member.id).await? {
        return Err(Error::NotFound);
    }
    changes::record(&tx, office.now, &Actor::from(&office), contacts::KIND, contact.id, "erasure_refused", &[]).await?;
    tx.commit().await?;
    let told = letter::erasure_refused(&office, &contact, &answer).await?;
    Ok(Redirect::to(&format!("/admin/demandes?fait=refus{}", if told { "" } else { "-muet" })).into_response())
}

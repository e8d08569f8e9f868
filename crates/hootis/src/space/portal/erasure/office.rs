//! The team answers: it erases, or says why not.

use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::permissions::Right;
use hootis_policy::portal as policy;
use hootis_space::Tx;
use serde::Deserialize;
use uuid::Uuid;

use super::super::{letter, requests};
use super::queries;
use crate::access::{BackOffice, may};
use crate::error::{Error, OrLog as _, Result};
use crate::space::changes::{self, Actor};
use crate::space::contacts::{self, Contact, Eyes};
use crate::space::media;
use crate::web::form::{Form, Nothing};
use crate::web::person::lines;

/// Who answers: those who may erase contacts, and who has a contact to themselves, whom nobody else sees.
pub(in super::super) fn may_answer<R>(office: &BackOffice<R>, contact: &Contact) -> bool {
    office.may_even_read_only(Right::ContactsDelete) || contact.private_to == Some(office.member.id)
}

/// A request that waits, with its contact. None: somebody has answered it already, maybe in the other half of a double click.
async fn waiting<R>(office: &BackOffice<R>, tx: &Tx, id: Uuid) -> Result<Option<(queries::Request, Contact)>> {
    let request = queries::get(tx, id).await?;
    let contact = contacts::get(tx, request.contact, Eyes::from(&office.member)).await?;
    if !may_answer(office, &contact) {
        return Err(Error::Forbidden);
    }
    Ok((request.state == "pending").then_some((request, contact)))
}

/// Erases: the contact with everything that is theirs, for good. They are told at the address they came in with.
pub async fn create(office: BackOffice<may::ContactsWrite>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    let tx = office.space.begin().await?;
    let Some((_, contact)) = waiting(&office, &tx, id).await? else { return Ok(Redirect::to("/admin/demandes").into_response()) };
    let access = super::super::queries::find(&tx, contact.id).await?;
    // Whoever takes it back in this instant was quicker, or is too late: the row decides.
    if !queries::grant(&tx, office.now, id).await? {
        return Err(Error::NotFound);
    }
    let contents = contacts::erase(&tx, office.now, contact.id).await?.contents;
    changes::record(&tx, office.now, &Actor::from(&office), contacts::KIND, contact.id, "erased", &[]).await?;
    tx.commit().await?;
    // Who was erased is told, whatever the disk says: what stays of it goes at the next sweep.
    media::remove_contents(&office.desk(), contents).await.or_log("files of who was erased stay until the next sweep");
    let told = letter::erased(&office, &contact, access.as_ref()).await?;
    Ok(Redirect::to(&format!("/admin/demandes?fait=effacement{}", if told { "" } else { "-muet" })).into_response())
}

/// Takes up to two months more, once, before the first is over, and says why (GDPR, article 12).
pub async fn update(office: BackOffice<may::ContactsWrite>, Path(id): Path<Uuid>, Form(form): Form<ReasonForm>) -> Result<Response> {
    let tx = office.space.begin().await?;
    let Some((request, contact)) = waiting(&office, &tx, id).await? else { return Ok(Redirect::to("/admin/demandes").into_response()) };
    let Some(answer) = lines(&form.answer, policy::ANSWER_CHARS) else {
        drop(tx);
        return requests::again(&office, id).await;
    };
    let Some(due) = queries::extend(&tx, office.now, &request, &answer).await? else { return Err(Error::Conflict("portal-requests-too-late")) };
    changes::record(&tx, office.now, &Actor::from(&office), contacts::KIND, contact.id, "erasure_extended", &[]).await?;
    tx.commit().await?;
    let told = letter::erasure_extended(&office, &contact, &answer, due).await?;
    Ok(Redirect::to(&format!("/admin/demandes?fait=prolongation{}", if told { "" } else { "-muet" })).into_response())
}

/// What a browser sends to refuse, or to take longer.
#[derive(Deserialize)]
pub struct ReasonForm {
    #[serde(default)]
    answer: String,
}

/// Says no, and why: the law wants a reason.
pub async fn delete(office: BackOffice<may::ContactsWrite>, Path(id): Path<Uuid>, Form(form): Form<ReasonForm>) -> Result<Response> {
    let tx = office.space.begin().await?;
    let Some((_, contact)) = waiting(&office, &tx, id).await? else { return Ok(Redirect::to("/admin/demandes").into_response()) };
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

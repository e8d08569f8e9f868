//! The team accepts or refuses a correction.

use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::portal as policy;
use serde::Deserialize;
use uuid::Uuid;

use super::super::letter;
use super::queries;
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::space::changes::{self, Actor};
use crate::space::contacts::{self, Eyes};
use crate::web::form::{Form, Nothing};
use crate::web::person::lines;

/// Accepts: the card says so from now on. One of Dolibarr is put right there.
pub async fn create(office: BackOffice<may::ContactsWrite>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    let tx = office.space.begin().await?;
    let correction = queries::get_pending(&tx, id).await?;
    let contact = contacts::get(&tx, correction.contact, Eyes::from(&office.member)).await?;
    let mut words = contact.words.clone();
    for change in &correction.fields {
        words.set(&change.field, change.after.clone());
    }
    if !contact.is_from_dolibarr && !contacts::correct(&tx, office.now, &contact, words.clone()).await? {
        return Err(Error::Conflict("portal-correction-changed"));
    }
    if !queries::answer(&tx, office.now, id, true, None, office.member.id).await? {
        return Err(Error::NotFound);
    }
    let fields = if contact.is_from_dolibarr { Vec::new() } else { differences(&contact.words, &words) };
    changes::record(&tx, office.now, &Actor::from(&office), contacts::KIND, contact.id, "correction_accepted", &fields).await?;
    tx.commit().await?;
    letter::correction_answered(&office, &contact, true).await?;
    Ok(Redirect::to("/admin/demandes?fait=acceptation").into_response())
}

/// What a browser sends to refuse.
#[derive(Deserialize)]
pub struct RefusalForm {
    #[serde(default)]
    answer: String,
}

/// Refuses, with a reason for the contact to read.
pub async fn delete(office: BackOffice<may::ContactsWrite>, Path(id): Path<Uuid>, Form(form): Form<RefusalForm>) -> Result<Response> {
    let tx = office.space.begin().await?;
    let correction = queries::get_pending(&tx, id).await?;
    let contact = contacts::get(&tx, correction.contact, Eyes::from(&office.member)).await?;
    let answer = lines(&form.answer, policy::ANSWER_CHARS);
    if !queries::answer(&tx, office.now, id, false, answer, office.member.id).await? {
        return Err(Error::NotFound);
    }
    changes::record(&tx, office.now, &Actor::from(&office), contacts::KIND, contact.id, "correction_refused", &[]).await?;
    tx.commit().await?;
    letter::correction_answered(&office, &contact, false).await?;
    Ok(Redirect::to("/admin/demandes?fait=refus").into_response())
}

fn differences(before: &contacts::Words, after: &contacts::Words) -> Vec<changes::FieldChange> {
    changes::differences(before.fields().into_iter().zip(after.fields()).map(|((name, before), (_, after))| (name, before, after)))
}

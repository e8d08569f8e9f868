//! The team accepts or refuses a correction.

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

/// Accepts: the card says so from now on. One of Dolibarr is put right there.
pub async fn create(office: BackOffice<may::ContactsWrite>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    let tx = office.space.begin().await?;
    let correction = queries::get(&tx, id).await?;
    let contact = contacts::get(&tx, correction.contact, Eyes::from(&office.member)).await?;
    // The other half of a double click.
    if correction.state != "pending" {
        return Ok(Redirect::to("/admin/demandes").into_response());
    }
    let mut words = contact.words.clone();
    for change in &correction.fields {
        // What somebody else wrote since is not written over unseen.
        let today = contact.words.get(&change.field);
        if !contact.is_from_dolibarr && today != change.before.as_deref() && today != change.after.as_deref() {
            return Err(Error::Conflict("portal-correction-outdated"));
        }
        words.set(&change.field, change.after.clone());
    }
    if !contact.is_from_dolibarr && !contacts::correct(&tx, office.now, &contact, words.clone()).await? {
        return Err(Error::Conflict("portal-correction-outdated"));
    }
    if !queries::answer(&tx, office.now, id, true, None, office.member.id).await? {
        return Err(Error::NotFound);
    }
    let fields = if contact.is_from_dolibarr { Vec::new() } else { differences(&contact.words, &words) };
    changes::record(&tx, office.now, &Actor::from(&office), contacts::KIND, contact.id, "correction_accepted", &fields).await?;
    tx.commit().await?;
    let told = letter::correction_accepted(&office, &contact).await?;
    Ok(Redirect::to(&format!("/admin/demandes?fait=acceptation{}", if told { "" } else { "-muet" })).into_response())
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
    let correction = queries::get(&tx, id).await?;
    let contact = contacts::get(&tx, correction.contact, Eyes::from(&office.member)).await?;
    // The other half of a double click.
    if correction.state != "pending" {
        return Ok(Redirect::to("/admin/demandes").into_response());
    }
    let Some(answer) = lines(&form.answer, policy::ANSWER_CHARS) else {
        drop(tx);
        return requests::again(&office, id).await;
    };
    if !queries::answer(&tx, office.now, id, false, Some(answer.clone()), office.member.id).await? {
        return Err(Error::NotFound);
    }
    changes::record(&tx, office.now, &Actor::from(&office), contacts::KIND, contact.id, "correction_refused", &[]).await?;
    tx.commit().await?;
    let told = letter::correction_refused(&office, &contact, &answer).await?;
    Ok(Redirect::to(&format!("/admin/demandes?fait=refus{}", if told { "" } else { "-muet" })).into_response())
}

fn differences(before: &contacts::Words, after: &contacts::Words) -> Vec<changes::FieldChange> {
    changes::differences(before.fields().into_iter().zip(after.fields()).map(|((name, before), (_, after))| (name, before, after)))
}

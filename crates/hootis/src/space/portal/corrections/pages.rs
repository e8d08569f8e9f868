//! A contact corrects what is held of them.

use askama::Template;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::portal as policy;

use super::super::letter;
use super::form::OwnForm;
use super::queries;
use crate::access::Portal;
use crate::access::portal::{Corrections, can};
use crate::error::Result;
use crate::space::changes::{self, Actor};
use crate::space::contacts::{self, Contact};
use crate::web::form::{Form, Nothing};
use crate::web::page::{FieldErrors, Page};
use crate::web::reply::{html, unprocessable};
use crate::web::values::Country;

#[derive(Template)]
#[template(path = "space/portal/corrections/edit.html")]
struct Edit {
    page: Page,
    typed: OwnForm,
    errors: FieldErrors,
    countries: Vec<(&'static str, &'static str)>,
    /// It is written at once: nobody reads it first.
    is_direct: bool,
    company: String,
}

/// Whether what the contact writes is written at once. What Dolibarr wrote never is.
fn is_direct(portal: &Portal<can::DataWrite>, contact: &Contact) -> bool {
    portal.look.corrections == Corrections::Direct && !contact.is_from_dolibarr
}

fn page(portal: &Portal<can::DataWrite>, contact: &Contact, typed: OwnForm, errors: FieldErrors) -> Edit {
    Edit {
        page: portal.page("portal-correct"),
        typed,
        errors,
        countries: std::iter::once(("", "")).chain(Country::choices(portal.lang()).iter().copied()).collect(),
        is_direct: is_direct(portal, contact),
        company: portal.company.clone(),
    }
}

/// Shows what is held, to be changed.
pub async fn edit(portal: Portal<can::DataWrite>) -> Result<Response> {
    let contact = contacts::get_own(&portal.space, &portal.scope).await?;
    let typed = OwnForm::of(&contact.words, contact.version);
    html(&page(&portal, &contact, typed, FieldErrors::default()))
}

/// Writes it, or proposes it.
pub async fn update(portal: Portal<can::DataWrite>, Form(form): Form<OwnForm>) -> Result<Response> {
    let contact = contacts::get_own(&portal.space, &portal.scope).await?;
    let wanted = match form.parse(portal.lang(), &contact.words) {
        Ok(wanted) => wanted,
        Err(errors) => return unprocessable(&page(&portal, &contact, form, errors)),
    };
    if form.version != contact.version.to_string() {
        return changed(&portal, form).await;
    }
    portal.desk().count(&policy::CORRECTION_CONTACT, &portal.contact.id.to_string()).await?;
    let (held, after) = (contact.words.fields(), wanted.fields());
    let fields = changes::differences(held.into_iter().zip(after).map(|((name, before), (_, after))| (name, before, after)));
    if fields.is_empty() {
        return Ok(Redirect::to("/mes-donnees?fait=rien").into_response());
    }
    let tx = portal.space.begin().await?;
    let mut told = None;
    let done = if is_direct(&portal, &contact) {
        if !contacts::correct(&tx, portal.now, &contact, wanted).await? {
            drop(tx);
            return changed(&portal, form).await;
        }
        // What they proposed before is older than what they write now.
        queries::delete_pending(&tx, &portal.scope).await?;
        let actor = Actor::contact(portal.contact.id, &portal.contact.name);
        changes::record(&tx, portal.now, &actor, contacts::KIND, contact.id, "updated", &fields).await?;
        "correction"
    } else {
        let (due, is_new) = queries::insert(&tx, portal.now, contact.id, &fields).await?;
        told = is_new.then_some(due);
        "proposition"
    };
    tx.commit().await?;
    if let Some(due) = told {
        letter::correction_asked(&portal, due).await?;
    }
    Ok(Redirect::to(&format!("/mes-donnees?fait={done}")).into_response())
}

/// Somebody wrote on the card since the form was made: what was typed is kept, and sent again by who still wants it.
async fn changed(portal: &Portal<can::DataWrite>, form: OwnForm) -> Result<Response> {
    let contact = contacts::get_own(&portal.space, &portal.scope).await?;
    let again = OwnForm { version: contact.version.to_string(), ..form };
    unprocessable(&page(portal, &contact, again, FieldErrors::one("last_name", portal.lang().t("portal-correction-changed"))))
}

/// Takes back what waits to be read.
pub async fn delete(portal: Portal<can::DataWrite>, _: Form<Nothing>) -> Result<Response> {
    queries::delete_pending(&portal.space, &portal.scope).await?;
    Ok(Redirect::to("/mes-donnees?fait=retrait").into_response())
}

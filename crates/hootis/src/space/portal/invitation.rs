//! Inviting a contact, and again.

use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::journal::Act as Noted;
use hootis_policy::limits;
use uuid::Uuid;

use super::access::{Change, again, differences};
use super::form::AccessForm;
use super::row::AccessState;
use super::{letter, queries};
use crate::access::credentials::{LinkKind, Side, make_link};
use crate::access::portal::Look;
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::space::changes;
use crate::space::contacts::{self, Eyes};
use crate::web::form::{Form, Nothing};
use crate::web::page::FieldErrors;

/// Gives a contact access, and writes to them.
pub async fn create(office: BackOffice<may::ContactsWrite>, Path(id): Path<Uuid>, Form(form): Form<AccessForm>) -> Result<Response> {
    let contact = contacts::get(&office.space, id, Eyes::from(&office.member)).await?;
    if contact.archived_at.is_some() {
        return Err(Error::Conflict("portal-archived"));
    }
    if !Look::get(&office.space).await?.is_open {
        return Err(Error::Conflict("portal-closed"));
    }
    let new = match form.parse(office.lang()) {
        Ok(new) => new,
        Err(errors) => return again(&office, contact, form, errors).await,
    };
    let desk = office.desk();
    desk.count(&limits::INVITATION_SPACE, "").await?;
    desk.count(&limits::INVITATION_ADDRESS, &new.email.key).await?;
    let change = Change::begin(&office, id).await?;
    if change.access.is_some() {
        return Err(Error::Conflict("portal-has-access"));
    }
    if let Err(error) = queries::insert(&change.tx, office.now, id, &new).await {
        let Error::Conflict(key) = error else { return Err(error) };
        drop(change);
        let mut errors = FieldErrors::default();
        errors.add("email", office.lang().t(key));
        return again(&office, contact, form, errors).await;
    }
    let token = make_link(&change.tx, office.now, Side::Contact, id, LinkKind::Invitation).await?;
    let access = queries::get(&change.tx, id).await?;
    let mut fields = changes::differences([("email", None, Some(new.email.text.as_str()))]);
    fields.extend(differences(None, new.reaches));
    change.done("invited", &fields).await?;
    office.note(Noted::ContactInvited, id, None).await;
    letter::invitation(&office, &contact.words.name(), &access, &token).await?;
    Ok(Redirect::to(&format!("/admin/contacts/{id}/acces?fait=invitation")).into_response())
}

/// Sends another link to somebody whose invitation is open; the earlier one is dead.
pub async fn update(office: BackOffice<may::ContactsWrite>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    let desk = office.desk();
    let change = Change::begin(&office, id).await?;
    let access = change.access_in(&[AccessState::Invited])?.clone();
    desk.count(&limits::INVITATION_SPACE, "").await?;
    desk.count(&limits::INVITATION_ADDRESS, &id.to_string()).await?;
    let token = make_link(&change.tx, office.now, Side::Contact, id, LinkKind::Invitation).await?;
    queries::update_invited(&change.tx, office.now, id).await?;
    let name = change.contact.words.name();
    change.done("invited_again", &[]).await?;
    office.note(Noted::ContactInvited, id, None).await;
    letter::invitation(&office, &name, &access, &token).await?;
    Ok(Redirect::to(&format!("/admin/contacts/{id}/acces?fait=renvoi")).into_response())
}

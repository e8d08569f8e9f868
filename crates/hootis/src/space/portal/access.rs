//! The page of a contact's access, in the back office.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::journal::Act as Noted;
use hootis_policy::permissions::{Application, Reach, Right};
use hootis_space::Tx;
use serde::Deserialize;
use uuid::Uuid;

use super::form::AccessForm;
use super::queries;
use super::row::{Access, AccessState};
use super::{letter, row::Reaches};
use crate::access::portal::Look;
use crate::access::{BackOffice, factors, may};
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::space::changes::{self, Actor, FieldChange};
use crate::space::contacts::{self, Contact, Eyes};
use crate::web::form::{Form, Nothing};
use crate::web::i18n::Lang;
use crate::web::page::{FieldErrors, Page, Toast};
use crate::web::reply::{html, unprocessable};

#[derive(Template)]
#[template(path = "space/portal/access.html")]
struct Show {
    page: Page,
    now: Now,
    contact: Contact,
    access: Option<Access>,
    has_factor: bool,
    typed: AccessForm,
    errors: FieldErrors,
    /// Every reach as a choice.
    reaches: Vec<(&'static str, &'static str)>,
    langs: Vec<(&'static str, &'static str)>,
    /// Each application with how far they see in it.
    told: Vec<(&'static str, &'static str)>,
    /// Station Clients is open in this space.
    is_open: bool,
    may_write: bool,
    /// Whether the second factor may be taken away.
    may_reset: bool,
    /// Whether it may be taken away.
    may_withdraw: bool,
}

/// What was just done.
#[derive(Deserialize)]
pub struct Done {
    #[serde(default)]
    fait: String,
}

/// Shows it.
pub async fn show(office: BackOffice<may::ContactsRead>, Path(id): Path<Uuid>, Query(done): Query<Done>) -> Result<Response> {
    let contact = contacts::get(&office.space, id, Eyes::from(&office.member)).await?;
    let mut show = page(&office, contact).await?;
    let lang = office.lang();
    show.page.toast = match done.fait.as_str() {
        "invitation" => Some(Toast::new(lang.t("portal-done-invited"))),
        "renvoi" => Some(Toast::new(lang.t("portal-done-again"))),
        "droits" => Some(Toast::new(lang.t("portal-done-reach"))),
        "suspension" => Some(Toast::new(lang.t("portal-done-suspended"))),
        "reprise" => Some(Toast::new(lang.t("portal-done-restored"))),
        "retrait" => Some(Toast::new(lang.t("portal-done-withdrawn"))),
        "second-facteur" => Some(Toast::new(lang.t("portal-done-factor"))),
        _ => None,
    };
    html(&show)
}

async fn page<R>(office: &BackOffice<R>, contact: Contact) -> Result<Show> {
    let access = queries::find(&office.space, contact.id).await?;
    let has_factor = factors::is_on(&office.space, contact.id).await?;
    let lang = office.lang();
    let typed = match &access {
        Some(access) => {
            let of = |application| access.reaches.of(application).as_str().to_owned();
            AccessForm {
                email: access.email.clone(),
                lang: access.lang.code().to_owned(),
                data: of(Application::Data),
                messages: of(Application::Messages),
                files: of(Application::Files),
            }
        }
        None => AccessForm::new(contact.words.email.clone(), lang),
    };
    Ok(Show {
        page: office.page_called(lang.t_args("portal-access-title", &[("name", contact.words.name().into())])),
        now: office.now,
        has_factor,
        typed,
        errors: FieldErrors::default(),
        reaches: Reach::ALL.map(|reach| (reach.as_str(), reach.title().to(lang.into()))).to_vec(),
        langs: Lang::ALL.map(|one| (one.code(), one.own_name())).to_vec(),
        told: access
            .as_ref()
            .map(|access| access.reaches.each().map(|(a, r)| (a.title().to(lang.into()), r.title().to(lang.into()))).to_vec())
            .unwrap_or_default(),
        is_open: Look::get(&office.space).await?.is_open,
        may_write: office.may(Right::ContactsWrite),
        may_reset: office.may(Right::ContactsDelete),
        may_withdraw: office.may(Right::ContactsDelete) || !access.as_ref().is_some_and(|access| came_in(access, has_factor)),
        access,
        contact,
    })
}

/// The page again, with what was typed and what is wrong with it.
pub(super) async fn again<R>(office: &BackOffice<R>, contact: Contact, typed: AccessForm, errors: FieldErrors) -> Result<Response> {
    unprocessable(&Show { typed, errors, ..page(office, contact).await? })
}

/// A change of somebody's access, begun: the contact, and a transaction that sees their access as it is.
pub(super) struct Change {
    pub tx: Tx,
    pub contact: Contact,
    pub access: Option<Access>,
    now: Now,
    actor: Actor,
}

impl Change {
    /// Begins one.
    pub(super) async fn begin<R>(office: &BackOffice<R>, id: Uuid) -> Result<Self> {
        let tx = office.space.begin().await?;
        let contact = contacts::get(&tx, id, Eyes::from(&office.member)).await?;
        let access = queries::find(&tx, id).await?;
        Ok(Self { tx, contact, access, now: office.now, actor: Actor::from(office) })
    }

    /// The access that is to be changed.
    pub(super) fn access(&self) -> Result<&Access> {
        self.access.as_ref().ok_or(Error::Conflict("portal-no-access"))
    }

    /// The same in one of these states.
    pub(super) fn access_in(&self, states: &[AccessState]) -> Result<&Access> {
        self.access().ok().filter(|access| states.contains(&access.state)).ok_or(Error::Conflict("portal-other-state"))
    }

    /// Writes down what was done, and makes it last.
    pub(super) async fn done(self, action: &'static str, fields: &[FieldChange]) -> Result<()> {
        changes::record(&self.tx, self.now, &self.actor, contacts::KIND, self.contact.id, action, fields).await?;
        Ok(self.tx.commit().await?)
    }
}

/// Says how far the contact sees from their next click on.
pub async fn update(office: BackOffice<may::ContactsWrite>, Path(id): Path<Uuid>, Form(form): Form<AccessForm>) -> Result<Response> {
    let change = Change::begin(&office, id).await?;
    let (before, after) = (change.access()?.reaches, form.reaches());
    if before != after {
        queries::update_reaches(&change.tx, office.now, id, after).await?;
        change.done("reach", &differences(Some(before), after)).await?;
    }
    Ok(Redirect::to(&format!("/admin/contacts/{id}/acces?fait=droits")).into_response())
}

/// What changed of it, to be written down.
pub(super) fn differences(before: Option<Reaches>, after: Reaches) -> Vec<FieldChange> {
    let name = |application| match application {
        Application::Data => "reach_data",
        Application::Messages => "reach_messages",
        Application::Files => "reach_files",
    };
    let was = |application| before.map(|before| before.of(application).as_str());
    changes::differences(after.each().map(|(application, reach)| (name(application), was(application), Some(reach.as_str()))))
}

/// Whether somebody has come in with an access, or can.
pub(super) fn came_in(access: &Access, has_factor: bool) -> bool {
    access.last_seen_at.is_some() || access.has_password || has_factor
}

/// Takes the access away, and says so to its address. Nothing else of the contact is touched.
///
/// Once it was used this is for those who may delete: whoever takes an access away can give it to another mailbox, past its
/// password and second factor.
pub async fn delete(office: BackOffice<may::ContactsWrite>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    let change = Change::begin(&office, id).await?;
    let access = change.access()?.clone();
    if came_in(&access, factors::is_on(&change.tx, id).await?) && !office.may(Right::ContactsDelete) {
        return Err(Error::Forbidden);
    }
    queries::delete(&change.tx, id).await?;
    let name = change.contact.words.name();
    change.done("access_withdrawn", &changes::differences([("email", Some(access.email.as_str()), None)])).await?;
    office.note(Noted::AccessRemoved, id, Some("contact")).await;
    letter::withdrawn(&office, &name, &access).await?;
    Ok(Redirect::to(&format!("/admin/contacts/{id}/acces?fait=retrait")).into_response())
}

/// Takes the second factor away: the telephone is lost, the person is known. Sessions end, and the person is written to.
pub async fn delete_factor(office: BackOffice<may::ContactsDelete>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    let change = Change::begin(&office, id).await?;
    let access = change.access()?.clone();
    if !factors::is_on(&change.tx, id).await? {
        return Err(Error::Conflict("portal-no-factor"));
    }
    factors::delete_all(&change.tx, id).await?;
    queries::end_all(&change.tx, id).await?;
    let name = change.contact.words.name();
    change.done("factor_reset", &[]).await?;
    office.note(Noted::SecondFactorReset, id, Some("contact")).await;
    letter::factor_reset(&office, &name, &access).await?;
    Ok(Redirect::to(&format!("/admin/contacts/{id}/acces?fait=second-facteur")).into_response())
}

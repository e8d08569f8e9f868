//! Where the company says which fields it adds.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::limits;
use serde::Deserialize;
use uuid::Uuid;

use super::field::{Field, Kind, Subject};
use super::form::FieldForm;
use super::{KIND, queries};
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::space::changes::{self, Actor, FieldChange, differences};
use crate::web::form::{Form, Nothing, OpenForm};
use crate::web::i18n::Lang;
use crate::web::page::{FieldErrors, Page, Toast};
use crate::web::reply::{html, unprocessable};

type Office = BackOffice<may::SettingsWrite>;

const LIST: &str = "/admin/reglages/champs";

#[derive(Template)]
#[template(path = "space/fields/list.html")]
struct List {
    page: Page,
    /// The fields of each subject, with how many rows each holds something for.
    groups: Vec<(Subject, Vec<Field>, HashMap<Uuid, i64>)>,
}

#[derive(Template)]
#[template(path = "space/fields/edit.html")]
struct Edit {
    page: Page,
    /// None for a new field.
    field: Option<Field>,
    typed: FieldForm,
    errors: FieldErrors,
}

#[derive(Template)]
#[template(path = "space/fields/delete.html")]
struct Delete {
    page: Page,
    field: Field,
    filled: i64,
}

/// What the address says.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    sorte: String,
    fait: String,
}

/// The fields, in their order.
pub async fn list(office: Office, Query(asked): Query<Asked>) -> Result<Response> {
    let mut groups = Vec::new();
    for subject in Subject::ALL {
        groups.push((subject, queries::list(&office.space, subject).await?, queries::counts(&office.space, subject).await?));
    }
    let mut page = office.page("fields-list-title");
    page.toast = done(office.lang(), &asked.fait);
    html(&List { page, groups })
}

impl List {
    /// The two ways that a field can be moved: its word, what it is called, its picture.
    fn ways(&self) -> [(&'static str, &'static str, &'static str); 2] {
        let icon = crate::web::page::icon;
        [("haut", "fields-up", icon("arrow-up")), ("bas", "fields-down", icon("arrow-down"))]
    }

    fn filled(&self, counts: &HashMap<Uuid, i64>, field: &Field) -> String {
        self.page.t_args("fields-filled", &[("n", counts.get(&field.id).copied().unwrap_or(0).into())])
    }
}

impl Edit {
    fn kinds(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        Kind::OFFERED.into_iter().map(|kind| (kind.code(), kind.title(self.page.lang)))
    }

    fn kind(&self) -> &'static str {
        Kind::from_code(&self.typed.genre).title(self.page.lang)
    }

    /// A new field may turn out to be one of choices; one that is there is, or is not.
    fn has_choices(&self) -> bool {
        self.field.as_ref().is_none_or(|field| field.kind == Kind::Choice)
    }
}

/// Asks for a new field.
pub async fn new(office: Office, Query(asked): Query<Asked>) -> Result<Response> {
    html(&Edit { page: office.page("fields-new"), field: None, typed: FieldForm::new(&asked.sorte), errors: FieldErrors::default() })
}

/// Adds a field.
pub async fn create(office: Office, Form(form): Form<FieldForm>) -> Result<Response> {
    let id = form.id.unwrap_or_else(Uuid::now_v7);
    let form = FieldForm { id: Some(id), ..form };
    let refuse = |errors| unprocessable(&Edit { page: office.page("fields-new"), field: None, typed: form.clone(), errors });
    let new = match form.parse(office.lang()) {
        Ok(new) => new,
        Err(errors) => return refuse(errors),
    };
    let tx = office.space.begin().await?;
    let there = queries::list(&tx, new.subject).await?;
    if there.iter().filter(|field| !field.is_imported && field.id != id).count() >= limits::CUSTOM_FIELDS {
        drop(tx);
        let mut errors = FieldErrors::default();
        errors.add("label", office.lang().t_args("fields-many", &[("n", limits::CUSTOM_FIELDS.into())]));
        return refuse(errors);
    }
    if queries::insert(&tx, office.now, id, &new).await? {
        let fields = differences([("label", None, Some(new.label.as_str()))]);
        changes::record(&tx, office.now, &Actor::from(&office), KIND, id, "created", &fields).await?;
    }
    tx.commit().await?;
    Ok(to_list("ajout"))
}

fn to_list(done: &str) -> Response {
    Redirect::to(&format!("{LIST}?fait={done}")).into_response()
}

/// The form of a field that is there.
pub async fn edit(office: Office, Path(id): Path<Uuid>) -> Result<Response> {
    let field = ours(queries::get(&office.space, id).await?)?;
    html(&Edit { page: office.page("fields-edit"), typed: FieldForm::of(&field), field: Some(field), errors: FieldErrors::default() })
}

/// Refuses to change what Dolibarr defines.
fn ours(field: Field) -> Result<Field> {
    if field.is_imported { Err(Error::Conflict("fields-dolibarr-owned")) } else { Ok(field) }
}

/// Labels a field anew, and says its choices anew.
pub async fn update(office: Office, Path(id): Path<Uuid>, OpenForm(form, sent): OpenForm<FieldForm>) -> Result<Response> {
    let tx = office.space.begin().await?;
    let field = ours(queries::get(&tx, id).await?)?;
    let form = form.sent(&field, &sent);
    let page = || office.page("fields-edit");
    let new = match form.parse(office.lang()) {
        Ok(new) => new,
        Err(errors) => return unprocessable(&Edit { page: page(), field: Some(field), typed: form, errors }),
    };
    if !queries::update(&tx, office.now, id, form.version, &new.label, &new.options).await? {
        drop(tx);
        let mut errors = FieldErrors::default();
        errors.add("label", office.lang().t("fields-changed"));
        let typed = FieldForm { version: field.version, ..form };
        let mut answer = html(&Edit { page: page(), field: Some(field), typed, errors })?;
        *answer.status_mut() = StatusCode::CONFLICT;
        return Ok(answer);
    }
    let fields = told(&field, &new.label, &new.options);
    if !fields.is_empty() {
        changes::record(&tx, office.now, &Actor::from(&office), KIND, id, "updated", &fields).await?;
    }
    tx.commit().await?;
    Ok(to_list("modification"))
}

fn told(field: &Field, label: &str, options: &[(String, String)]) -> Vec<FieldChange> {
    let said = |options: &[(String, String)]| options.iter().map(|(_, label)| label.as_str()).collect::<Vec<_>>().join(", ");
    let (before, after) = (said(&field.options), said(options));
    differences([("label", Some(field.label.as_str()), Some(label)), ("options", Some(before.as_str()), Some(after.as_str()))])
}

/// Where to.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct OrderForm {
    /// haut, bas.
    sens: String,
}

/// Puts a field before or behind its neighbour.
pub async fn order(office: Office, Path(id): Path<Uuid>, Form(form): Form<OrderForm>) -> Result<Response> {
    let tx = office.space.begin().await?;
    let field = ours(queries::get(&tx, id).await?)?;
    queries::swap(&tx, &field, form.sens == "haut").await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("{LIST}#{}", field.input())).into_response())
}

/// Retires a field.
pub async fn retire(office: Office, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    set_retired(&office, id, true).await?;
    Ok(to_list("retrait"))
}

/// Brings a field back.
pub async fn restore(office: Office, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    set_retired(&office, id, false).await?;
    Ok(to_list("retour"))
}

async fn set_retired(office: &Office, id: Uuid, retired: bool) -> Result<()> {
    let tx = office.space.begin().await?;
    ours(queries::get(&tx, id).await?)?;
    if queries::set_retired(&tx, office.now, id, retired).await? {
        let action = if retired { "retired" } else { "returned" };
        changes::record(&tx, office.now, &Actor::from(office), KIND, id, action, &[]).await?;
    }
    Ok(tx.commit().await?)
}

/// Says what goes with a field before it goes.
pub async fn confirm(office: Office, Path(id): Path<Uuid>) -> Result<Response> {
    let field = ours(queries::get(&office.space, id).await?)?;
    let filled = queries::counts(&office.space, field.subject).await?.get(&id).copied().unwrap_or(0);
    html(&Delete { page: office.page("fields-delete-title"), field, filled })
}

/// Deletes a field with everything that it holds.
pub async fn delete(office: Office, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    let tx = office.space.begin().await?;
    let field = ours(queries::get(&tx, id).await?)?;
    queries::delete(&tx, id).await?;
    let fields = differences([("label", Some(field.label.as_str()), None)]);
    changes::record(&tx, office.now, &Actor::from(&office), KIND, id, "deleted", &fields).await?;
    tx.commit().await?;
    Ok(to_list("suppression"))
}

/// What was just done, in words.
fn done(lang: Lang, what: &str) -> Option<Toast> {
    let key = match what {
        "ajout" => "fields-done-created",
        "modification" => "fields-done-updated",
        "retrait" => "fields-done-retired",
        "retour" => "fields-done-returned",
        "suppression" => "fields-done-deleted",
        _ => return None,
    };
    Some(Toast::new(lang.t(key)))
}

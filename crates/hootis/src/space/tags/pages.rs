//! The tags of a space, kept in order: named, coloured, put together, taken away.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;
use uuid::Uuid;

use super::form::{NewTag, TagForm};
use super::queries::{self, Kept, OFFERED};
use super::{COLORS, KIND, Subject};
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::space::changes::{self, Actor, differences};
use crate::web::form::{Form, Nothing};
use crate::web::i18n::Lang;
use crate::web::page::{FieldErrors, Page, Toast};
use crate::web::reply::{html, unprocessable};

type Office = BackOffice<may::TagsWrite>;

/// Tags are kept in order from the settings.
fn titled(mut page: Page) -> Page {
    page.mark_as_under("/admin/reglages");
    page
}

/// Where the tags of a subject are listed.
fn list_of(subject: Subject) -> String {
    format!("/admin/etiquettes?sorte={}", subject.code())
}

#[derive(Template)]
#[template(path = "space/tags/list.html")]
struct List {
    page: Page,
    subject: Subject,
    tags: Vec<Kept>,
    has_more: bool,
    typed: TagForm,
    errors: FieldErrors,
}

#[derive(Template)]
#[template(path = "space/tags/show.html")]
struct Show {
    page: Page,
    kept: Kept,
    /// The others that it can be put together with.
    others: Vec<Kept>,
    typed: TagForm,
    errors: FieldErrors,
    /// Another that has the name that was typed.
    same: Option<super::Tag>,
}

impl Show {
    /// The one that already has the name that was typed.
    fn is_same(&self, other: &Kept) -> bool {
        self.same.as_ref().is_some_and(|same| same.id == other.tag.id)
    }
}

#[derive(Template)]
#[template(path = "space/tags/delete.html")]
struct Delete {
    page: Page,
    kept: Kept,
}

/// What the address says.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    sorte: String,
    fait: String,
}

/// The tags, with how often each is used.
pub async fn list(office: Office, Query(asked): Query<Asked>) -> Result<Response> {
    let mut list = listed(&office, Subject::from_code(&asked.sorte)).await?;
    list.page.toast = done(office.lang(), &asked.fait);
    html(&list)
}

async fn listed(office: &Office, subject: Subject) -> Result<List> {
    let mut tags = queries::list_kept(&office.space, subject).await?;
    let most = usize::try_from(OFFERED).unwrap_or(usize::MAX);
    let has_more = tags.len() > most;
    tags.truncate(most);
    Ok(List { page: titled(office.page("tags-title")), subject, tags, has_more, typed: TagForm::default(), errors: FieldErrors::default() })
}

/// Makes a tag.
pub async fn create(office: Office, Form(form): Form<TagForm>) -> Result<Response> {
    let (lang, subject) = (office.lang(), Subject::from_code(&form.sorte));
    let new = match form.parse(lang) {
        Ok(new) => new,
        Err(errors) => return unprocessable(&List { errors, typed: form, ..listed(&office, subject).await? }),
    };
    let tx = office.space.begin().await?;
    if queries::find_named(&tx, subject, &new.name).await?.is_some() {
        drop(tx);
        let mut errors = FieldErrors::default();
        errors.add("name", lang.t("tags-name-taken"));
        return unprocessable(&List { errors, typed: form, ..listed(&office, subject).await? });
    }
    let tag = queries::insert_new(&tx, office.now, subject, &new).await?;
    let fields = differences([("name", None, Some(new.name.as_str())), ("color", None, new.color)]);
    changes::record(&tx, office.now, &Actor::from(&office), KIND, tag.id, "created", &fields).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("{}&fait=ajout", list_of(subject))).into_response())
}

/// One tag.
pub async fn edit(office: Office, Path(id): Path<Uuid>) -> Result<Response> {
    let kept = queries::get_kept(&office.space, id).await?;
    html(&page(&office, kept, None).await?)
}

async fn page(office: &Office, kept: Kept, typed: Option<TagForm>) -> Result<Show> {
    let mut others = queries::list_kept(&office.space, kept.subject).await?;
    others.retain(|other| other.tag.id != kept.tag.id);
    let of = |kept: &Kept| TagForm {
        name: kept.tag.name.clone(),
        color: kept.tag.color.clone().unwrap_or_default(),
        sorte: kept.subject.code().to_owned(),
        version: kept.version,
    };
    let typed = TagForm { version: kept.version, ..typed.unwrap_or_else(|| of(&kept)) };
    Ok(Show { page: titled(office.page_called(kept.tag.name.clone())), others, typed, errors: FieldErrors::default(), same: None, kept })
}

/// Names and colours a tag anew.
pub async fn update(office: Office, Path(id): Path<Uuid>, Form(form): Form<TagForm>) -> Result<Response> {
    let lang = office.lang();
    let new = match form.parse(lang) {
        Ok(new) => new,
        Err(errors) => return unprocessable(&Show { errors, ..page(&office, queries::get_kept(&office.space, id).await?, Some(form)).await? }),
    };
    let tx = office.space.begin().await?;
    let kept = ours(queries::get_kept(&tx, id).await?)?;
    let mut errors = FieldErrors::default();
    let same = queries::find_named(&tx, kept.subject, &new.name).await?.filter(|other| other.id != id);
    if same.is_some() {
        drop(tx);
        errors.add("name", lang.t("tags-name-taken"));
        return unprocessable(&Show { errors, same, ..page(&office, kept, Some(form)).await? });
    }
    if !queries::update(&tx, office.now, id, form.version, &new).await? {
        drop(tx);
        errors.add("name", lang.t("tags-changed"));
        let mut answer = html(&Show { errors, ..page(&office, kept, Some(form)).await? })?;
        *answer.status_mut() = StatusCode::CONFLICT;
        return Ok(answer);
    }
    let fields = told(&kept, &new);
    if !fields.is_empty() {
        changes::record(&tx, office.now, &Actor::from(&office), KIND, id, "updated", &fields).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&format!("{}&fait=modification", list_of(kept.subject))).into_response())
}

fn told(kept: &Kept, new: &NewTag) -> Vec<changes::FieldChange> {
    differences([("name", Some(kept.tag.name.as_str()), Some(new.name.as_str())), ("color", kept.tag.color.as_deref(), new.color)])
}

/// Refuses to change what Dolibarr owns.
fn ours(kept: Kept) -> Result<Kept> {
    if kept.is_imported { Err(Error::Conflict("tags-dolibarr-owned")) } else { Ok(kept) }
}

/// With which tag one is put together.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct MergeForm {
    avec: String,
}

/// Puts everything that has this tag under another, and takes this one away.
pub async fn merge(office: Office, Path(id): Path<Uuid>, Form(form): Form<MergeForm>) -> Result<Response> {
    let tx = office.space.begin().await?;
    let kept = ours(queries::get_kept(&tx, id).await?)?;
    let into = match form.avec.parse() {
        Ok(into) if into != id => queries::find(&tx, kept.subject, into).await?,
        _ => None,
    };
    let Some(into) = into else {
        drop(tx);
        let mut errors = FieldErrors::default();
        errors.add("avec", office.lang().t("tags-merge-missing"));
        return unprocessable(&Show { errors, ..page(&office, kept, None).await? });
    };
    queries::merge(&tx, kept.subject, id, into.id).await?;
    let fields = differences([("tag", Some(kept.tag.name.as_str()), Some(into.name.as_str()))]);
    changes::record(&tx, office.now, &Actor::from(&office), KIND, into.id, "merged", &fields).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("{}&fait=fusion", list_of(kept.subject))).into_response())
}

/// Says what goes with a tag before it goes.
pub async fn confirm(office: Office, Path(id): Path<Uuid>) -> Result<Response> {
    let kept = ours(queries::get_kept(&office.space, id).await?)?;
    html(&Delete { page: titled(office.page("tags-delete-title")), kept })
}

/// Takes a tag away for good.
pub async fn delete(office: Office, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    let tx = office.space.begin().await?;
    let kept = ours(queries::get_kept(&tx, id).await?)?;
    queries::delete(&tx, id).await?;
    let fields = differences([("name", Some(kept.tag.name.as_str()), None)]);
    changes::record(&tx, office.now, &Actor::from(&office), KIND, id, "deleted", &fields).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("{}&fait=suppression", list_of(kept.subject))).into_response())
}

/// What was just done, in words.
fn done(lang: Lang, what: &str) -> Option<Toast> {
    let key = match what {
        "ajout" => "tags-done-created",
        "modification" => "tags-done-updated",
        "fusion" => "tags-done-merged",
        "suppression" => "tags-done-deleted",
        _ => return None,
    };
    Some(Toast::new(lang.t(key)))
}

impl Kept {
    /// Where the tags of its subject are listed.
    fn list(&self) -> String {
        list_of(self.subject)
    }

    /// The list that shows what has it.
    fn rows_list(&self) -> String {
        let list = if self.subject == Subject::Contact { "contacts" } else { "clients" };
        format!("/admin/{list}?etiquette={}", self.tag.id)
    }

    /// How many rows have it, in words.
    fn used(&self, page: &Page) -> String {
        let key = if self.subject == Subject::Contact { "tags-used-contacts" } else { "tags-used-parties" };
        page.t_args(key, &[("n", self.rows.into())])
    }
}

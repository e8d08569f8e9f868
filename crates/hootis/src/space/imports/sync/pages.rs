//! The setting: how often, paused or not, and a run at once.

use askama::Template;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

use super::super::pages::{is_free, run_path};
use super::super::queries::{self as runs, ImportSource, NewRun};
use super::super::run::{Progress, RunKind, RunState};
use super::super::{job as run_job, words};
use super::queries::{self, Setting};
use super::{EVERY, EVERY_HOUR, Sync, job};
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::web::form::{Form, Nothing};
use crate::web::i18n::Lang;
use crate::web::page::{FieldErrors, Page};
use crate::web::reply::{html, unprocessable};

#[derive(Template)]
#[template(path = "space/imports/sync/edit.html")]
struct Edit {
    page: Page,
    source: ImportSource,
    sync: Option<SyncView>,
    every: String,
    choices: Vec<(String, String)>,
    errors: FieldErrors,
}

/// A setting, as pages show it.
pub(in super::super) struct SyncView {
    pub sync: Sync,
    /// How often, in words.
    pub every: String,
    /// Why the last run failed; empty when it did not.
    pub why: &'static str,
}

impl SyncView {
    pub(in super::super) fn new(sync: Sync, lang: Lang) -> Self {
        let why = sync.why.as_deref().map_or("", |why| words::error(lang, why));
        Self { every: every(lang, sync.every_minutes), why, sync }
    }

    /// Where the report of the last run is.
    pub(in super::super) fn report(&self) -> Option<String> {
        self.sync.last_run.map(run_path)
    }
}

/// « Toutes les 30 minutes », « Toutes les heures », « Tous les jours ».
fn every(lang: Lang, minutes: i64) -> String {
    match minutes {
        60 => lang.t("imports-sync-hourly").to_owned(),
        1440 => lang.t("imports-sync-daily").to_owned(),
        minutes if minutes % 60 == 0 => lang.t_args("imports-sync-hours", &[("n", (minutes / 60).into())]),
        minutes => lang.t_args("imports-sync-minutes", &[("n", minutes.into())]),
    }
}

/// What a browser sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct SyncForm {
    every: String,
}

impl SyncForm {
    fn parse(&self) -> Option<i64> {
        self.every.parse().ok().filter(|minutes| EVERY.contains(minutes))
    }
}

async fn source_of(office: &BackOffice<may::ImportsRun>) -> Result<ImportSource> {
    queries::find_source(&office.space).await?.ok_or(Error::NotFound)
}

async fn view(office: &BackOffice<may::ImportsRun>, source: ImportSource, typed: Option<String>, errors: FieldErrors) -> Result<Edit> {
    let lang = office.lang();
    let sync = queries::find(&office.space, source.id).await?;
    let chosen = sync.as_ref().map_or(EVERY_HOUR, |sync| sync.every_minutes);
    Ok(Edit {
        page: office.page("imports-sync-title"),
        every: typed.unwrap_or_else(|| chosen.to_string()),
        choices: EVERY.iter().map(|minutes| (minutes.to_string(), every(lang, *minutes))).collect(),
        sync: sync.map(|sync| SyncView::new(sync, lang)),
        source,
        errors,
    })
}

/// Asks how often.
pub async fn edit(office: BackOffice<may::ImportsRun>) -> Result<Response> {
    let source = source_of(&office).await?;
    html(&view(&office, source, None, FieldErrors::default()).await?)
}

/// Sets how often, from now on: whatever failed before is forgotten.
pub async fn update(office: BackOffice<may::ImportsRun>, Form(form): Form<SyncForm>) -> Result<Response> {
    let source = source_of(&office).await?;
    let Some(every_minutes) = form.parse() else {
        let mut errors = FieldErrors::default();
        errors.add("every", office.lang().t("imports-sync-bad"));
        return unprocessable(&view(&office, source, Some(form.every), errors).await?);
    };
    let next_at = office.now.after(std::time::Duration::from_secs(every_minutes.unsigned_abs() * 60));
    let setting = Setting { every_minutes, by: office.member.id, name: &office.member.name, next_at };
    queries::put(&office.space, office.now, source.id, &setting).await?;
    job::ask(&office.desk(), source.id, next_at).await?;
    Ok(Redirect::to("/admin/dolibarr?fait=synchronisation").into_response())
}

/// Pauses it: nothing is read until somebody sets it again.
pub async fn pause(office: BackOffice<may::ImportsRun>, _: Form<Nothing>) -> Result<Response> {
    queries::pause_all(&office.space, office.now).await?;
    Ok(Redirect::to("/admin/dolibarr?fait=pause").into_response())
}

/// Reads it at once.
pub async fn create(office: BackOffice<may::ImportsRun>, _: Form<Nothing>) -> Result<Response> {
    let (source, desk) = (source_of(&office).await?, office.desk());
    desk.count(&hootis_policy::limits::CONNECTION_SPACE, "").await?;
    if !is_free(&office.space, &desk).await? {
        // Somebody clicked twice, or it is under way by itself: that one is shown.
        let busy = runs::find_busy_run(&office.space).await?.ok_or(Error::Conflict("imports-busy"))?;
        return Ok(Redirect::to(&run_path(busy.id)).into_response());
    }
    let (entity, take) = queries::choice(&office.space, source.id).await?;
    let progress = Progress { identity: source.label, ..Progress::default() };
    let new = NewRun {
        source_id: Some(source.id),
        kind: RunKind::Import,
        state: RunState::Queued,
        upload_id: None,
        entity,
        take,
        requested_by: Some(office.member.id),
        requested_name: &office.member.name,
        progress: &progress,
    };
    let run = runs::insert_run(&office.space, office.now, &new).await?;
    run_job::ask(&desk, run).await?;
    Ok(Redirect::to(&run_path(run)).into_response())
}

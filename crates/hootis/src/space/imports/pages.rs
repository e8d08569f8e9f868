//! The pages of imports: what is connected, what was done, and one run from its start to its result.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use hootis_dolibarr::Take;
use hootis_policy::permissions::Right;
use hootis_policy::retention;
use hootis_space::SpaceDb;
use serde::Deserialize;
use uuid::Uuid;

use super::command::find_undoable;
use super::queries::{self, Acknowledgement, ImportSource, NewRun};
use super::run::{Progress, Run, RunKind, RunState};
use super::sync::{self, pages::SyncView};
use super::view::RunView;
use super::{connection, job, store, words};
use crate::access::desk::Desk;
use crate::access::{BackOffice, may};
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::web::form::{Form, Nothing};
use crate::web::i18n::Lang;
use crate::web::page::Page;
use crate::web::reply::html;

/// Runs shown on the first page.
const RUNS: i64 = 10;

/// Warnings shown on the page of a run; the report has them all.
const WARNINGS: i64 = 200;

/// The steps, for the line above each page.
pub const STEPS: [(u8, &str); 5] =
    [(0, "imports-step-source"), (1, "imports-step-check"), (2, "imports-step-choice"), (3, "imports-step-dry"), (4, "imports-step-import")];

/// What may be left out of an import: the field, and the key of its name.
pub const CHOICES: [(&str, &str); 8] = [
    ("contacts", "imports-table-contacts"),
    ("users", "imports-table-users"),
    ("categories", "imports-table-categories"),
    ("custom_fields", "imports-table-custom-fields"),
    ("sales_representatives", "imports-table-sales-representatives"),
    ("sales", "imports-take-sales"),
    ("work", "imports-take-work"),
    ("notes", "imports-take-notes"),
];

#[derive(Template)]
#[template(path = "space/imports/list.html")]
struct List {
    page: Page,
    source: Option<ImportSource>,
    is_connected: bool,
    runs: Vec<RunView>,
    may_run: bool,
    notice: &'static str,
    /// Whether what is connected can be kept up with, and the setting that does.
    can_sync: bool,
    sync: Option<SyncView>,
    now: Now,
    /// What is wrong with the archive that was sent.
    refused: String,
    /// The largest archive, in words and in bytes.
    most: String,
    most_bytes: u64,
}

#[derive(Template)]
#[template(path = "space/imports/show.html")]
struct Show {
    page: Page,
    run: RunView,
}

#[derive(Template)]
#[template(path = "space/imports/_run.html")]
struct State {
    page: Page,
    run: RunView,
}

#[derive(Template)]
#[template(path = "space/imports/undo.html")]
struct Undo {
    page: Page,
    run: RunView,
    can: bool,
    notes: i64,
}

/// Where a run is shown.
pub(super) fn run_path(run: Uuid) -> String {
    format!("/admin/dolibarr/passages/{run}")
}

/// What was just done.
#[derive(Deserialize)]
pub struct Done {
    #[serde(default)]
    fait: String,
}

/// Whether a run may begin. What is left of a process that died is put right on the way.
pub(super) async fn is_free(space: &SpaceDb, desk: &Desk) -> Result<bool> {
    let Some(busy) = queries::find_busy_run(space).await? else { return Ok(true) };
    let Some(_lock) = super::lock::try_lock(&desk.folder().await?)? else { return Ok(false) };
    if busy.requested_by.is_none() && busy.state == RunState::Running {
        queries::end_run(space, desk.now(), busy.id, RunState::Failed, &busy.progress, Some("interrupted")).await?;
        return Ok(true);
    }
    job::ask(desk, busy.id).await?;
    Ok(false)
}

/// What is connected, and the last runs.
pub async fn list(office: BackOffice<may::ImportsRead>, Query(done): Query<Done>) -> Result<Response> {
    list_with(&office, &done.fait, String::new(), StatusCode::OK).await
}

/// The same, with what is wrong with what was sent.
pub(super) async fn list_with<R>(office: &BackOffice<R>, done: &str, refused: String, status: StatusCode) -> Result<Response> {
    let desk = office.desk();
    store::delete_uploads_before(&desk, &office.space, office.now.before(retention::UPLOAD)).await?;
    let sources = queries::list_sources(&office.space).await?;
    let is_connected = sources.iter().any(|source| source.sealed_url.is_some());
    let source = sources.into_iter().max_by_key(|source| (source.sealed_url.is_some(), source.acknowledged_at));
    let runs = queries::list_runs(&office.space, RUNS).await?.into_iter().map(|run| RunView::new(run, office.lang())).collect();
    let page = office.page("imports-title");
    let notice = match done {
        "debranche" => page.t("imports-unplugged"),
        "synchronisation" => page.t("imports-sync-set"),
        "pause" => page.t("imports-sync-paused-now"),
        _ => "",
    };
    let kept = sync::queries::find_source(&office.space).await?;
    let sync = match &kept {
        Some(kept) => sync::queries::find(&office.space, kept.id).await?.map(|sync| SyncView::new(sync, office.lang())),
        None => None,
    };
    let may_run = office.may(Right::ImportsRun);
    let most_bytes = hootis_policy::limits::UPLOAD_BYTES;
    let most = page.size_bytes(most_bytes);
    let (can_sync, now) = (kept.is_some(), office.now);
    let list = List { may_run, page, source, is_connected, runs, notice, can_sync, sync, now, refused, most, most_bytes };
    Ok((status, Html(list.render()?)).into_response())
}

/// A run with all that its page shows.
async fn view<R>(office: &BackOffice<R>, id: Uuid) -> Result<RunView> {
    let run = queries::get_run(&office.space, id).await?;
    let mut view = RunView::new(run, office.lang());
    view.may_run = office.may(Right::ImportsRun);
    if !view.is_busy() {
        let warnings = queries::list_warnings(&office.space, id, 0, WARNINGS).await?;
        view.show_warnings(warnings, office.lang());
        let undoable = find_undoable(&office.space, office.now).await?;
        view.can_undo = view.may_run && undoable.is_some_and(|run| run.id == id);
    }
    Ok(view)
}

/// One run: its progress, then its result.
pub async fn show(office: BackOffice<may::ImportsRead>, Path(id): Path<Uuid>) -> Result<Response> {
    html(&Show { run: view(&office, id).await?, page: office.page("imports-title") })
}

/// The part of that page which changes.
pub async fn state(office: BackOffice<may::ImportsRead>, Path(id): Path<Uuid>) -> Result<Response> {
    html(&State { run: view(&office, id).await?, page: office.page("imports-title") })
}

/// Looks again at what is connected.
pub async fn again(office: BackOffice<may::ImportsRun>, _: Form<Nothing>) -> Result<Response> {
    let source = queries::list_sources(&office.space).await?.into_iter().find(|source| source.sealed_url.is_some());
    let Some(source) = source else { return Ok(Redirect::to("/admin/dolibarr/connexion").into_response()) };
    let desk = office.desk();
    desk.count(&hootis_policy::limits::CONNECTION_SPACE, "").await?;
    if !is_free(&office.space, &desk).await? {
        return Err(Error::Conflict("imports-busy"));
    }
    let run = connection::begin_check(&office, source.id, None, source.label).await?;
    Ok(Redirect::to(&run_path(run)).into_response())
}

/// What is to be taken.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct ChoiceForm {
    entity: String,
    contacts: String,
    users: String,
    categories: String,
    custom_fields: String,
    notes: String,
    sales_representatives: String,
    sales: String,
    work: String,
}

impl ChoiceForm {
    fn take(&self) -> Take {
        let ticked = |field: &String| !field.is_empty();
        Take {
            contacts: ticked(&self.contacts),
            users: ticked(&self.users),
            categories: ticked(&self.categories),
            custom_fields: ticked(&self.custom_fields),
            notes: ticked(&self.notes),
            sales_representatives: ticked(&self.sales_representatives),
            sales: ticked(&self.sales),
            work: ticked(&self.work),
        }
    }
}

/// From a check to a count: what an import of that choice would do.
pub async fn count(office: BackOffice<may::ImportsRun>, Path(id): Path<Uuid>, Form(form): Form<ChoiceForm>) -> Result<Response> {
    let check = queries::get_run(&office.space, id).await?;
    let Some(found) = check.progress.found.clone().filter(|_| check.kind == RunKind::Check && check.state == RunState::Done) else {
        return Ok(Redirect::to(&run_path(id)).into_response());
    };
    let entity = form.entity.parse().ok().filter(|id| found.entities.iter().any(|(known, _)| known == id)).unwrap_or(1);
    let take = form.take();
    let total = super::view::expected(&found, take);
    let source = source_for(&office, &check, entity, take).await?;
    let new = Run { source_id: Some(source), entity, take, ..check };
    follow(&office, new, RunKind::Dry, total).await
}

/// From a count to the import of the same.
pub async fn create(office: BackOffice<may::ImportsRun>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    let dry = queries::get_run(&office.space, id).await?;
    if dry.kind != RunKind::Dry || dry.state != RunState::Done {
        return Ok(Redirect::to(&run_path(id)).into_response());
    }
    let total = dry.progress.rows;
    follow(&office, dry, RunKind::Import, total).await
}

/// Begins a run that reads what another one read.
async fn follow(office: &BackOffice<may::ImportsRun>, from: Run, kind: RunKind, total: u64) -> Result<Response> {
    let desk = office.desk();
    if !is_free(&office.space, &desk).await? {
        return Err(Error::Conflict("imports-busy"));
    }
    let progress = Progress { identity: from.progress.identity, total, ..Progress::default() };
    let new = NewRun {
        source_id: from.source_id,
        kind,
        state: RunState::Queued,
        upload_id: from.upload_id,
        entity: from.entity,
        take: from.take,
        requested_by: Some(office.member.id),
        requested_name: &office.member.name,
        progress: &progress,
    };
    let run = queries::insert_run(&office.space, office.now, &new).await?;
    job::ask(&desk, run).await?;
    Ok(Redirect::to(&run_path(run)).into_response())
}

/// The source of an entity: what was acknowledged and confided for the check is so for it.
async fn source_for(office: &BackOffice<may::ImportsRun>, check: &Run, entity: i64, take: Take) -> Result<Uuid> {
    let checked = queries::get_source(&office.space, check.source_id.ok_or(Error::NotFound)?).await?;
    let ack = Acknowledgement {
        text: checked.acknowledged_text.clone(),
        by: checked.acknowledged_by,
        name: checked.acknowledged_name.clone(),
        at: Now(checked.acknowledged_at),
    };
    let source = queries::put_source(&office.space, office.now, entity, &checked.label, take, &ack).await?;
    if source != checked.id
        && check.upload_id.is_none()
        && let Some(sealed) = &checked.sealed_url
    {
        let desk = office.desk();
        let sealed = store::Credentials::open(&desk, checked.id, sealed).await?.seal(&desk, source).await?;
        queries::update_credentials(&office.space, office.now, source, Some(sealed.to_vec())).await?;
    }
    Ok(source)
}

/// Asks a run to stop.
pub async fn cancel(office: BackOffice<may::ImportsRun>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    let run = queries::get_run(&office.space, id).await?;
    queries::cancel_run(&office.space, office.now, run.id).await?;
    Ok(Redirect::to(&run_path(id)).into_response())
}

/// Says what undoing would do.
pub async fn undo(office: BackOffice<may::ImportsRun>, Path(id): Path<Uuid>) -> Result<Response> {
    let run = view(&office, id).await?;
    let notes = queries::count_notes_on(&office.space, id).await?;
    html(&Undo { can: run.can_undo, run, notes, page: office.page("imports-undo-title") })
}

/// Undoes it.
pub async fn delete(office: BackOffice<may::ImportsRun>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    let run = queries::get_run(&office.space, id).await?;
    let undoable = find_undoable(&office.space, office.now).await?;
    if undoable.is_some_and(|last| last.id == run.id) && queries::ask_undo(&office.space, id).await? {
        // Otherwise the next one would bring it all back.
        sync::queries::pause_all(&office.space, office.now).await?;
        job::ask(&office.desk(), id).await?;
    }
    Ok(Redirect::to(&run_path(id)).into_response())
}

/// The warnings of a run as a table for a spreadsheet.
pub async fn report(office: BackOffice<may::ImportsRead>, Path(id): Path<Uuid>) -> Result<Response> {
    let run = queries::get_run(&office.space, id).await?;
    let most = i64::try_from(queries::MAX_WARNINGS).unwrap_or(i64::MAX);
    let lang = office.lang();
    // A French spreadsheet opens what is separated by semicolons, and takes it for UTF-8 when it says so.
    let separator = if lang == Lang::Fr { b';' } else { b',' };
    let mut out = csv::WriterBuilder::new().delimiter(separator).terminator(csv::Terminator::CRLF).from_writer("\u{feff}".into());
    let heads = ["imports-kind", "imports-warning-row", "imports-warning-what", "imports-warning-done"].map(|key| lang.t(key));
    out.write_record(heads).map_err(Error::internal)?;
    for warning in queries::list_warnings(&office.space, run.id, 0, most).await? {
        let (what, done) = words::warning(lang, &warning.code, &warning.args);
        let row = warning.row.map_or_else(String::new, |row| row.to_string());
        let table = warning.args.get("path").unwrap_or(&warning.table);
        let cells = [table.as_str(), &row, &what, &done].map(hootis_policy::harmless_cell);
        out.write_record(cells).map_err(Error::internal)?;
    }
    let body: Vec<u8> = out.into_inner().map_err(Error::internal)?;
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"dolibarr.csv\""));
    Ok(response)
}

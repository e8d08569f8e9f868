//! The first page.

use askama::Template;
use axum::response::Response;
use hootis_policy::permissions::Right;
use hootis_space::Tx;

use super::chart::Chart;
use super::queries::{self, Figures, Newest, Run, Sync};
use crate::access::{BackOffice, may};
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::space::documents::Amounts;
use crate::space::members;
use crate::web::i18n::Lang;
use crate::web::page::Page;
use crate::web::reply::html;

/// New parties that are shown.
const NEWEST: i64 = 6;

#[derive(Template)]
#[template(path = "space/dashboard/show.html")]
struct Show {
    page: Page,
    now: Now,
    hello: String,
    figures: Figures,
    members: i64,
    newest: Vec<Newest>,
    chart: Option<Chart>,
    /// What remains to be paid by age, and what was signed by month: the id of the drawing, the key of its name.
    amounts: Vec<(&'static str, &'static str, Amounts)>,
    run: Option<Shown>,
    sync: Option<Sync>,
    /// What waits: words, and where to do it.
    waiting: Vec<(String, &'static str)>,
    may_import: bool,
    may_add: bool,
    may_invite: bool,
}

/// The last import, as people read it.
struct Shown {
    eye: &'static str,
    label: &'static str,
    at: i64,
    warnings: i64,
    is_running: bool,
}

/// What there is, what is new, and what to do next.
pub async fn show(office: BackOffice<may::PartiesRead>) -> Result<Response> {
    let (lang, now, id) = (office.lang(), office.now, office.space.id());
    let may_import = office.may(Right::ImportsRead);
    let read = async move |at: &Tx| {
        let figures = queries::figures(at, id, now).await?;
        let run = if may_import { queries::find_run(at).await? } else { None };
        let sync = if run.is_some() { queries::find_sync(at).await? } else { None };
        Ok::<_, Error>((figures, run, sync, members::count_people(at).await?, queries::list_newest(at, NEWEST).await?))
    };
    let (figures, run, sync, (members, invited), newest) = office.space.read(read).await?;
    let run = run.map(|run| shown(lang, &run, sync.as_ref()));
    let first = office.member.name.split_whitespace().next().unwrap_or_default().to_owned();
    html(&Show {
        page: office.page("dashboard-title"),
        now: office.now,
        hello: lang.t_args("dashboard-hello", &[("name", first.into())]),
        chart: Chart::draw(lang, &figures),
        amounts: amounts(lang, &figures),
        newest,
        waiting: waiting(&office, run.as_ref(), members, invited),
        figures,
        members,
        run,
        sync: sync.filter(Sync::is_told),
        may_import,
        may_add: office.may(Right::PartiesWrite),
        may_invite: office.may(Right::MembersWrite),
    })
}

fn amounts(lang: Lang, figures: &Figures) -> Vec<(&'static str, &'static str, Amounts)> {
    let Some(due) = &figures.due else { return Vec::new() };
    let drawn = [("ch-age", "dashboard-due-ages", due.by_age(lang)), ("ch-signed", "dashboard-signed", due.by_month(lang))];
    drawn.into_iter().filter_map(|(id, key, amounts)| Some((id, key, amounts?))).collect()
}

fn shown(lang: Lang, run: &Run, sync: Option<&Sync>) -> Shown {
    let (eye, label) = match run.state.as_str() {
        "done" | "failed" if sync.is_some_and(Sync::is_stopped) => ("bad", lang.t("dashboard-sync-stopped")),
        "done" | "failed" if sync.is_some_and(Sync::is_failing) => ("bad", lang.t("dashboard-sync-failing")),
        "done" if sync.is_some_and(Sync::is_on) => ("", lang.t("dashboard-sync-on")),
        "done" if sync.is_some() => ("off", lang.t("dashboard-sync-paused")),
        "done" => ("", lang.t("dashboard-run-done")),
        "running" | "queued" | "undoing" => ("warn", lang.t("dashboard-run-running")),
        "failed" => ("bad", lang.t("dashboard-run-failed")),
        "undone" => ("off", lang.t("dashboard-run-undone")),
        _ => ("off", lang.t("dashboard-run-cancelled")),
    };
    let at = run.ended_at.or(run.started_at).unwrap_or(run.created_at);
    Shown { eye, label, at, warnings: run.warnings, is_running: matches!(run.state.as_str(), "running" | "queued" | "undoing") }
}

fn waiting(office: &BackOffice<may::PartiesRead>, run: Option<&Shown>, members: i64, invited: i64) -> Vec<(String, &'static str)> {
    let lang = office.lang();
    let mut list = Vec::new();
    if let Some(run) = run.filter(|run| run.warnings > 0) {
        list.push((lang.t_args("dashboard-todo-warnings", &[("n", run.warnings.into())]), "/admin/dolibarr"));
    }
    if let Some(failed) = run.filter(|run| run.eye == "bad") {
        list.push((failed.label.to_owned(), "/admin/dolibarr"));
    }
    if office.may(Right::MembersWrite) {
        if invited > 0 {
            list.push((lang.t_args("dashboard-todo-invited", &[("n", invited.into())]), "/admin/equipe"));
        } else if members == 1 {
            list.push((lang.t("dashboard-todo-alone").to_owned(), "/admin/equipe/invitation"));
        }
    }
    list
}

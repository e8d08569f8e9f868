//! What the worker does of it: asks for a run when one is due, and looks at how it ended.

use hootis_policy::applications::Group;
use hootis_policy::limits;
use uuid::Uuid;

use super::super::queries as runs;
use super::super::queries::NewRun;
use super::super::run::{Progress, Run, RunKind, RunState};
use super::super::{job as run_job, pages};
use super::queries;
use super::{FIRST_PAUSE, REFUSALS, State, Sync, is_refusal, pause};
use crate::access::JobContext;
use crate::access::desk::Desk;
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::space::applications;
use crate::web::i18n::Lang;
use crate::web::letter::Notice;

/// The kind of these jobs.
pub const JOB: &str = "sync";

/// Asks the worker to look at a setting when its next run is due.
pub(super) async fn ask(desk: &Desk, source: Uuid, at: Now) -> Result<()> {
    desk.ask_at(JOB, source.to_string(), &format!("{JOB}:{source}:{}", at.0), at).await
}

/// Asks for a run if one is due, and to be asked again for the next one. Done twice, it asks once.
///
/// # Errors
/// When it has to be tried again.
pub async fn run(context: &JobContext, payload: &str) -> Result<()> {
    let source = Uuid::parse_str(payload).map_err(|_| Error::NotFound)?;
    let Some(sync) = queries::find(&context.space, source).await? else { return Ok(()) };
    let now = context.desk.now();
    if sync.is_on() && sync.next_at.is_some_and(|at| at <= now.0) {
        // What is switched off is not read; the setting is there again with its application.
        if applications::off(&context.space).await?.has(Group::Dolibarr) {
            queries::move_on(&context.space, now, &sync, now.after(sync.every())).await?;
        } else {
            begin(context, &sync).await?;
        }
    }
    ask_next(context, source).await
}

async fn ask_next(context: &JobContext, source: Uuid) -> Result<()> {
    match queries::find(&context.space, source).await?.and_then(|sync| sync.next_at.filter(|_| sync.is_on())) {
        Some(at) => ask(&context.desk, source, Now(at)).await,
        None => Ok(()),
    }
}

async fn begin(context: &JobContext, sync: &Sync) -> Result<()> {
    let (space, desk, now) = (&context.space, &context.desk, context.desk.now());
    if !pages::is_free(space, desk).await? {
        queries::move_on(space, now, sync, now.after(FIRST_PAUSE)).await?;
        return Ok(());
    }
    let source = runs::get_source(space, sync.source_id).await?;
    let (entity, take) = queries::choice(space, source.id).await?;
    let progress = Progress { identity: source.label, ..Progress::default() };
    let new = NewRun {
        source_id: Some(source.id),
        kind: RunKind::Import,
        state: RunState::Queued,
        upload_id: None,
        entity,
        take,
        requested_by: sync.set_by,
        requested_name: &sync.set_name,
        progress: &progress,
    };
    let tx = space.begin().await?;
    // The next one stands before this one begins: whatever becomes of it, there is a next one.
    if !queries::move_on(&tx, now, sync, now.after(sync.every())).await? {
        return Ok(());
    }
    let run = runs::insert_run(&tx, now, &new).await?;
    queries::mark_run(&tx, run, sync.set_at).await?;
    tx.commit().await?;
    run_job::ask(desk, run).await
}

/// Looks at how an import of a server ended.
///
/// # Errors
/// When the space's database refuses.
pub(in super::super) async fn ended(context: &JobContext, run: &Run) -> Result<()> {
    let Some(source) = run.source_id.filter(|_| run.kind == RunKind::Import && run.upload_id.is_none()) else { return Ok(()) };
    let Some(before) = queries::find(&context.space, source).await? else { return Ok(()) };
    let (now, code) = (context.desk.now(), run.error.as_deref().and_then(|error| error.lines().next()).unwrap_or("interrupted"));
    let sync = match run.state {
        RunState::Done => succeeded(before, run, now),
        RunState::Failed if run.sync_set_at.is_some() => failed(before, code, now),
        _ => return Ok(()),
    };
    let tells = sync.told_at == Some(now.0);
    if !queries::update(&context.space, now, run.id, &sync).await? {
        return Ok(());
    }
    if run.state == RunState::Done && run.sync_set_at.is_some() {
        queries::forget_old_warnings(&context.space, run.id).await?;
    }
    if tells {
        context.desk.tell_owner(|account| notice(context, account.lang, &sync)).await?;
    }
    ask_next(context, source).await
}

fn succeeded(sync: Sync, run: &Run, now: Now) -> Sync {
    let comes_back = sync.state.comes_back();
    let next_at = if comes_back { Some(now.after(sync.every()).0) } else { sync.next_at };
    Sync {
        state: if comes_back { State::On } else { sync.state },
        next_at,
        last_ok_at: Some(run.ended_at.unwrap_or(now.0)),
        failing_since: None,
        failures: 0,
        refusals: 0,
        why: None,
        told_at: None,
        ..sync
    }
}

fn failed(sync: Sync, code: &str, now: Now) -> Sync {
    let failures = sync.failures + 1;
    let refusals = if is_refusal(code) { sync.refusals + 1 } else { 0 };
    let since = sync.failing_since.unwrap_or(now.0);
    let stops = refusals >= REFUSALS;
    let is_long = since <= now.before(limits::SYNC_PATIENCE).0;
    let (state, next_at) = match sync.state {
        State::On if stops => (State::Stopped, None),
        State::On => (State::On, Some(now.after(pause(failures)).0)),
        other => (other, None),
    };
    let tells = state != State::Paused && ((stops && sync.state == State::On) || (is_long && sync.told_at.is_none()));
    Sync {
        state,
        next_at,
        failing_since: Some(since),
        failures,
        refusals,
        why: Some(code.to_owned()),
        told_at: if tells { Some(now.0) } else { sync.told_at },
        ..sync
    }
}

/// What the owner of the space is told.
fn notice(context: &JobContext, lang: Lang, sync: &Sync) -> Notice {
    let why = super::super::words::error(lang, sync.why.as_deref().unwrap_or_default());
    let key = if sync.is_stopped() { "letter-sync-stopped" } else { "letter-sync-failing" };
    Notice {
        subject: lang.t("letter-sync-subject").to_owned(),
        preview: context.company.clone(),
        title: lang.t("letter-sync-subject").to_owned(),
        text: format!("{} {why}", lang.t_args(key, &[("company", context.company.as_str().into())])),
        button: lang.t("letter-sync-button").to_owned(),
        link: format!("{}/admin/dolibarr", context.desk.site().space_origin(&context.slug)),
        small: lang.t("letter-sync-small").to_owned(),
        ..Notice::default()
    }
}

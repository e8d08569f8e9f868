//! The page of a space in the console: where it is in its life, what comes when, and the ways on.

pub mod closure;
pub mod destruction;
pub mod notice;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::states::SpaceState;
use hootis_policy::{Span, cookies, plans, retention};
use serde::Deserialize;
use uuid::Uuid;

use super::destruction::is_unfinished;
use super::life::{Action, DisabledBy, Life, Moment, is_for_choosing};
use super::queries::{self, Tenure};
use super::steps::{self, Outcome};
use crate::access::AccountUser;
use crate::access::factors::Asks;
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::platform::spaces::Space;
use crate::web::format::{date_long, datetime};
use crate::web::i18n::Lang;
use crate::web::page::{FieldErrors, Page, Toast, icon};
use crate::web::reply::html;

/// What days of a trial are counted in.
const DAY: Span = Span::days(1);

#[derive(Template)]
#[template(path = "platform/lifecycle/show.html")]
struct Show {
    page: Page,
    tenure: Tenure,
    address: String,
    /// What the state means today, with its dates.
    text: String,
    /// The day of the trial, of how many; none when it is not on trial.
    trial: Option<(i64, i64)>,
    /// Its destruction has begun, and goes on at this moment.
    is_going: bool,
    ends: Vec<Stage>,
    today: String,
    /// This browser keeps it for the desktop application.
    is_kept: bool,
    /// A period that was paid for still runs.
    is_paid: bool,
    /// One click reopens it.
    may_reopen: bool,
    /// What that click gives, or why there is none; empty for one that is open.
    reopening: String,
}

impl Show {
    /// How the eye looks: see `shell/macros.html`.
    fn eye(&self) -> &'static str {
        match self.tenure.life.state {
            SpaceState::Trial | SpaceState::Active => "",
            SpaceState::Grace | SpaceState::Ending | SpaceState::Pending => "warn",
            SpaceState::Restricted | SpaceState::Disabled => "bad",
            SpaceState::Destroyed => "off",
        }
    }

    /// Whether a period paid still runs, so that notice can be given for its end.
    fn may_give_notice(&self) -> bool {
        matches!(self.tenure.life.state, SpaceState::Active | SpaceState::Grace) && self.is_paid
    }
}

/// One stage of what comes.
struct Stage {
    icon: &'static str,
    when: String,
    what: &'static str,
}

/// What has just been done, in the address.
#[derive(Deserialize)]
pub struct Done {
    #[serde(default)]
    fait: String,
}

/// Shows a space to its owner.
pub async fn show(user: AccountUser, Path(id): Path<Uuid>, Query(done): Query<Done>) -> Result<Response> {
    let tenure = of(&user, id).await?;
    let lang = user.account.lang;
    let mut page = user.console_page("life-title");
    page.title = if tenure.life.state == SpaceState::Destroyed { lang.t("life-gone-title").into() } else { tenure.company.clone().into() };
    page.toast = toast(&done.fait).map(|key| Toast::new(lang.t(key)));
    let life = &tenure.life;
    let trial = life.trial_ends_at.filter(|_| life.state == SpaceState::Trial && !life.is_choosing()).map(|end| trial_day(end, user.now));
    html(&Show {
        address: address(&user, &tenure),
        text: explained(lang, life),
        trial,
        is_going: life.state == SpaceState::Destroyed && is_unfinished(&user.app, id).await?,
        ends: stages(lang, life, user.now),
        today: page.date_long(user.now.0),
        is_kept: user.visit.cookie(&cookies::PORTAL_DOMAIN).is_some_and(|kept| kept == tenure.slug),
        is_paid: life.is_paid_at(user.now),
        may_reopen: life.reopens_until(user.now).is_some(),
        reopening: reopening(lang, life, user.now),
        page,
        tenure,
    })
}

/// A space of this account. Another's, and one that is not open yet, does not exist.
async fn of(user: &AccountUser, id: Uuid) -> Result<Tenure> {
    let tenure = queries::get(user.platform(), id).await?;
    let is_theirs = tenure.account_id == user.account.id && tenure.life.state != SpaceState::Pending;
    is_theirs.then_some(tenure).ok_or(Error::NotFound)
}

fn address(user: &AccountUser, tenure: &Tenure) -> String {
    format!("{}.{}", tenure.slug, user.app.site().host)
}

fn toast(done: &str) -> Option<&'static str> {
    Some(match done {
        "ferme" => "life-toast-closed",
        "rouvert" => "life-toast-open",
        "resilie" => "life-toast-notice",
        "repris" => "life-toast-taken-back",
        "bureau" => "life-toast-desktop",
        "bureau-oublie" => "life-toast-desktop-gone",
        "entreprise" => "console-company-saved",
        "detruit" => "life-toast-destroyed",
        _ => return None,
    })
}

/// Takes a step and goes back to the page. What is done already counts as done: a second click changes nothing.
async fn step(user: &AccountUser, id: Uuid, action: Action, wanted: impl Fn(SpaceState) -> bool, done: &str) -> Result<Response> {
    match steps::take(&user.app, id, action).await? {
        Outcome::Refused(tenure) if !wanted(tenure.life.state) => Err(Error::Conflict("life-changed")),
        _ => Ok(Redirect::to(&format!("/console/espaces/{id}?fait={done}")).into_response()),
    }
}

/// The day of a trial that ends so, from 1, and how many there are.
fn trial_day(end: i64, now: Now) -> (i64, i64) {
    let day = i64::try_from(DAY.as_duration().as_millis()).unwrap_or(i64::MAX);
    let days = i64::try_from(plans::TRIAL.as_seconds() / DAY.as_seconds()).unwrap_or(i64::MAX);
    let left = (end - now.0 + day - 1) / day;
    ((days - left + 1).clamp(1, days), days)
}

/// What a state means, with its dates, in a sentence or two.
fn explained(lang: Lang, life: &Life) -> String {
    let key = match life.state {
        SpaceState::Trial if life.is_choosing() => "life-is-choosing",
        SpaceState::Trial => "life-is-trial",
        SpaceState::Active => "life-is-active",
        SpaceState::Grace => "life-is-late",
        SpaceState::Restricted => "life-is-read-only",
        SpaceState::Ending => "life-is-ending",
        SpaceState::Disabled => "life-is-disabled",
        SpaceState::Destroyed => "life-is-destroyed",
        SpaceState::Pending => "life-is-pending",
    };
    let at = |at: Option<i64>| at.map_or_else(String::new, |at| datetime(lang, at));
    let end = life.end().or(life.paid_until);
    let gone = end.map(|end| Now(end).after(retention::SPACE_DISABLED).0);
    lang.t_args(key, &[("end", at(end).into()), ("gone", at(gone).into()), ("since", at(Some(life.since)).into())])
}

/// What reopening a closed space gives, with its date, or what it takes.
fn reopening(lang: Lang, life: &Life, now: Now) -> String {
    if !life.is_disabled() {
        return String::new();
    }
    let days = plans::COME_BACK.words(lang.into());
    let date = |at: i64| ("date", datetime(lang, at).into());
    let came = || ("came", datetime(lang, life.came_back_at.unwrap_or_default()).into());
    match life.after(Action::Reopen, Moment { now, elapsed: 0 }) {
        None => lang.t_args("life-reopen-none", &[came()]),
        Some(next) if next.is_choosing() => lang.t_args("life-reopen-days", &[date(next.end().unwrap_or_default()), ("days", days.into())]),
        Some(next) if next.state == SpaceState::Trial => lang.t_args("life-reopen-trial", &[date(next.end().unwrap_or_default())]),
        Some(next) if next.state == SpaceState::Restricted => lang.t("life-reopen-read-only").to_owned(),
        Some(next) => lang.t_args("life-reopen-active", &[date(next.paid_until.unwrap_or_default())]),
    }
}

/// What comes if the space is closed at this moment; of one that is closed, what comes anyway.
fn stages(lang: Lang, life: &Life, now: Now) -> Vec<Stage> {
    let closed = life.after(Action::Close(DisabledBy::Owner), Moment { now, elapsed: 0 }).unwrap_or(*life);
    let gone = closed.destroy_at.unwrap_or(Now(closed.since).after(retention::SPACE_DISABLED).0);
    let back = closed.reopens_until(now);
    let free = Now(gone).after(retention::SLUG_HOLD).0;
    let until = |at| lang.t_args("life-until", &[("date", datetime(lang, at).into())]);
    let stage = |icon, when, key| Stage { icon, when, what: lang.t(key) };
    let way_back = match back {
        Some(end) if end >= gone => "life-stage-back",
        Some(_) => "life-stage-back-some",
        None => "life-stage-back-none",
    };
    vec![
        stage(icon("power"), datetime(lang, closed.since), "life-stage-closed"),
        stage(icon("arrow-back-up"), until(back.unwrap_or(gone)), way_back),
        stage(icon("trash"), datetime(lang, gone), "life-stage-gone"),
        stage(icon("world-off"), until(free), "life-stage-address"),
    ]
}

/// One line about a space for the list of the console: its state's date.
#[must_use]
pub fn line(lang: Lang, space: &Space) -> String {
    let (key, at) = match space.state {
        SpaceState::Trial => ("life-line-trial", space.trial_ends_at),
        SpaceState::Active => ("life-line-active", space.paid_until),
        SpaceState::Grace => ("life-line-late", Some(space.state_since)),
        SpaceState::Restricted => ("life-line-read-only", Some(space.state_since)),
        SpaceState::Ending => ("life-line-ending", space.paid_until),
        SpaceState::Disabled => ("life-line-disabled", space.destroy_at),
        SpaceState::Destroyed => ("life-line-destroyed", Some(space.state_since)),
        SpaceState::Pending => return String::new(),
    };
    at.map_or_else(String::new, |at| lang.t_args(key, &[("date", date_long(lang, at).into())]))
}

/// Whether a space is open for its owner to choose a plan, after it came back with nothing left.
#[must_use]
pub fn is_choosing(space: &Space) -> bool {
    space.state == SpaceState::Trial && is_for_choosing(space.came_back_at, space.trial_ends_at)
}

/// How a state looks as a chip.
#[must_use]
pub fn tone(state: SpaceState) -> &'static str {
    match state {
        SpaceState::Trial | SpaceState::Pending => "info",
        SpaceState::Active => "ok",
        SpaceState::Grace | SpaceState::Ending => "warn",
        SpaceState::Restricted | SpaceState::Disabled => "bad",
        SpaceState::Destroyed => "",
    }
}

/// What is asked before a space is closed or destroyed.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct ConfirmForm {
    /// The address of the space, typed.
    slug: String,
    /// Ticked.
    sur: String,
}

/// What a page of confirmation shows.
#[derive(Template)]
#[template(path = "platform/lifecycle/confirm.html")]
struct Confirm {
    page: Page,
    tenure: Tenure,
    /// What happens, and when.
    text: String,
    stages: Vec<Stage>,
    action: String,
    keep: &'static str,
    submit: &'static str,
    /// What it takes; none where a button is enough.
    again: Option<Asks>,
    asks_slug: bool,
    slug: String,
    errors: FieldErrors,
}

impl Confirm {
    /// Whether a passkey may stand for password and code.
    fn asks_key(&self) -> bool {
        self.again.as_ref().is_some_and(|again| !again.key.is_empty())
    }
}

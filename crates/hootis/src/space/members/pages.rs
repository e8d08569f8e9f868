//! The team, and one of its people.

use std::collections::HashSet;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use hootis_policy::permissions::{self, Right, Role};
use hootis_policy::plans;
use serde::Deserialize;
use uuid::Uuid;

use super::member::Member;
use super::queries;
use super::team::roles;
use crate::access::{BackOffice, factors, may};
use crate::clock::Now;
use crate::error::Result;
use crate::space::changes::{self, Change};
use crate::web::format;
use crate::web::i18n::Lang;
use crate::web::page::{FieldErrors, Page, Toast};
use crate::web::reply::html;

/// People of Dolibarr on a page.
const PAGE: i64 = 50;
/// Lines of the timeline of a card.
const TIMELINE: i64 = 30;

/// Which page, and what was just done.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    apres: String,
    #[serde(default)]
    apres_id: Option<Uuid>,
    #[serde(default)]
    fait: String,
}

#[derive(Template)]
#[template(path = "space/members/list.html")]
struct List {
    page: Page,
    now: Now,
    lead: String,
    team: Vec<Member>,
    listed: Vec<Member>,
    /// The next page of people of Dolibarr; empty when this is the last.
    next: String,
    /// On the second and further pages only people of Dolibarr are shown.
    is_first: bool,
    may_write: bool,
    /// Those who have a second factor.
    protected: HashSet<Uuid>,
    roles: Vec<(&'static str, &'static str)>,
    matrix: Vec<(&'static str, [bool; 4])>,
}

/// The team.
pub async fn list(office: BackOffice<may::MembersRead>, Query(asked): Query<Asked>) -> Result<Response> {
    let lang = office.lang();
    let after = asked.apres_id.map(|id| (asked.apres.clone(), id));
    let team = if after.is_none() { queries::list_team(&office.space).await? } else { Vec::new() };
    let mut listed = queries::list_listed(&office.space, after.as_ref(), PAGE + 1).await?;
    let next = next_page(&mut listed);
    let plan = plans::TRIAL_PLAN;
    let used = queries::count_signing_in(&office.space).await?;
    let lead = lang.t_args("members-lead", &[("n", used.into()), ("most", plan.members.into()), ("plan", plan.title.to(lang.into()).into())]);
    let mut page = office.page("members-title");
    page.toast = done(lang, &asked.fait);
    html(&List {
        page,
        now: office.now,
        lead,
        team,
        listed: listed.into_iter().map(|(member, _)| member).collect(),
        next,
        is_first: after.is_none(),
        may_write: office.may(Right::MembersWrite),
        protected: factors::members_with(&office.space).await?,
        roles: roles(&office),
        matrix: matrix(lang),
    })
}

/// The address of the next page, whose first line is taken off this one.
fn next_page(listed: &mut Vec<(Member, String)>) -> String {
    if i64::try_from(listed.len()).unwrap_or(i64::MAX) <= PAGE {
        return String::new();
    }
    listed.pop();
    let last = listed.last().map(|(member, key)| (key.as_str(), member.id.to_string())).unwrap_or_default();
    let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("apres", last.0).append_pair("apres_id", &last.1).finish();
    format!("/admin/equipe?{query}")
}

/// What each role allows, the least first.
fn matrix(lang: Lang) -> Vec<(&'static str, [bool; 4])> {
    let mut all = Role::ALL;
    all.reverse();
    Right::ALL.into_iter().map(|right| (right.title().to(lang.into()), all.map(|role| permissions::may(role, right)))).collect()
}

#[derive(Template)]
#[template(path = "space/members/show.html")]
pub(super) struct Show {
    pub(super) page: Page,
    now: Now,
    member: Member,
    is_me: bool,
    has_factor: bool,
    /// The person asking may manage this one.
    may_manage: bool,
    /// They may read what is personal: their own, or that of those whom they manage.
    sees_personal: bool,
    /// The day they began to work here, in words; empty where nobody wrote it.
    hired_day: String,
    /// The day of the form.
    pub(super) hired: String,
    roles: Vec<(&'static str, &'static str)>,
    /// What was done, who did it, and when.
    changes: Vec<(String, String, i64)>,
    pub(super) errors: FieldErrors,
}

/// One of the team.
pub async fn show(office: BackOffice<may::MembersRead>, Path(id): Path<Uuid>, Query(asked): Query<Asked>) -> Result<Response> {
    let mut card = card(&office, id).await?;
    card.page.toast = done(office.lang(), &asked.fait);
    html(&card)
}

/// The card as it is when nothing was typed yet.
pub(super) async fn card<R>(office: &BackOffice<R>, id: Uuid) -> Result<Show> {
    let member = queries::get(&office.space, id).await?;
    let lang = office.lang();
    let manages = office.may(Right::MembersWrite);
    let changes = if manages { changes::list(&office.space, id, TIMELINE).await? } else { Vec::new() };
    let is_me = id == office.member.id;
    Ok(Show {
        page: office.page_called(member.name.clone()),
        now: office.now,
        is_me,
        has_factor: factors::is_on(&office.space, id).await?,
        may_manage: manages && office.member.role.may_manage(member.role),
        sees_personal: manages || is_me,
        hired_day: member.hired_on.as_deref().map(|day| format::plain_date(lang, day)).unwrap_or_default(),
        hired: member.hired_on.clone().unwrap_or_default(),
        roles: roles(office),
        member,
        changes: changes.into_iter().map(|change| (said(lang, &change), change.actor_name, change.at)).collect(),
        errors: FieldErrors::default(),
    })
}

/// What was just done, in words.
fn done(lang: Lang, what: &str) -> Option<Toast> {
    Some(Toast::new(match what {
        "invitation" => lang.t("members-done-invitation"),
        "renvoi" => lang.t("members-done-again"),
        "retrait" => lang.t("members-done-withdrawn"),
        "role" => lang.t("members-done-role"),
        "desactivation" => lang.t("members-done-deactivated"),
        "second-facteur" => lang.t("members-done-factor"),
        "embauche" => lang.t("members-done-hired"),
        "reactivation" => lang.t("members-done-reactivated"),
        _ => return None,
    }))
}

/// What a line of the timeline says.
fn said(lang: Lang, change: &Change) -> String {
    let role = |value: Option<&String>| value.and_then(|name| Role::parse(name)).map_or("", |role| role.title().to(lang.into()));
    let field = |name: &str| change.fields.iter().find(|field| field.field == name);
    match change.action.as_str() {
        "invited" => lang.t_args("members-change-invited", &[("role", role(field("role").and_then(|f| f.after.as_ref())).into())]),
        "invited_again" => lang.t("members-change-again").to_owned(),
        "invitation_withdrawn" => lang.t("members-change-withdrawn").to_owned(),
        "role" => {
            let (before, after) = (role(field("role").and_then(|f| f.before.as_ref())), role(field("role").and_then(|f| f.after.as_ref())));
            lang.t_args("members-change-role", &[("before", before.into()), ("after", after.into())])
        }
        "deactivated" => lang.t("members-change-deactivated").to_owned(),
        "reactivated" => lang.t("members-change-reactivated").to_owned(),
        "password" => lang.t("members-change-password").to_owned(),
        "factor_reset" => lang.t("members-change-factor").to_owned(),
        "created" => lang.t("members-change-created").to_owned(),
        _ => lang.t("members-change-updated").to_owned(),
    }
}

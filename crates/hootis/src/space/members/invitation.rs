//! Inviting somebody, again, or no more.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::journal::Act as Noted;
use hootis_policy::limits;
use hootis_policy::permissions::Role;
use hootis_policy::plans;
use serde::Deserialize;
use uuid::Uuid;

use super::letter;
use super::member::{Member, MemberState};
use super::queries::{self, Invited};
use super::team::{Act, changed, roles};
use crate::access::credentials::{LinkKind, Side, make_link};
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::web::form::{Form, Nothing};
use crate::web::i18n::Lang;
use crate::web::page::{FieldErrors, Page};
use crate::web::person::{Email, line};
use crate::web::reply::{html, unprocessable};

/// What a browser sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct InvitationForm {
    name: String,
    email: String,
    role: String,
    /// The person of Dolibarr who is meant; empty for somebody new.
    person: String,
}

struct NewInvitation {
    name: String,
    email: Email,
    role: Role,
    person: Option<Uuid>,
}

impl InvitationForm {
    fn parse(&self, lang: Lang) -> Result<NewInvitation, FieldErrors> {
        let mut errors = FieldErrors::default();
        let person = Uuid::parse_str(&self.person).ok();
        let name = line(&self.name, limits::NAME_CHARS);
        if name.is_none() {
            errors.add("name", lang.t("members-name-missing"));
        }
        let email = Email::parse(&self.email);
        if email.is_none() {
            errors.add("email", lang.t("email-invalid"));
        }
        let role = Role::parse(&self.role);
        if role.is_none() {
            errors.add("role", lang.t("members-role-missing"));
        }
        match (name, email, role) {
            (Some(name), Some(email), Some(role)) => Ok(NewInvitation { name, email, role, person }),
            _ => Err(errors),
        }
    }
}

/// Whom to invite, as asked for by a link.
#[derive(Deserialize)]
pub struct Whom {
    #[serde(default)]
    personne: String,
}

#[derive(Template)]
#[template(path = "space/members/new.html")]
struct New {
    page: Page,
    typed: InvitationForm,
    /// The name is Dolibarr's: it is shown, not asked.
    is_listed: bool,
    roles: Vec<(&'static str, &'static str)>,
    errors: FieldErrors,
}

/// Asks whom to invite.
pub async fn new(office: BackOffice<may::MembersWrite>, Query(whom): Query<Whom>) -> Result<Response> {
    let mut typed = InvitationForm { role: Role::Editor.as_str().to_owned(), ..InvitationForm::default() };
    let mut is_listed = false;
    if let Ok(id) = Uuid::parse_str(&whom.personne) {
        let person = queries::get(&office.space, id).await?;
        is_listed = person.state == MemberState::Listed;
        if is_listed {
            typed = InvitationForm { name: person.name, email: person.email.unwrap_or_default(), person: id.to_string(), ..typed };
        }
    }
    html(&New { page: office.page("members-invite-title"), typed, is_listed, roles: roles(&office), errors: FieldErrors::default() })
}

/// Invites.
pub async fn create(office: BackOffice<may::MembersWrite>, Form(form): Form<InvitationForm>) -> Result<Response> {
    let refuse = |form: InvitationForm, errors: FieldErrors| {
        let is_listed = Uuid::parse_str(&form.person).is_ok();
        unprocessable(&New { page: office.page("members-invite-title"), typed: form, is_listed, roles: roles(&office), errors })
    };
    let new = match form.parse(office.lang()) {
        Ok(new) => new,
        Err(errors) => return refuse(form, errors),
    };
    let desk = office.desk();
    desk.count(&limits::INVITATION_SPACE, "").await?;
    desk.count(&limits::INVITATION_ADDRESS, &new.email.key).await?;
    match invite(&office, new).await? {
        Ok((member, token)) => {
            office.note(Noted::MemberInvited, member.id, Some(member.role.as_str())).await;
            letter::post(&office, &member, &token).await?;
            Ok(Redirect::to(&format!("/admin/equipe/{}?fait=invitation", member.id)).into_response())
        }
        Err(message) => {
            let mut errors = FieldErrors::default();
            errors.add("email", message);
            refuse(form, errors)
        }
    }
}

/// Writes the invitation; the member and the token of the link, or why not.
async fn invite(office: &BackOffice<may::MembersWrite>, new: NewInvitation) -> Result<Result<(Member, String), String>> {
    let lang = office.lang();
    let act = Act::begin(office).await?;
    act.may_give(new.role)?;
    if !act.has_room().await? {
        let plan = plans::TRIAL_PLAN;
        let args = [("plan", plan.title.to(lang.into()).into()), ("n", plan.members.into())];
        return Ok(Err(lang.t_args("members-limit-reached", &args)));
    }
    // Somebody of Dolibarr who is typed in by hand is the same person.
    let listed = match new.person {
        Some(id) => Some(id),
        None => queries::find_listed(&act.tx, &new.email).await?,
    };
    let (id, written) = match listed {
        Some(id) => {
            if act.on(id).await?.state != MemberState::Listed {
                return Ok(Err(lang.t("members-already").to_owned()));
            }
            (id, queries::update_invited(&act.tx, act.now, id, &new.email, new.role).await?)
        }
        None => {
            let row = Invited { id: Uuid::now_v7(), name: new.name, email: new.email, role: new.role, lang };
            (row.id, queries::insert_invited(&act.tx, act.now, &row).await?)
        }
    };
    if written.is_err() {
        return Ok(Err(lang.t("members-already").to_owned()));
    }
    queries::put(&act.tx, id).await?;
    let token = make_link(&act.tx, act.now, Side::Member, id, LinkKind::Invitation).await?;
    let member = queries::get(&act.tx, id).await?;
    act.done(id, "invited", &changed("role", None, Some(new.role.as_str()))).await?;
    Ok(Ok((member, token)))
}

/// Sends another link to somebody whose invitation is open; the earlier one is dead.
pub async fn update(office: BackOffice<may::MembersWrite>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    let desk = office.desk();
    desk.count(&limits::INVITATION_SPACE, "").await?;
    desk.count(&limits::INVITATION_ADDRESS, &id.to_string()).await?;
    let act = Act::begin(&office).await?;
    let member = act.on(id).await?;
    if member.state != MemberState::Invited {
        return Err(Error::Conflict("members-not-invited"));
    }
    let token = make_link(&act.tx, act.now, Side::Member, id, LinkKind::Invitation).await?;
    queries::update_invited_at(&act.tx, act.now, id).await?;
    act.done(id, "invited_again", &[]).await?;
    office.note(Noted::MemberInvited, id, Some(member.role.as_str())).await;
    letter::post(&office, &member, &token).await?;
    Ok(Redirect::to(&format!("/admin/equipe/{id}?fait=renvoi")).into_response())
}

/// Takes an invitation back: a person of Dolibarr is listed again, anybody else was never here.
pub async fn delete(office: BackOffice<may::MembersWrite>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    let act = Act::begin(&office).await?;
    let member = act.on(id).await?;
    if member.state != MemberState::Invited {
        return Err(Error::Conflict("members-not-invited"));
    }
    if member.is_from_dolibarr {
        queries::update_state(&act.tx, act.now, id, MemberState::Listed).await?;
        queries::update_role(&act.tx, act.now, id, Role::Reader).await?;
    } else {
        queries::delete(&act.tx, id).await?;
    }
    act.done(id, "invitation_withdrawn", &[]).await?;
    office.note(Noted::InvitationWithdrawn, id, None).await;
    Ok(Redirect::to("/admin/equipe?fait=retrait").into_response())
}

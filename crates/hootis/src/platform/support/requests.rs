//! Support asks: an operator names the space and the reason, its owner answers.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::journal::Act;
use hootis_policy::limits;
use serde::Deserialize;
use uuid::Uuid;

use super::form::access;
use super::grant::Grant;
use super::{letters, queries};
use crate::access::OperatorUser;
use crate::clock::Now;
use crate::error::Result;
use crate::mail;
use crate::platform::accounts;
use crate::platform::journal::{self, Entry};
use crate::platform::spaces;
use crate::web::form::Form;
use crate::web::page::{FieldErrors, Page, Toast};
use crate::web::person::line;
use crate::web::reply::{html, unprocessable};

#[derive(Template)]
#[template(path = "platform/support/requests.html")]
struct List {
    page: Page,
    grants: Vec<Grant>,
    form: AskForm,
    errors: FieldErrors,
    now: Now,
}

impl List {
    fn accesses(&self) -> [(&'static str, &'static str); 2] {
        [("read", self.page.t("support-read")), ("write", self.page.t("support-write"))]
    }
}

/// What a browser sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct AskForm {
    slug: String,
    access: String,
    reason: String,
}

/// What was just done, in the address.
#[derive(Deserialize)]
pub struct Done {
    #[serde(default)]
    fait: String,
}

/// What waits and what is in force.
pub async fn list(user: OperatorUser, Query(done): Query<Done>) -> Result<Response> {
    let mut list = page(&user, AskForm::default(), FieldErrors::default()).await?;
    list.page.toast = (done.fait == "demande").then(|| Toast::new(user.lang().t("support-asked")));
    html(&list)
}

async fn page(user: &OperatorUser, form: AskForm, errors: FieldErrors) -> Result<List> {
    let grants = queries::list_open(user.platform(), user.now).await?;
    Ok(List { page: user.operator_page("support-title"), grants, form, errors, now: user.now })
}

/// Asks the owner of a space.
pub async fn create(user: OperatorUser, Form(form): Form<AskForm>) -> Result<Response> {
    let (lang, app) = (user.lang(), &user.app);
    let mut errors = FieldErrors::default();
    let space = spaces::find_by_slug(user.platform(), form.slug.trim()).await?.filter(|space| space.state.members_sign_in());
    if space.is_none() {
        errors.add("slug", lang.t("support-slug-unknown"));
    }
    let reason = line(&form.reason, limits::LINE_CHARS);
    if reason.is_none() {
        errors.add("reason", lang.t("support-reason-missing"));
    }
    let (Some(space), Some(reason)) = (space, reason) else { return unprocessable(&page(&user, form, errors).await?) };
    let account = accounts::get(user.platform(), space.account_id).await?;
    let letter = letters::asked(app.site(), &account, &space.company, &user.operator.name, &reason)?;
    let new = queries::New { id: Uuid::now_v7(), account: account.id, space: space.id, access: access(&form.access), reason };
    let tx = app.platform().begin().await?;
    // Asked twice, it is asked once.
    if queries::ask(&tx, user.now, &new, user.operator.id).await? {
        mail::post(&tx, user.now, letter).await?;
        tx.commit().await?;
        let entry = Entry::new(Act::SupportAsked).operator(user.operator.id).account(account.id).space(space.id).subject(new.id);
        journal::note(app, entry.from(&user.visit)).await;
        app.wake();
    }
    Ok(Redirect::to("/operateur/support?fait=demande").into_response())
}

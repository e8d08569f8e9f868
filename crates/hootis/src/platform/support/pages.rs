//! Support in the console: what is granted, what is asked for, what was.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::api::Access;
use hootis_policy::journal::Act;
use hootis_policy::limits;
use serde::Deserialize;
use uuid::Uuid;

use super::form::{GrantForm, lasts, lasts_of};
use super::grant::{Grant, State};
use super::{letters, queries};
use crate::access::AccountUser;
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::mail;
use crate::platform::journal::{self, Entry};
use crate::platform::spaces::{self, Space};
use crate::platform::throttle;
use crate::web::form::{Form, Nothing};
use crate::web::page::{FieldErrors, Page, Toast};
use crate::web::reply::{html, unprocessable};

#[derive(Template)]
#[template(path = "platform/support/list.html")]
struct List {
    page: Page,
    grants: Vec<Grant>,
    /// Spaces that support can be let into.
    spaces: Vec<Space>,
    form: GrantForm,
    errors: FieldErrors,
    now: Now,
}

impl List {
    fn of(&self, state: State) -> impl Iterator<Item = &Grant> {
        self.grants.iter().filter(move |grant| grant.state(self.now) == state)
    }

    /// What is over, whichever way.
    fn past(&self) -> Vec<(&Grant, State)> {
        let all = self.grants.iter().map(|grant| (grant, grant.state(self.now)));
        all.filter(|(_, state)| !matches!(state, State::Asked | State::InForce)).collect()
    }

    fn choices(&self) -> Vec<(String, String)> {
        self.spaces.iter().map(|space| (space.id.to_string(), space.company.clone())).collect()
    }

    fn lasts(&self) -> Vec<(String, String)> {
        lasts().map(|(code, span)| (code, span.words(self.page.lang.into()))).collect()
    }

    fn accesses(&self) -> [(&'static str, &'static str); 2] {
        [("read", self.page.t("support-read")), ("write", self.page.t("support-write"))]
    }
}

/// What was just done, in the address.
#[derive(Deserialize)]
pub struct Done {
    #[serde(default)]
    fait: String,
}

/// Everything about support and the spaces of the account.
pub async fn list(user: AccountUser, Query(done): Query<Done>) -> Result<Response> {
    let mut list = page(&user, GrantForm::default(), FieldErrors::default()).await?;
    let key = match done.fait.as_str() {
        "accorde" => Some("support-granted"),
        "refuse" => Some("support-refused"),
        "coupe" => Some("support-ended"),
        _ => None,
    };
    list.page.toast = key.map(|key| Toast::new(user.account.lang.t(key)));
    html(&list)
}

async fn page(user: &AccountUser, form: GrantForm, errors: FieldErrors) -> Result<List> {
    let own = spaces::list_of_account(user.platform(), user.account.id).await?;
    Ok(List {
        page: user.console_page("support-title"),
        grants: queries::list_of_account(user.platform(), user.account.id).await?,
        spaces: own.into_iter().filter(|space| space.state.members_sign_in()).collect(),
        form,
        errors,
        now: user.now,
    })
}

/// Lets support in, unasked.
pub async fn create(user: AccountUser, Form(form): Form<GrantForm>) -> Result<Response> {
    let list = page(&user, GrantForm::default(), FieldErrors::default()).await?;
    let offered: Vec<Uuid> = list.spaces.iter().map(|space| space.id).collect();
    let wanted = match form.parse(user.account.lang, &offered) {
        Ok(wanted) => wanted,
        Err(errors) => return unprocessable(&List { form, errors, ..list }),
    };
    count(&user).await?;
    let (until, app) = (user.now.after(wanted.lasts.as_duration()).0, &user.app);
    let company = list.spaces.iter().find(|space| space.id == wanted.space).map_or("", |space| space.company.as_str());
    let new = queries::New { id: Uuid::now_v7(), account: user.account.id, space: wanted.space, access: wanted.access, reason: wanted.reason };
    let tx = app.platform().begin().await?;
    queries::grant(&tx, user.now, &new, until).await?;
    mail::post(&tx, user.now, letters::granted(app.site(), &user.account, company, until)?).await?;
    tx.commit().await?;
    note(&user, Act::SupportGranted, wanted.space, new.id).await;
    Ok(Redirect::to("/console/support?fait=accorde").into_response())
}

async fn count(user: &AccountUser) -> Result<()> {
    let (db, key) = (user.platform(), user.app.platform_key());
    throttle::count(db, key, user.now, &limits::SUPPORT_ACCOUNT, &user.account.id.to_string()).await
}

async fn note(user: &AccountUser, act: Act, space: Uuid, grant: Uuid) {
    let entry = Entry::new(act).account(user.account.id).space(space).subject(grant);
    journal::note(&user.app, entry.from(&user.visit)).await;
    user.app.wake();
}

/// For how long a request is answered with yes.
#[derive(Deserialize)]
pub struct AnswerForm {
    #[serde(default)]
    lasts: String,
}

/// Says yes to a request.
pub async fn update(user: AccountUser, Path(id): Path<Uuid>, Form(form): Form<AnswerForm>) -> Result<Response> {
    let grant = queries::find(user.platform(), user.account.id, id).await?.ok_or(Error::NotFound)?;
    let lasts = lasts_of(&form.lasts).ok_or_else(|| Error::Bad("a time that is not offered".into()))?;
    count(&user).await?;
    let (until, app) = (user.now.after(lasts.as_duration()).0, &user.app);
    let tx = app.platform().begin().await?;
    if !queries::accept(&tx, user.now, user.account.id, id, until).await? {
        return Err(Error::Conflict("support-changed"));
    }
    mail::post(&tx, user.now, letters::granted(app.site(), &user.account, &grant.company, until)?).await?;
    tx.commit().await?;
    note(&user, Act::SupportGranted, grant.space_id, id).await;
    Ok(Redirect::to("/console/support?fait=accorde").into_response())
}

/// Ends a grant at once, or says no to a request. A second click changes nothing.
pub async fn delete(user: AccountUser, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    let grant = queries::find(user.platform(), user.account.id, id).await?.ok_or(Error::NotFound)?;
    let was_granted = grant.granted_at.is_some();
    if queries::end(user.platform(), user.now, user.account.id, id).await? {
        note(&user, if was_granted { Act::SupportEnded } else { Act::SupportRefused }, grant.space_id, id).await;
    }
    Ok(Redirect::to(if was_granted { "/console/support?fait=coupe" } else { "/console/support?fait=refuse" }).into_response())
}

//! Closing a space now, with the password and the second factor; reopening it, with one click.

use axum::extract::Path;
use axum::response::Response;
use hootis_policy::states::SpaceState;
use uuid::Uuid;

use super::{Confirm, of, stages, step};
use crate::access::AccountUser;
use crate::access::factors::AgainForm;
use crate::error::{Error, Result};
use crate::platform::lifecycle::life::{Action, DisabledBy};
use crate::web::form::{Form, Nothing};
use crate::web::page::FieldErrors;
use crate::web::reply::{html, unprocessable};

/// Says what closing does, and when.
pub async fn new(user: AccountUser, Path(id): Path<Uuid>) -> Result<Response> {
    html(&ask(&user, id, FieldErrors::default()).await?)
}

async fn ask(user: &AccountUser, id: Uuid, errors: FieldErrors) -> Result<Confirm> {
    let tenure = of(user, id).await?;
    if !tenure.life.state.members_sign_in() {
        return Err(Error::Conflict("life-changed"));
    }
    let lang = user.account.lang;
    let mut page = user.console_page("life-title");
    page.title = lang.t_args("life-close-ask", &[("company", tenure.company.as_str().into())]).into();
    Ok(Confirm {
        text: lang.t("life-close-ask-text").to_owned(),
        stages: stages(lang, &tenure.life, user.now),
        action: format!("/console/espaces/{id}/fermeture"),
        keep: lang.t("life-keep"),
        submit: lang.t("life-close-submit"),
        again: Some(user.asks_again().await?),
        asks_slug: false,
        slug: String::new(),
        errors,
        page,
        tenure,
    })
}

/// Closes it.
pub async fn create(user: AccountUser, Path(id): Path<Uuid>, Form(again): Form<AgainForm>) -> Result<Response> {
    let is_closed = |state| state == SpaceState::Disabled;
    if is_closed(of(&user, id).await?.life.state) {
        return step(&user, id, Action::Close(DisabledBy::Owner), is_closed, "ferme").await;
    }
    if let Err(errors) = user.proves(&again).await? {
        return unprocessable(&ask(&user, id, errors).await?);
    }
    step(&user, id, Action::Close(DisabledBy::Owner), is_closed, "ferme").await
}

/// Reopens it, as it was, if that is still to be had for nothing.
pub async fn delete(user: AccountUser, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    let life = of(&user, id).await?.life;
    if life.is_disabled() && life.reopens_until(user.now).is_none() {
        return Err(Error::Conflict("life-reopen-once"));
    }
    step(&user, id, Action::Reopen, SpaceState::members_sign_in, "rouvert").await
}

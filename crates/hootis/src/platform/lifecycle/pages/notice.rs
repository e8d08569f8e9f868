//! Notice: the space works until the end of the period paid. Given with a button, taken back with one.

use axum::extract::Path;
use axum::response::Response;
use hootis_policy::states::SpaceState;
use uuid::Uuid;

use super::{Confirm, of, step};
use crate::access::AccountUser;
use crate::error::{Error, Result};
use crate::platform::lifecycle::life::Action;
use crate::web::form::{Form, Nothing};
use crate::web::format;
use crate::web::page::FieldErrors;
use crate::web::reply::html;

/// Says what giving notice does, and when.
pub async fn new(user: AccountUser, Path(id): Path<Uuid>) -> Result<Response> {
    let tenure = of(&user, id).await?;
    let lang = user.account.lang;
    let ending = tenure.life.after(Action::GiveNotice, crate::platform::lifecycle::moment(&user.app).await?);
    let end = ending.and_then(|life| life.end()).ok_or(Error::Conflict("life-changed"))?;
    let gone = user_gone(end);
    let dates = [("end", format::datetime(lang, end).into()), ("gone", format::datetime(lang, gone).into())];
    let mut page = user.console_page("life-title");
    page.title = lang.t_args("life-notice-ask", &[("company", tenure.company.as_str().into())]).into();
    html(&Confirm {
        text: lang.t_args("life-notice-ask-text", &dates),
        stages: Vec::new(),
        action: format!("/console/espaces/{id}/resiliation"),
        keep: lang.t("life-keep"),
        submit: lang.t("life-notice-submit"),
        again: None,
        asks_slug: false,
        slug: String::new(),
        errors: FieldErrors::default(),
        page,
        tenure,
    })
}

fn user_gone(end: i64) -> i64 {
    crate::clock::Now(end).after(hootis_policy::retention::SPACE_DISABLED).0
}

/// Gives notice.
pub async fn create(user: AccountUser, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    of(&user, id).await?;
    step(&user, id, Action::GiveNotice, |state| state == SpaceState::Ending, "resilie").await
}

/// Takes it back.
pub async fn delete(user: AccountUser, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    of(&user, id).await?;
    step(&user, id, Action::TakeBack, |state| state == SpaceState::Active, "repris").await
}

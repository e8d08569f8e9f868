//! The list of sessions, and ending them.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::journal::Act;
use serde::Deserialize;

use crate::access::AccountUser;
use crate::access::credentials::holders::{END_ENTRIES, ask_in_spaces};
use crate::access::factors::Asks;
use crate::error::Result;
use crate::platform::journal::{self, Entry};
use crate::platform::sessions::{self, Holder};
use crate::web::form::Form;
use crate::web::page::{FieldErrors, Page, Toast};
use crate::web::reply::html;
use crate::web::sessions::SessionLine;

/// Where ends are posted, before `/suppression`.
const BASE: &str = "/console/sessions";

#[derive(Template)]
#[template(path = "platform/devices/list.html")]
pub(super) struct List {
    pub(super) page: Page,
    pub(super) email: String,
    pub(super) sessions: Vec<SessionLine>,
    pub(super) base: &'static str,
    pub(super) now_ms: i64,
    pub(super) password_at: i64,
    /// What another password takes.
    pub(super) again: Asks,
    pub(super) errors: FieldErrors,
}

/// What was just done, in the address.
#[derive(Deserialize)]
pub struct Done {
    #[serde(default)]
    fait: String,
}

/// Where one is signed in.
pub async fn list(user: AccountUser, Query(done): Query<Done>) -> Result<Response> {
    let mut list = page(&user).await?;
    let key = match done.fait.as_str() {
        "fermee" => Some("sessions-ended"),
        "fermees" => Some("sessions-ended-others"),
        "mot-de-passe" => Some("devices-password-done"),
        _ => None,
    };
    list.page.toast = key.map(|key| Toast::new(user.account.lang.t(key)));
    html(&list)
}

/// The page as it is when nothing was typed yet.
pub(super) async fn page(user: &AccountUser) -> Result<List> {
    Ok(List {
        page: user.console_page("devices-title"),
        email: user.account.email.clone(),
        sessions: sessions::list(user.platform(), &user.visit, Holder::Account(user.account.id)).await?,
        base: BASE,
        now_ms: user.now.0,
        password_at: user.account.password_changed_at,
        again: user.asks_again().await?,
        errors: FieldErrors::default(),
    })
}

/// Which session is to end; none: all others.
#[derive(Deserialize)]
pub struct EndForm {
    #[serde(default)]
    session: String,
}

/// Ends one, or all but this one. What has ended meanwhile stays ended.
pub async fn delete(user: AccountUser, Form(form): Form<EndForm>) -> Result<Response> {
    let holder = Holder::Account(user.account.id);
    let (ended, done) = if form.session.is_empty() {
        let tx = user.platform().begin().await?;
        let ended = sessions::end_others(&tx, &user.visit, holder).await?;
        ask_in_spaces(&tx, user.now, END_ENTRIES, user.account.id).await?;
        tx.commit().await?;
        user.app.wake();
        (ended, "fermees")
    } else {
        (u64::from(sessions::end_one(user.platform(), &user.visit, holder, &form.session).await?), "fermee")
    };
    if ended > 0 {
        journal::note(&user.app, Entry::new(Act::SessionsEnded).account(user.account.id).amount(ended).from(&user.visit)).await;
    }
    Ok(Redirect::to(&format!("{BASE}?fait={done}")).into_response())
}

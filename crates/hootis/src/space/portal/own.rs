//! How a contact signs in, looked after by themselves: language, theme, sessions, and the way to their second factor.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::journal::Act;
use serde::Deserialize;

use super::queries;
use super::row::Access;
use crate::access::Portal;
use crate::access::factors;
use crate::access::portal::{OWN_ACCESS, can};
use crate::error::Result;
use crate::web::form::Form;
use crate::web::i18n::Lang;
use crate::web::page::{Page, Theme, Toast};
use crate::web::paths;
use crate::web::reply::html;
use crate::web::sessions::{SessionLine, handle};

#[derive(Template)]
#[template(path = "space/portal/own.html")]
struct Own {
    page: Page,
    access: Access,
    has_factor: bool,
    langs: Vec<(&'static str, &'static str)>,
    sessions: Vec<SessionLine>,
    base: &'static str,
    now_ms: i64,
    may_write: bool,
}

/// What was just done.
#[derive(Deserialize)]
pub struct Done {
    #[serde(default)]
    fait: String,
}

/// Where ends of sessions are posted, before `/suppression`.
const SESSIONS: &str = "/mon-acces/sessions";

/// Shows it. Whoever looks as the contact does sees no sessions: they tell where the contact is.
pub async fn show(portal: Portal<can::DataRead>, Query(done): Query<Done>) -> Result<Response> {
    let id = portal.contact.id;
    let kept = if portal.is_preview() { Vec::new() } else { queries::list_sessions(&portal.space, portal.now, id).await? };
    let line = |(hash, browser, (begun, used)): queries::Kept| SessionLine::new(&hash, browser, begun, used, &portal.contact.token_hash);
    let mut page = portal.page("portal-nav-access");
    page.toast = match done.fait.as_str() {
        "apparence" => Some(Toast::new(page.t("portal-done-look"))),
        "fermee" => Some(Toast::new(page.t("sessions-ended"))),
        "fermees" => Some(Toast::new(page.t("sessions-ended-others"))),
        _ => None,
    };
    html(&Own {
        page,
        access: queries::get(&portal.space, id).await?,
        has_factor: factors::is_on(&portal.space, id).await?,
        langs: Lang::ALL.map(|one| (one.code(), one.own_name())).to_vec(),
        sessions: kept.into_iter().map(line).collect(),
        base: SESSIONS,
        now_ms: portal.now.0,
        may_write: portal.may_write(),
    })
}

/// Which session is to end; none: all others.
#[derive(Deserialize)]
pub struct EndForm {
    #[serde(default)]
    session: String,
}

/// Ends one of one's own sessions, or all but this one.
pub async fn delete(portal: Portal<can::DataRead>, Form(form): Form<EndForm>) -> Result<Response> {
    let (space, id) = (&portal.space, portal.contact.id);
    let (ended, done) = if form.session.is_empty() {
        (queries::delete_other_sessions(space, id, &portal.contact.token_hash).await?, "fermees")
    } else {
        let kept = queries::list_sessions(space, portal.now, id).await?;
        match kept.into_iter().find(|(hash, ..)| handle(hash) == form.session) {
            Some((hash, ..)) => (queries::delete_session(space, id, &hash).await?, "fermee"),
            None => (0, "fermee"),
        }
    };
    if ended > 0 {
        portal.note(Act::SessionsEnded, None).await;
    }
    Ok(Redirect::to(&format!("{OWN_ACCESS}?fait={done}")).into_response())
}

/// What a browser sends.
#[derive(Deserialize)]
pub struct LookForm {
    #[serde(default)]
    lang: String,
    #[serde(default)]
    theme: String,
    /// The page to come back to, for the menu that is on every page.
    #[serde(default)]
    back: String,
}

/// Sets language and theme; what was not sent stays.
pub async fn update(portal: Portal<can::DataRead>, Form(form): Form<LookForm>) -> Result<Response> {
    let lang = Lang::from_code(&form.lang).unwrap_or(portal.contact.lang);
    let theme = if form.theme.is_empty() { portal.contact.theme } else { Theme::from_code(&form.theme) };
    queries::update_look(&portal.space, portal.now, portal.contact.id, lang, theme).await?;
    let back = paths::local(&form.back);
    let is_ours = !back.is_empty() && !back.starts_with("/admin");
    Ok(Redirect::to(if is_ours { &back } else { "/mon-acces?fait=apparence" }).into_response())
}

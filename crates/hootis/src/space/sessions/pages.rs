//! The list of sessions, and ending them.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::journal::Act;
use serde::Deserialize;

use super::queries;
use crate::access::{BackOffice, may};
use crate::error::Result;
use crate::web::form::Form;
use crate::web::page::{Page, Toast};
use crate::web::reply::html;
use crate::web::sessions::{SessionLine, handle};

/// Where ends are posted, before `/suppression`.
const BASE: &str = "/admin/reglages/sessions";

#[derive(Template)]
#[template(path = "space/sessions/list.html")]
struct List {
    page: Page,
    sessions: Vec<SessionLine>,
    base: &'static str,
    now_ms: i64,
}

/// What was just done, in the address.
#[derive(Deserialize)]
pub struct Done {
    #[serde(default)]
    fait: String,
}

/// Where one is signed in.
pub async fn list(office: BackOffice<may::MembersRead>, Query(done): Query<Done>) -> Result<Response> {
    let kept = queries::list(&office.space, office.now, office.member.id).await?;
    let line = |(hash, browser, (begun, used)): queries::Kept| SessionLine::new(&hash, browser, begun, used, &office.member.token_hash);
    let mut page = office.page("sessions-title");
    let key = match done.fait.as_str() {
        "fermee" => Some("sessions-ended"),
        "fermees" => Some("sessions-ended-others"),
        _ => None,
    };
    page.toast = key.map(|key| Toast::new(office.lang().t(key)));
    html(&List { page, sessions: kept.into_iter().map(line).collect(), base: BASE, now_ms: office.now.0 })
}

/// Which session is to end; none: all others.
#[derive(Deserialize)]
pub struct EndForm {
    #[serde(default)]
    session: String,
}

/// Ends one of one's own sessions, or all but this one.
pub async fn delete(office: BackOffice<may::MembersRead>, Form(form): Form<EndForm>) -> Result<Response> {
    let (space, id) = (&office.space, office.member.id);
    let (ended, done) = if form.session.is_empty() {
        (queries::delete_others(space, id, &office.member.token_hash).await?, "fermees")
    } else {
        let kept = queries::list(space, office.now, id).await?;
        match kept.into_iter().find(|(hash, ..)| handle(hash) == form.session) {
            Some((hash, ..)) => (queries::delete(space, id, &hash).await?, "fermee"),
            None => (0, "fermee"),
        }
    };
    if ended > 0 {
        office.note(Act::SessionsEnded, None, None).await;
    }
    Ok(Redirect::to(&format!("{BASE}?fait={done}")).into_response())
}

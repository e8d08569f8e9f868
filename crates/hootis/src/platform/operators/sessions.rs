//! Where an operator is signed in, and ending it.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::journal::Act;
use serde::Deserialize;

use crate::access::OperatorUser;
use crate::error::Result;
use crate::platform::journal::{self, Entry};
use crate::platform::sessions::{self, Holder};
use crate::web::form::Form;
use crate::web::page::{Page, Toast};
use crate::web::reply::html;
use crate::web::sessions::SessionLine;

/// Where ends are posted, before `/suppression`.
const BASE: &str = "/operateur/sessions";

#[derive(Template)]
#[template(path = "platform/operators/sessions.html")]
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
pub async fn list(user: OperatorUser, Query(done): Query<Done>) -> Result<Response> {
    let mut page = user.operator_page("sessions-title");
    let key = match done.fait.as_str() {
        "fermee" => Some("sessions-ended"),
        "fermees" => Some("sessions-ended-others"),
        _ => None,
    };
    page.toast = key.map(|key| Toast::new(user.lang().t(key)));
    let sessions = sessions::list(user.platform(), &user.visit, Holder::Operator(user.operator.id)).await?;
    html(&List { page, sessions, base: BASE, now_ms: user.now.0 })
}

/// Which session is to end; none: all others.
#[derive(Deserialize)]
pub struct EndForm {
    #[serde(default)]
    session: String,
}

/// Ends one, or all but this one. What has ended meanwhile stays ended.
pub async fn delete(user: OperatorUser, Form(form): Form<EndForm>) -> Result<Response> {
    let holder = Holder::Operator(user.operator.id);
    let (ended, done) = if form.session.is_empty() {
        (sessions::end_others(user.platform(), &user.visit, holder).await?, "fermees")
    } else {
        (u64::from(sessions::end_one(user.platform(), &user.visit, holder, &form.session).await?), "fermee")
    };
    if ended > 0 {
        journal::note(&user.app, Entry::new(Act::SessionsEnded).operator(Some(user.operator.id)).amount(ended).from(&user.visit)).await;
    }
    Ok(Redirect::to(&format!("{BASE}?fait={done}")).into_response())
}

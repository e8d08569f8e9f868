//! Whether mails that tell of messages may say what was written: off until somebody says so.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

use crate::access::{BackOffice, may};
use crate::error::Result;
use crate::space::changes::{self, Actor};
use crate::space::conversations::notices;
use crate::web::form::Form;
use crate::web::page::{Page, Toast};
use crate::web::reply::html;

#[derive(Template)]
#[template(path = "space/inbox/notices.html")]
struct Notices {
    page: Page,
    /// Who said that mails say it, and when.
    content: Option<(String, i64)>,
}

/// What was just done.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    fait: String,
}

/// What a browser sends: `oui`, or anything else.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct NoticesForm {
    contenu: String,
}

/// How mails tell of messages.
pub async fn show(office: BackOffice<may::SettingsWrite>, Query(asked): Query<Asked>) -> Result<Response> {
    let mut page = office.page("talk-notices-title");
    page.toast = (!asked.fait.is_empty()).then(|| Toast::new(page.t("talk-notices-kept")));
    html(&Notices { page, content: notices::find_content(&office.space).await? })
}

/// Has mails say what was written, or not.
pub async fn update(office: BackOffice<may::SettingsWrite>, Form(form): Form<NoticesForm>) -> Result<Response> {
    let (wanted, was) = (form.contenu == "oui", notices::find_content(&office.space).await?.is_some());
    if wanted != was {
        let word = |on: bool| Some(if on { "oui" } else { "non" });
        let fields = changes::differences([("notice_content", word(was), word(wanted))]);
        let tx = office.space.begin().await?;
        notices::put_content(&tx, office.now, wanted.then_some(office.member.name.as_str())).await?;
        changes::record(&tx, office.now, &Actor::from(&office), "setting", office.space.id(), "updated", &fields).await?;
        tx.commit().await?;
    }
    Ok(Redirect::to("/admin/messages/avis?fait=1").into_response())
}

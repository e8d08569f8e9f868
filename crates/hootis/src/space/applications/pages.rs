//! The page of the switches.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::applications::{Group, Off};
use serde::Deserialize;

use super::queries;
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::space::changes::{self, Actor};
use crate::space::settings;
use crate::web::form::Form;
use crate::web::page::{FieldErrors, Page, Toast};
use crate::web::reply::{html, unprocessable};

/// An application as the page shows it.
struct Switch {
    code: &'static str,
    title: &'static str,
    without: &'static str,
    /// What is kept of it; empty for nothing.
    kept: String,
    is_on: bool,
}

#[derive(Template)]
#[template(path = "space/applications/show.html")]
struct Show {
    page: Page,
    switches: Vec<Switch>,
    errors: FieldErrors,
}

/// What was just done.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    fait: String,
}

/// What a browser sends: the applications that are on.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct SwitchesForm {
    messages: String,
    media: String,
    dolibarr: String,
    /// The form says that it shows the switches: a switch that it does not send is off.
    shown: String,
}

impl SwitchesForm {
    fn off(&self) -> Off {
        let said = |group| match group {
            Group::Messages => &self.messages,
            Group::Media => &self.media,
            Group::Dolibarr => &self.dolibarr,
        };
        Group::ALL.into_iter().fold(Off::default(), |off, group| off.with(group, said(group) != "1"))
    }
}

/// The switches.
pub async fn show(office: BackOffice<may::OwnersWrite>, Query(asked): Query<Asked>) -> Result<Response> {
    let mut page = office.page("applications-title");
    if asked.fait == "applications" {
        page.toast = Some(Toast::new(office.lang().t("applications-done")));
    }
    let (kept, off) = (queries::kept(&office.space).await?, office.member.off);
    html(&Show { switches: switches(&page, kept, off), page, errors: FieldErrors::default() })
}

fn switches(page: &Page, (talks, files, _): (i64, i64, bool), off: Off) -> Vec<Switch> {
    let kept = |group| match group {
        Group::Messages if talks > 0 => page.t_args("applications-talks", &[("n", talks.into())]),
        Group::Media if files > 0 => page.t_args("applications-files", &[("n", files.into())]),
        Group::Messages | Group::Media | Group::Dolibarr => String::new(),
    };
    let lang = page.lang;
    let switch = |group: Group| Switch {
        code: group.as_str(),
        title: group.title().to(lang.into()),
        without: group.without().to(lang.into()),
        kept: kept(group),
        is_on: !off.has(group),
    };
    Group::ALL.into_iter().map(switch).collect()
}

/// Switches.
pub async fn update(office: BackOffice<may::OwnersWrite>, Form(form): Form<SwitchesForm>) -> Result<Response> {
    if form.shown != "1" {
        return Err(Error::Bad("the switches are not in the form".into()));
    }
    let wanted = form.off();
    let tx = office.space.begin().await?;
    let (was, kept) = (queries::off(&tx).await?, queries::kept(&tx).await?);
    if wanted.has(Group::Dolibarr) && !was.has(Group::Dolibarr) && kept.2 {
        let page = office.page("applications-title");
        let errors = FieldErrors::one("dolibarr", page.t("applications-import-runs"));
        return unprocessable(&Show { switches: switches(&page, kept, wanted), page, errors });
    }
    if wanted != was {
        queries::put(&tx, office.now, wanted).await?;
        let lang = office.lang();
        let names = |off: Off| {
            let on = Group::ALL.into_iter().filter(|group| !off.has(*group));
            on.map(|group| group.title().to(lang.into())).collect::<Vec<_>>().join(", ")
        };
        let (before, after) = (names(was), names(wanted));
        let fields = changes::differences([("applications", Some(before.as_str()), Some(after.as_str()))]);
        changes::record(&tx, office.now, &Actor::from(&office), settings::KIND, office.space.id(), "updated", &fields).await?;
        tx.commit().await?;
    }
    Ok(Redirect::to("/admin/reglages/applications?fait=applications").into_response())
}

//! The public home page: what Hootis is today, what it costs, and nothing that is not there yet.

pub mod pricing;

#[cfg(test)]
mod tests;

use askama::Template;
use axum::response::Response;
use hootis_policy::permissions::Role;
use hootis_policy::plans::{self, Application, Plan};
use hootis_policy::retention;

use crate::access::Visitor;
use crate::error::Result;
use crate::web::format;
use crate::web::page::Page;
use crate::web::reply::html;

#[derive(Template)]
#[template(path = "platform/home/show.html")]
struct Show {
    page: Page,
    /// Length of a trial, in words.
    trial: String,
    /// How long an import can be undone, in words.
    undo: String,
    /// Spaces of this installation are files of their own; else schemas of one cluster.
    files: bool,
    /// The audience may be measured by somebody else, for visitors who agreed.
    measures: bool,
    plans: [&'static Plan; 3],
    /// The plan that a trial has.
    trial_plan: &'static Plan,
    /// The public host, which addresses of spaces end with.
    host: String,
}

impl Show {
    /// What a price reads like.
    fn price(&self, cents: &u32) -> String {
        price(&self.page, *cents)
    }

    /// For whom a plan is.
    fn whom(&self, plan: &Plan) -> &'static str {
        whom(&self.page, plan)
    }

    /// A team that does not exist, to show what roles are: initials, name, role.
    fn team(&self) -> [(&'static str, &'static str, &'static str); 4] {
        let role = |role: Role| role.title().to(self.page.lang.into());
        [
            ("ML", "Maëlle Lunel", role(Role::Owner)),
            ("NB", "Nadia Bres", role(Role::Administrator)),
            ("TG", "Théo Garric", role(Role::Editor)),
            ("IC", "Inès Cazal", role(Role::Reader)),
        ]
    }

    /// What a space holds today.
    fn today(&self) -> [&'static str; 4] {
        let t = |key| self.page.t(key);
        [t("home-today-parties"), t("home-today-contacts"), t("home-today-team"), t("home-today-dolibarr")]
    }

    /// What is announced and not there yet: it must not read like a promise.
    fn later(&self) -> [&'static str; 4] {
        let t = |key| self.page.t(key);
        [t("home-later-portal"), t("home-later-messages"), t("home-later-sales"), t("home-later-payment")]
    }
}

/// What a price reads like: « 29 € ».
fn price(page: &Page, cents: u32) -> String {
    format::euros(page.lang, i64::from(cents))
}

/// For whom a plan is.
fn whom(page: &Page, plan: &Plan) -> &'static str {
    match plan.name {
        "solo" => page.t("home-plan-solo"),
        "equilibre" => page.t("home-plan-equilibre"),
        _ => page.t("home-plan-agence"),
    }
}

/// What Hootis is.
pub async fn show(visitor: Visitor) -> Result<Response> {
    let mut page = visitor.page_without_form("home-title");
    let trial = plans::TRIAL.words(page.lang.into());
    page.description = page.t_args("home-description", &[("trial", trial.as_str().into())]).into();
    let undo = retention::IMPORT_BEFORE.keep.words(page.lang.into());
    let host = visitor.app.site().host.clone();
    let files = visitor.app.spaces().engine().encrypts_whole_databases();
    let measures = visitor.app.outreach().analytics.is_some();
    html(&Show { page, trial, undo, files, measures, plans: plans::ALL, trial_plan: plans::TRIAL_PLAN, host })
}

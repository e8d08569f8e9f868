//! The plans on a page of their own: what each holds, what it costs, what is announced only.

use askama::Template;
use axum::response::Response;
use hootis_policy::plans::{self, Application, Plan};

use super::{price, whom};
use crate::access::Visitor;
use crate::error::Result;
use crate::web::page::Page;
use crate::web::reply::html;

#[derive(Template)]
#[template(path = "platform/home/pricing.html")]
struct Pricing {
    page: Page,
    /// Length of a trial, in words.
    trial: String,
    plans: [&'static Plan; 3],
    /// The plan that a trial has.
    trial_plan: &'static Plan,
    applications: [Application; 7],
}

impl Pricing {
    /// What a price reads like.
    fn price(&self, cents: &u32) -> String {
        price(&self.page, *cents)
    }

    /// Whether a plan has an application.
    fn has(&self, plan: &Plan, application: &Application) -> bool {
        plan.has(*application)
    }

    /// For whom a plan is.
    fn whom(&self, plan: &Plan) -> &'static str {
        whom(&self.page, plan)
    }
}

/// What each plan holds and costs.
pub async fn show(visitor: Visitor) -> Result<Response> {
    let mut page = visitor.page_without_form("home-pricing-title");
    let trial = plans::TRIAL.words(page.lang.into());
    page.description = page.t_args("home-pricing-description", &[("trial", trial.as_str().into())]).into();
    html(&Pricing { page, trial, plans: plans::ALL, trial_plan: plans::TRIAL_PLAN, applications: Application::ALL })
}

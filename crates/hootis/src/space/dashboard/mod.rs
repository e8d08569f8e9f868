//! The first page of the back office.

use askama::Template;
use axum::response::Response;

use crate::access::{BackOffice, may};
use crate::error::Result;
use crate::web::page::Page;
use crate::web::reply::html;

#[derive(Template)]
#[template(path = "space/dashboard/show.html")]
struct Show {
    page: Page,
    company: String,
}

/// What there is, and what to do next.
pub async fn show(office: BackOffice<may::PartiesRead>) -> Result<Response> {
    html(&Show { page: office.page("dashboard-title"), company: office.company.clone() })
}

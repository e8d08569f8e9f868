//! The public home page.

use askama::Template;
use axum::response::Response;

use crate::access::Visitor;
use crate::error::Result;
use crate::web::page::Page;
use crate::web::reply::html;

#[derive(Template)]
#[template(path = "platform/home/show.html")]
struct Show {
    page: Page,
}

/// What Hootis is.
pub async fn show(visitor: Visitor) -> Result<Response> {
    html(&Show { page: visitor.page("home-title") })
}

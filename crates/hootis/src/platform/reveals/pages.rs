//! The transparency figures, as a part of the page of the policy.

use askama::Template;
use askama::filters::Safe;
use hootis_policy::retention;

use super::queries::{self, Count};
use crate::app::App;
use crate::error::Result;
use crate::web::page::Page;

#[derive(Template)]
#[template(path = "platform/reveals/_section.html")]
struct Section<'a> {
    page: &'a Page,
    counts: Vec<Count>,
    /// How far back they go.
    kept: String,
}

/// How often browsing records were linked to people, by year and ground.
///
/// # Errors
/// When the database refuses.
pub async fn section(app: &App, page: &Page) -> Result<Safe<String>> {
    let counts = queries::counts(app.platform()).await?;
    Ok(Safe(Section { page, counts, kept: retention::REVEAL.keep.words(page.lang.into()) }.render()?))
}

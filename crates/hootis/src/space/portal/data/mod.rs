//! What the company holds of a contact, as the contact sees it.

mod queries;

use askama::Template;
use axum::response::Response;
use hootis_space::Tx;

use queries::{Person, companies, own, people};

use crate::access::Portal;
use crate::access::portal::can;
use crate::error::{Error, Result};
use crate::web::page::Page;
use crate::web::reply::html;

#[derive(Template)]
#[template(path = "space/portal/data.html")]
struct Show {
    page: Page,
    company: String,
    /// Label and value of each field that holds something.
    own: Vec<(&'static str, String)>,
    /// Since when the contact is known.
    since: i64,
    /// The contact's companies, where they see them.
    companies: Vec<(String, Vec<(&'static str, String)>)>,
    /// Their other contacts, where they see those too.
    people: Vec<Person>,
}

/// Shows it.
pub async fn show(portal: Portal<can::DataRead>) -> Result<Response> {
    let (lang, scope) = (portal.lang(), portal.scope.clone());
    let read = async move |at: &Tx| Ok::<_, Error>((own(at, &scope).await?, companies(at, &scope).await?, people(at, &scope).await?));
    let (own, companies, people) = portal.space.read(read).await?;
    html(&Show {
        page: portal.page("portal-nav-data"),
        company: portal.company.clone(),
        own: own.told(lang),
        since: own.since,
        companies: companies.into_iter().map(|company| (company.name.clone(), company.told(lang))).collect(),
        people,
    })
}

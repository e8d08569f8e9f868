//! The home of Station Clients.

use askama::Template;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::cards::{self, Card};
use crate::access::Portal;
use crate::access::portal::can;
use crate::error::{Error, Result};
use crate::web::page::Page;
use crate::web::reply::html;

#[derive(Template)]
#[template(path = "space/portal/home.html")]
struct Home {
    page: Page,
    company: String,
    /// Whose space it is: the contact's company.
    party: String,
    welcome: String,
    cards: Vec<Card>,
}

/// What each application has for the contact. Where Station Clients is closed, the address leads to the back office.
pub async fn show(portal: Result<Portal<can::DataRead>, Error>) -> Result<Response> {
    let portal = match portal {
        Ok(portal) => portal,
        Err(Error::NotFound) => return Ok(Redirect::to("/admin").into_response()),
        Err(error) => return Err(error),
    };
    let title = portal.lang().t_args("portal-home-title", &[("name", portal.contact.called.as_str().into())]);
    html(&Home {
        page: portal.page_called(title),
        company: portal.company.clone(),
        party: portal.contact.party.as_ref().map(|party| party.name.clone()).unwrap_or_default(),
        welcome: portal.look.welcome.clone(),
        cards: cards::all(&portal).await?,
    })
}

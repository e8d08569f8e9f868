//! The short way out: from any page of the console, « Résilier », the space, done.

use askama::Template;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::states::SpaceState;

use crate::access::{AccountUser, Visitor};
use crate::error::Result;
use crate::platform::lifecycle;
use crate::platform::spaces::{self, Space};
use crate::web::page::Page;
use crate::web::reply::html;

#[derive(Template)]
#[template(path = "platform/console/ending.html")]
struct Show {
    page: Page,
    lines: Vec<Line>,
}

/// A space that can be ended.
struct Line {
    space: Space,
    line: String,
    /// The page that asks whether to.
    href: String,
}

#[derive(Template)]
#[template(path = "platform/console/ending_public.html")]
struct Public {
    page: Page,
}

/// The same for whoever is not signed in: where to, and what to do without access to one's account. Nobody has to make one.
pub async fn public(visitor: Visitor) -> Result<Response> {
    html(&Public { page: visitor.page_without_form("console-end") })
}

/// Which space is to end. With a single one there is nothing to choose.
pub async fn show(user: AccountUser) -> Result<Response> {
    let list = spaces::list_of_account(user.platform(), user.account.id).await?;
    let lines: Vec<Line> = list.into_iter().filter_map(|space| line(&user, space)).collect();
    if let [only] = lines.as_slice() {
        return Ok(Redirect::to(&only.href).into_response());
    }
    html(&Show { page: user.console_page("console-end"), lines })
}

/// A period that was paid for is used to its end; without one, the space closes.
fn line(user: &AccountUser, space: Space) -> Option<Line> {
    let is_paid = space.paid_until.is_some_and(|until| until > user.now.0);
    let way = match space.state {
        SpaceState::Active | SpaceState::Grace | SpaceState::Restricted if is_paid => "resiliation",
        state if state.members_sign_in() => "fermeture",
        _ => return None,
    };
    let href = format!("/console/espaces/{}/{way}", space.id);
    Some(Line { line: lifecycle::line(user.account.lang, &space), href, space })
}

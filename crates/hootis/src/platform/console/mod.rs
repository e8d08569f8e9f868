//! The console: an account holder's spaces, and the way into them.
//!
//! Entering a space takes no second password: the console answers with a link that holds a code of
//! sixty seconds, good for one use, which the space's own host exchanges for a session of its own.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;
use uuid::Uuid;

use crate::access::AccountUser;
use crate::error::{Error, Result};
use crate::platform::accounts;
use crate::platform::spaces::{self, Space};
use crate::web::form::{Form, Nothing};
use crate::web::i18n::Lang;
use crate::web::page::{Page, Theme};
use crate::web::reply::html;

#[derive(Template)]
#[template(path = "platform/console/show.html")]
struct Show {
    page: Page,
    name: String,
    email: String,
    lang: Lang,
    theme: Theme,
    spaces: Vec<(Space, String)>,
}

#[derive(Template)]
#[template(path = "platform/console/enter.html")]
struct Enter {
    page: Page,
    company: String,
    link: String,
}

/// The console's first page.
pub async fn show(user: AccountUser) -> Result<Response> {
    let list = spaces::list_of_account(user.platform(), user.account.id).await?;
    let origin = |space: &Space| user.app.site().space_origin(&space.slug);
    let spaces = list.into_iter().map(|space| (origin(&space), space)).map(|(origin, space)| (space, origin)).collect();
    let account = &user.account;
    let page = user.console_page("console-title");
    html(&Show { page, name: account.name.clone(), email: account.email.clone(), lang: account.lang, theme: account.theme, spaces })
}

/// Answers with the link into a space. A redirect to another host would be refused by the browser
/// (`form-action`), and the person sees where they go.
pub async fn enter(user: AccountUser, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    let space = spaces::get(user.platform(), id).await?;
    // Another account's space is one that does not exist.
    if space.account_id != user.account.id || !space.state.members_sign_in() {
        return Err(Error::NotFound);
    }
    let link = entry_link(&user, &space).await?;
    let page = user.console_page("console-enter-title");
    html(&Enter { page, company: space.company, link })
}

/// A link that enters a space as its owner.
///
/// # Errors
/// When the space cannot be opened.
pub async fn entry_link(user: &AccountUser, space: &Space) -> Result<String> {
    user.app.entry_link(space, user.account.id).await
}

/// What a browser sends to change the looks.
#[derive(Deserialize)]
pub struct LookForm {
    lang: String,
    theme: String,
}

/// Sets language and theme.
pub async fn look(user: AccountUser, Form(form): Form<LookForm>) -> Result<Response> {
    accounts::update_look(user.platform(), user.now, user.account.id, Lang::from_code(&form.lang).unwrap_or_default(), Theme::from_code(&form.theme))
        .await?;
    Ok(Redirect::to("/console").into_response())
}

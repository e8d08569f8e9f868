//! The keys of a holder's spaces, in the console: which there are, and the end of one.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::journal::Act;
use serde::Deserialize;
use uuid::Uuid;

use super::queries::{self, ApiKey};
use crate::access::AccountUser;
use crate::error::{Error, Result};
use crate::platform::journal::{self, Entry};
use crate::web::form::{Form, Nothing};
use crate::web::page::{Page, Toast};
use crate::web::reply::html;

#[derive(Template)]
#[template(path = "platform/api_keys/list.html")]
struct List {
    page: Page,
    keys: Vec<(ApiKey, String)>,
    now_ms: i64,
}

impl List {
    /// « Clients : lire · Clients : écrire »
    fn scopes(&self, key: &ApiKey) -> String {
        key.scopes.iter().map(|scope| scope.title(self.page.lang.into())).collect::<Vec<_>>().join(" · ")
    }
}

/// What was just done, in the address.
#[derive(Deserialize)]
pub struct Done {
    #[serde(default)]
    fait: String,
}

/// Every key of every space of the account.
pub async fn list(user: AccountUser, Query(done): Query<Done>) -> Result<Response> {
    let mut page = user.console_page("keys-title");
    page.toast = (done.fait == "revoquee").then(|| Toast::new(user.account.lang.t("keys-revoked")));
    html(&List { page, keys: queries::list_of_account(user.platform(), user.account.id).await?, now_ms: user.now.0 })
}

/// Revokes one.
pub async fn delete(user: AccountUser, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    let space = queries::delete_of_account(user.platform(), user.account.id, id).await?.ok_or(Error::NotFound)?;
    let entry = Entry::new(Act::ApiKeyRevoked).account(user.account.id).space(space).subject(id);
    journal::note(&user.app, entry.from(&user.visit)).await;
    Ok(Redirect::to("/console/cles?fait=revoquee").into_response())
}

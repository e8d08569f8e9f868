//! The choice, in the profile.

use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::cookies;

use super::{queries, reference};
use crate::access::AccountUser;
use crate::error::Result;
use crate::web::form::{Form, Nothing};

/// This browser fills forms in from now on.
pub async fn create(user: AccountUser, _: Form<Nothing>) -> Result<Response> {
    forget(&user).await?;
    let token = hootis_vault::random_token();
    queries::insert(user.platform(), user.now, user.account.id, &token).await?;
    user.visit.set_cookie(&cookies::DEFAULT_VALUES, hootis_vault::token_text(&token));
    Ok(Redirect::to("/console/profil?fait=formulaires").into_response())
}

/// It does not any more.
pub async fn delete(user: AccountUser, _: Form<Nothing>) -> Result<Response> {
    forget(&user).await?;
    user.visit.remove_cookie(&cookies::DEFAULT_VALUES);
    Ok(Redirect::to("/console/profil?fait=formulaires-non").into_response())
}

async fn forget(user: &AccountUser) -> Result<()> {
    match reference(&user.visit) {
        Some(token) => queries::delete(user.platform(), &token).await,
        None => Ok(()),
    }
}

//! Keeping a space for the desktop application, forgetting it, and being led to it.

use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::cookies;
use uuid::Uuid;

use crate::access::{AccountUser, Visitor};
use crate::error::{Error, Result};
use crate::platform::spaces::{self, slug};
use crate::web::form::{Form, Nothing};

/// Keeps the space in this browser.
pub async fn create(user: AccountUser, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    let space = spaces::get(user.platform(), id).await?;
    if space.account_id != user.account.id || !space.state.members_sign_in() {
        return Err(Error::NotFound);
    }
    user.visit.set_cookie(&cookies::PORTAL_DOMAIN, space.slug);
    Ok(Redirect::to(&format!("/console/espaces/{id}?fait=bureau")).into_response())
}

/// Forgets whichever space was kept.
pub async fn delete(user: AccountUser, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    user.visit.remove_cookie(&cookies::PORTAL_DOMAIN);
    Ok(Redirect::to(&format!("/console/espaces/{id}?fait=bureau-oublie")).into_response())
}

/// Leads to the space that was kept, if there is still one of that name; else to the console. The value is a name of a space
/// and nothing else: whatever somebody plants, it leads to a host of ours.
pub async fn show(visitor: Visitor) -> Result<Response> {
    let kept = visitor.visit.cookie(&cookies::PORTAL_DOMAIN);
    let Some(slug) = kept.as_deref().and_then(|kept| slug::parse(kept).ok()) else {
        return Ok(Redirect::to(&visitor.link("/console")).into_response());
    };
    match spaces::find_by_slug(visitor.platform(), &slug).await?.filter(|space| space.state.members_sign_in()) {
        Some(space) => Ok(Redirect::to(&visitor.app.site().space_origin(&space.slug)).into_response()),
        None => {
            visitor.visit.remove_cookie(&cookies::PORTAL_DOMAIN);
            Ok(Redirect::to(&visitor.link("/console")).into_response())
        }
    }
}

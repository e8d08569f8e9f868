//! What the company of a space is called and does: data of the account, changed here at any time.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::states::SpaceState;
use serde::Deserialize;
use uuid::Uuid;

use super::pages::own;
use crate::access::AccountUser;
use crate::error::{Error, Result};
use crate::platform::spaces::{self, Space};
use crate::web::form::Form;
use crate::web::page::{FieldErrors, Page};
use crate::web::person::line;
use crate::web::reply::{html, unprocessable};

#[derive(Template)]
#[template(path = "platform/console/company.html")]
struct Edit {
    page: Page,
    space: Space,
    form: CompanyForm,
    errors: FieldErrors,
    address: String,
}

/// What a browser sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct CompanyForm {
    company: String,
    activity: String,
}

fn page(user: &AccountUser, space: Space, form: CompanyForm, errors: FieldErrors) -> Edit {
    let address = format!("{}.{}", space.slug, user.app.site().host);
    Edit { page: user.console_page("console-company"), space, form, errors, address }
}

/// A space of which there is still something to say.
async fn living(user: &AccountUser, id: Uuid) -> Result<Space> {
    let space = own(user, id).await?;
    if matches!(space.state, SpaceState::Pending | SpaceState::Destroyed) { Err(Error::NotFound) } else { Ok(space) }
}

/// The form.
pub async fn edit(user: AccountUser, Path(id): Path<Uuid>) -> Result<Response> {
    let space = living(&user, id).await?;
    let form = CompanyForm { company: space.company.clone(), activity: space.activity.clone().unwrap_or_default() };
    html(&page(&user, space, form, FieldErrors::default()))
}

/// Writes both. The address stays what it is.
pub async fn update(user: AccountUser, Path(id): Path<Uuid>, Form(form): Form<CompanyForm>) -> Result<Response> {
    let space = living(&user, id).await?;
    let Some(company) = line(&form.company, 120) else {
        let mut errors = FieldErrors::default();
        errors.add("company", user.account.lang.t("signup-company-missing"));
        return unprocessable(&page(&user, space, form, errors));
    };
    if company != space.company {
        user.app.rename_company(&space, (user.account.id, &user.account.name), &company).await?;
    }
    spaces::update_activity(user.platform(), user.now, id, line(&form.activity, 80).as_deref()).await?;
    Ok(Redirect::to(&format!("/console/espaces/{id}?fait=entreprise")).into_response())
}

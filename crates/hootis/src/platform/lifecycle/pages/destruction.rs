//! Destroying a closed space before its time: the password and the second factor, the address typed, and a tick.

use axum::extract::Path;
use axum::response::Response;
use hootis_policy::states::SpaceState;
use uuid::Uuid;

use super::{Confirm, ConfirmForm, of, step};
use crate::access::AccountUser;
use crate::access::factors::Again;
use crate::error::{Error, Result};
use crate::platform::lifecycle::destruction::finish;
use crate::platform::lifecycle::life::Action;
use crate::web::page::FieldErrors;
use crate::web::reply::{html, unprocessable};

/// Says what is destroyed, and that it is for good.
pub async fn new(user: AccountUser, Path(id): Path<Uuid>) -> Result<Response> {
    html(&ask(&user, id, String::new(), FieldErrors::default()).await?)
}

async fn ask(user: &AccountUser, id: Uuid, slug: String, errors: FieldErrors) -> Result<Confirm> {
    let tenure = of(user, id).await?;
    if tenure.life.state != SpaceState::Disabled {
        return Err(Error::Conflict("life-changed"));
    }
    let lang = user.account.lang;
    let mut page = user.console_page("life-title");
    page.title = lang.t_args("life-destroy-ask", &[("company", tenure.company.as_str().into())]).into();
    Ok(Confirm {
        text: lang.t("life-destroy-ask-text").to_owned(),
        stages: Vec::new(),
        action: format!("/console/espaces/{id}/destruction"),
        keep: lang.t("life-keep-closed"),
        submit: lang.t("life-destroy-submit"),
        again: Some(user.asks_again().await?),
        asks_slug: true,
        slug,
        errors,
        page,
        tenure,
    })
}

/// Destroys it.
pub async fn create(user: AccountUser, Path(id): Path<Uuid>, Again(form, again): Again<ConfirmForm>) -> Result<Response> {
    let is_gone = |state| state == SpaceState::Destroyed;
    let tenure = of(&user, id).await?;
    if !is_gone(tenure.life.state) {
        let lang = user.account.lang;
        let mut errors = FieldErrors::default();
        if form.slug.trim().to_lowercase() != tenure.slug {
            errors.add("slug", lang.t_args("life-slug-wrong", &[("slug", tenure.slug.as_str().into())]));
        }
        if form.sur.is_empty() {
            errors.add("sur", lang.t("life-sure-missing"));
        }
        // The password last: what is counted are tries of somebody who filled in the rest.
        if errors.is_empty() {
            errors = user.proves(&again).await?.err().unwrap_or_default();
        }
        if !errors.is_empty() {
            return unprocessable(&ask(&user, id, form.slug, errors).await?);
        }
    }
    let answer = step(&user, id, Action::Destroy, is_gone, "detruit").await?;
    // Most are done before the page is back. What is not, for whatever reason, the job goes on with.
    if let Err(error) = finish(&user.app, id).await {
        tracing::error!(%error, space.id = %id, "a destruction was cut off, and goes on later");
    }
    Ok(answer)
}

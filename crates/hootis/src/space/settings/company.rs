//! What the company is called.

use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::limits;
use hootis_space::SpaceDb;
use serde::Deserialize;
use uuid::Uuid;

use super::pages;
use crate::access::{BackOffice, may};
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::space::changes::{self, Actor};
use crate::space::members;
use crate::web::form::Form;
use crate::web::page::FieldErrors;
use crate::web::person::line;
use crate::web::reply::unprocessable;

/// What a browser sends.
#[derive(Deserialize)]
pub struct CompanyForm {
    #[serde(default)]
    company: String,
}

/// Gives the company another name: in the space first, then where sub-domains are known. Sent again after a
/// crash in between, it ends the same.
pub async fn update(office: BackOffice<may::SettingsWrite>, Form(form): Form<CompanyForm>) -> Result<Response> {
    let Some(name) = line(&form.company, limits::NAME_CHARS) else {
        let mut errors = FieldErrors::default();
        errors.add("company", office.lang().t("settings-company-missing"));
        return unprocessable(&pages::Show { errors, company: form.company, ..pages::page(&office).await? });
    };
    if name != office.company {
        write(&office.space, office.now, &Actor::from(&office), &office.company, &name).await?;
        office.desk().rename_company(&name).await?;
    }
    Ok(Redirect::to("/admin/reglages?fait=entreprise").into_response())
}

/// The same from the console, by the account of an owner.
///
/// # Errors
/// 404 when the account is no member.
pub async fn rename(space: &SpaceDb, now: Now, holder: (Uuid, &str), before: &str, after: &str) -> Result<()> {
    let member = members::owner_of_account(space, holder.0).await?.ok_or(Error::NotFound)?;
    write(space, now, &Actor::member(member, holder.1), before, after).await
}

async fn write(space: &SpaceDb, now: Now, actor: &Actor, before: &str, after: &str) -> Result<()> {
    let tx = space.begin().await?;
    super::queries::update_company(&tx, now, after).await?;
    let fields = changes::differences([("company", Some(before), Some(after))]);
    changes::record(&tx, now, actor, super::KIND, space.id(), "updated", &fields).await?;
    tx.commit().await?;
    Ok(())
}

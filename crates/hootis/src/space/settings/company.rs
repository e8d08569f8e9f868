//! What the company is called.

use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::limits;
use serde::Deserialize;

use super::pages;
use crate::access::{BackOffice, may};
use crate::error::Result;
use crate::space::changes::{self, Actor};
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
        let tx = office.space.begin().await?;
        super::queries::update_company(&tx, office.now, &name).await?;
        let fields = changes::differences([("company", Some(office.company.as_str()), Some(name.as_str()))]);
        changes::record(&tx, office.now, &Actor::from(&office), super::KIND, office.space.id(), "updated", &fields).await?;
        tx.commit().await?;
        office.desk().rename_company(&name).await?;
    }
    Ok(Redirect::to("/admin/reglages?fait=entreprise").into_response())
}

//! The page of these settings.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::portal as policy;
use serde::Deserialize;

use super::form::LookForm;
use crate::access::portal::{Corrections, Look};
use crate::access::{BackOffice, may};
use crate::error::Result;
use crate::space::changes::{self, Actor};
use crate::web::brand::Brand;
use crate::web::form::Form;
use crate::web::page::{FieldErrors, Page, Toast};
use crate::web::reply::{html, unprocessable};

#[derive(Template)]
#[template(path = "space/portal/settings/show.html")]
pub(super) struct Show {
    page: Page,
    typed: LookForm,
    look: Look,
    brand: Brand,
    address: String,
    /// The colour had to be changed to be read: what it is in the light theme, and in the dark one.
    shades: Option<(String, String)>,
    corrections: Vec<(&'static str, &'static str)>,
    most: u64,
    pub(super) errors: FieldErrors,
}

/// What was just done.
#[derive(Deserialize)]
pub struct Done {
    #[serde(default)]
    fait: String,
}

/// Shows them.
pub async fn show(office: BackOffice<may::SettingsWrite>, Query(done): Query<Done>) -> Result<Response> {
    let mut show = page(&office).await?;
    show.page.toast = match done.fait.as_str() {
        "oui" => Some(Toast::new(show.page.t("portal-settings-done"))),
        "logo" => Some(Toast::new(show.page.t("portal-settings-logo-done"))),
        "sans-logo" => Some(Toast::new(show.page.t("portal-settings-logo-gone"))),
        _ => None,
    };
    html(&show)
}

/// The page as it is when nothing was typed yet.
pub(super) async fn page<R>(office: &BackOffice<R>) -> Result<Show> {
    let look = Look::get(&office.space).await?;
    let lang = office.lang();
    let shades = look.shades().map(|shades| (shades.light.brand.to_string(), shades.dark.brand.to_string()));
    Ok(Show {
        page: office.page("portal-settings"),
        typed: LookForm::of(&look),
        brand: look.brand(&office.company),
        address: format!("{}.{}", office.slug, office.host()),
        shades,
        corrections: vec![("proposed", lang.t("portal-settings-proposed")), ("direct", lang.t("portal-settings-direct"))],
        most: policy::LOGO_BYTES,
        errors: FieldErrors::default(),
        look,
    })
}

/// Writes them.
pub async fn update(office: BackOffice<may::SettingsWrite>, Form(form): Form<LookForm>) -> Result<Response> {
    let tx = office.space.begin().await?;
    let before = Look::get(&tx).await?;
    let after = match form.parse(office.lang(), &before) {
        Ok(after) => after,
        Err(errors) => {
            drop(tx);
            return unprocessable(&Show { errors, typed: form, ..page(&office).await? });
        }
    };
    if before != after {
        after.put(&tx, office.now).await?;
        let word = |look: &Look| if look.is_open { "oui" } else { "non" };
        let mode = |look: &Look| if look.corrections == Corrections::Direct { "direct" } else { "proposed" };
        let fields = changes::differences([
            ("portal", Some(word(&before)), Some(word(&after))),
            ("portal_color", before.color.as_deref(), after.color.as_deref()),
            ("portal_welcome", Some(before.welcome.as_str()), Some(after.welcome.as_str())),
            ("portal_corrections", Some(mode(&before)), Some(mode(&after))),
        ]);
        changes::record(&tx, office.now, &Actor::from(&office), "setting", office.space.id(), "updated", &fields).await?;
        tx.commit().await?;
    }
    Ok(Redirect::to("/admin/reglages/station-clients?fait=oui").into_response())
}

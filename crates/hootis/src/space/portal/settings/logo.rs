//! The logo.

use axum::extract::{Multipart, Path};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Redirect, Response};

use super::super::look::KEPT;
use super::{pages, queries};
use crate::access::portal::Look;
use crate::access::{BackOffice, SpaceGate, may};
use crate::error::Result;
use crate::space::changes::{self, Actor};
use crate::space::picture;
use crate::web::form::{Form, Nothing};
use crate::web::reply::unprocessable;

/// Takes another logo.
pub async fn create(office: BackOffice<may::SettingsWrite>, headers: HeaderMap, form: Multipart) -> Result<Response> {
    match picture::receive(&office, &headers, form, "logo").await? {
        Ok(logo) => put(&office, Some(logo)).await?,
        Err(key) => {
            let mut again = pages::page(&office).await?;
            again.errors.add("logo-fichier", office.lang().t(key));
            return unprocessable(&again);
        }
    }
    Ok(Redirect::to("/admin/reglages/station-clients?fait=logo").into_response())
}

/// Goes without one.
pub async fn delete(office: BackOffice<may::SettingsWrite>, _: Form<Nothing>) -> Result<Response> {
    put(&office, None).await?;
    Ok(Redirect::to("/admin/reglages/station-clients?fait=sans-logo").into_response())
}

async fn put(office: &BackOffice<may::SettingsWrite>, logo: Option<(String, Vec<u8>)>) -> Result<()> {
    let tx = office.space.begin().await?;
    let before = Look::get(&tx).await?;
    let after = Look { logo: logo.as_ref().map(|(name, _)| name.clone()), ..before.clone() };
    if before == after {
        return Ok(());
    }
    queries::put_logo(&tx, office.now, logo).await?;
    after.put(&tx, office.now).await?;
    let word = |look: &Look| if look.logo.is_some() { "oui" } else { "non" };
    let fields = changes::differences([("portal_logo", Some(word(&before)), Some(word(&after)))]);
    changes::record(&tx, office.now, &Actor::from(office), "setting", office.space.id(), "updated", &fields).await?;
    Ok(tx.commit().await?)
}

/// The logo, for whoever looks at a page of Station Clients, signed in or not.
pub async fn show(gate: SpaceGate, Path(name): Path<String>) -> Result<Response> {
    let image = queries::get_logo(&gate.space, &name).await?;
    let mut response = image.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("image/png"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(KEPT));
    Ok(response)
}

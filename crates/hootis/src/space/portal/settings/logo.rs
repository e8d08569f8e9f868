//! The logo: decoded under limits, drawn anew as PNG, and only that is kept. What else the file held is gone with it.

use std::io::Cursor;

use axum::extract::{Multipart, Path};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::portal as policy;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits};
use tokio::sync::Semaphore;

use super::super::look::KEPT;
use super::{pages, queries};
use crate::access::portal::Look;
use crate::access::{BackOffice, SpaceGate, may};
use crate::error::{Error, Result};
use crate::space::changes::{self, Actor};
use crate::web::form::{CSRF_FIELD, Form, Nothing, check_token};
use crate::web::reply::unprocessable;

/// What is kept of it is no larger than this, in pixels: twice what any page shows.
const SIDE: u32 = 320;
/// What is sent may be no larger, in pixels a side.
const MOST_SIDE: u32 = 2_048;
/// Pictures that are decoded at once: each may take some tens of megabytes.
static TURNS: Semaphore = Semaphore::const_new(1);
/// Memory that decoding may take.
const MEMORY: u64 = 96 << 20;

/// How large a form with a logo may be: the file, and what is around it.
#[must_use]
pub fn upload_limit() -> usize {
    usize::try_from(policy::LOGO_BYTES).unwrap_or(usize::MAX).saturating_add(16 << 10)
}

/// Takes another logo.
pub async fn create(office: BackOffice<may::SettingsWrite>, headers: HeaderMap, form: Multipart) -> Result<Response> {
    let sent = match receive(&office, &headers, form).await {
        Ok(sent) => sent,
        Err(Error::TooBig) => Err("portal-logo-too-big"),
        Err(error) => return Err(error),
    };
    let drawn = match sent {
        Ok(bytes) => {
            let turn = TURNS.acquire().await.map_err(Error::internal)?;
            let drawn = tokio::task::spawn_blocking(move || {
                // Held here: whoever does not wait for the answer does not make room for another one.
                let _turn = turn;
                drawn(&bytes)
            });
            drawn.await?
        }
        Err(key) => Err(key),
    };
    let image = match drawn {
        Ok(image) => image,
        Err(key) => {
            let mut again = pages::page(&office).await?;
            again.errors.add("logo-fichier", office.lang().t(key));
            return unprocessable(&again);
        }
    };
    let name = format!("{}.png", hootis_vault::hex(&hootis_vault::digest(&image)[..12]));
    put(&office, Some((name, image))).await?;
    Ok(Redirect::to("/admin/reglages/station-clients?fait=logo").into_response())
}

/// Goes without one.
pub async fn delete(office: BackOffice<may::SettingsWrite>, _: Form<Nothing>) -> Result<Response> {
    put(&office, None).await?;
    Ok(Redirect::to("/admin/reglages/station-clients?fait=sans-logo").into_response())
}

/// Reads the form: the token comes before the file.
async fn receive(office: &BackOffice<may::SettingsWrite>, headers: &HeaderMap, mut form: Multipart) -> Result<Result<Vec<u8>, &'static str>> {
    let mut token = None;
    while let Some(field) = form.next_field().await.map_err(|_| Error::TooBig)? {
        match field.name() {
            Some(CSRF_FIELD) => token = field.text().await.ok(),
            Some("logo") => {
                check_token(&office.visit, headers, token.as_deref())?;
                let bytes = field.bytes().await.map_err(|_| Error::TooBig)?;
                let is_small = u64::try_from(bytes.len()).is_ok_and(|length| length <= policy::LOGO_BYTES);
                return Ok(match (bytes.is_empty(), is_small) {
                    (true, _) => Err("portal-logo-missing"),
                    (false, false) => Err("portal-logo-too-big"),
                    (false, true) => Ok(bytes.to_vec()),
                });
            }
            _ => {}
        }
    }
    check_token(&office.visit, headers, token.as_deref())?;
    Ok(Err("portal-logo-missing"))
}

/// The picture drawn anew, or what is wrong with it.
fn drawn(bytes: &[u8]) -> Result<Vec<u8>, &'static str> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| "portal-logo-unknown")?;
    if !matches!(reader.format(), Some(ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) {
        return Err("portal-logo-unknown");
    }
    let mut reader = reader;
    let mut most = Limits::default();
    most.max_image_width = Some(MOST_SIDE);
    most.max_image_height = Some(MOST_SIDE);
    most.max_alloc = Some(MEMORY);
    reader.limits(most);
    let mut decoder = reader.into_decoder().map_err(|_| "portal-logo-broken")?;
    // A photograph lies as the camera was held.
    let orientation = decoder.orientation().map_err(|_| "portal-logo-broken")?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| "portal-logo-broken")?;
    picture.apply_orientation(orientation);
    let small = if picture.width().max(picture.height()) > SIDE { picture.thumbnail(SIDE, SIDE) } else { picture };
    let mut out = Cursor::new(Vec::new());
    small.into_rgba8().write_to(&mut out, ImageFormat::Png).map_err(|_| "portal-logo-broken")?;
    Ok(out.into_inner())
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

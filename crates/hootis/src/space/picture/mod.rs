//! A small picture that comes with a form: a logo, a portrait. Decoded under limits and drawn anew as PNG; only that is kept,
//! and what else the file held is gone with it.

use std::io::Cursor;

use axum::extract::Multipart;
use axum::http::HeaderMap;
use hootis_policy::portal as policy;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits};
use tokio::sync::Semaphore;

use crate::access::BackOffice;
use crate::error::{Error, Result};
use crate::web::form::{CSRF_FIELD, check_token};

/// What is kept of it is no larger than this, in pixels: twice what any page shows.
const SIDE: u32 = 320;
/// What is sent may be no larger, in pixels a side.
const MOST_SIDE: u32 = 2_048;
/// Pictures that are decoded at once: each may take some tens of megabytes.
static TURNS: Semaphore = Semaphore::const_new(1);
/// Memory that decoding may take.
const MEMORY: u64 = 96 << 20;

/// How large a form with a picture may be: the file, and what is around it.
#[must_use]
pub fn upload_limit() -> usize {
    usize::try_from(policy::LOGO_BYTES).unwrap_or(usize::MAX).saturating_add(16 << 10)
}

/// What came of a picture: its name, made of what it shows, and its bytes as PNG; or the key of what is wrong with it.
pub type Received = Result<(String, Vec<u8>), &'static str>;

/// Reads the picture of a form's field `name`, and draws it anew.
///
/// # Errors
/// When the form is not from a page of ours, or drawing is not possible at all.
pub async fn receive<R>(office: &BackOffice<R>, headers: &HeaderMap, form: Multipart, name: &str) -> Result<Received> {
    let sent = match read(office, headers, form, name).await {
        Ok(sent) => sent,
        Err(Error::TooBig) => Err("picture-too-big"),
        Err(error) => return Err(error),
    };
    let bytes = match sent {
        Ok(bytes) => bytes,
        Err(key) => return Ok(Err(key)),
    };
    let turn = TURNS.acquire().await.map_err(Error::internal)?;
    let drawn = tokio::task::spawn_blocking(move || {
        // Held here: whoever does not wait for the answer does not make room for another one.
        let _turn = turn;
        drawn(&bytes)
    });
    Ok(drawn.await?.map(|image| (format!("{}.png", hootis_vault::hex(&hootis_vault::digest(&image)[..12])), image)))
}

/// Reads the form: the token comes before the file.
async fn read<R>(office: &BackOffice<R>, headers: &HeaderMap, mut form: Multipart, name: &str) -> Result<Result<Vec<u8>, &'static str>> {
    let mut token = None;
    while let Some(field) = form.next_field().await.map_err(|_| Error::TooBig)? {
        match field.name() {
            Some(CSRF_FIELD) => token = field.text().await.ok(),
            Some(found) if found == name => {
                check_token(&office.visit, headers, token.as_deref())?;
                let bytes = field.bytes().await.map_err(|_| Error::TooBig)?;
                let is_small = u64::try_from(bytes.len()).is_ok_and(|length| length <= policy::LOGO_BYTES);
                return Ok(match (bytes.is_empty(), is_small) {
                    (true, _) => Err("picture-missing"),
                    (false, false) => Err("picture-too-big"),
                    (false, true) => Ok(bytes.to_vec()),
                });
            }
            _ => {}
        }
    }
    check_token(&office.visit, headers, token.as_deref())?;
    Ok(Err("picture-missing"))
}

/// The picture drawn anew, or what is wrong with it.
fn drawn(bytes: &[u8]) -> Result<Vec<u8>, &'static str> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| "picture-unknown")?;
    if !matches!(reader.format(), Some(ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) {
        return Err("picture-unknown");
    }
    let mut reader = reader;
    let mut most = Limits::default();
    most.max_image_width = Some(MOST_SIDE);
    most.max_image_height = Some(MOST_SIDE);
    most.max_alloc = Some(MEMORY);
    reader.limits(most);
    let mut decoder = reader.into_decoder().map_err(|_| "picture-broken")?;
    // A photograph lies as the camera was held.
    let orientation = decoder.orientation().map_err(|_| "picture-broken")?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| "picture-broken")?;
    picture.apply_orientation(orientation);
    let small = if picture.width().max(picture.height()) > SIDE { picture.thumbnail(SIDE, SIDE) } else { picture };
    let mut out = Cursor::new(Vec::new());
    small.into_rgba8().write_to(&mut out, ImageFormat::Png).map_err(|_| "picture-broken")?;
    Ok(out.into_inner())
}

//! One's own picture.

use axum::extract::Multipart;
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::pages;
use crate::access::{BackOffice, may};
use crate::error::Result;
use crate::space::changes::{self, Actor};
use crate::space::{members, picture};
use crate::web::form::{Form, Nothing};
use crate::web::page::FieldErrors;
use crate::web::reply::unprocessable;

/// Takes another picture.
pub async fn create(office: BackOffice<may::MembersRead>, headers: HeaderMap, form: Multipart) -> Result<Response> {
    match picture::receive(&office, &headers, form, "photo").await? {
        Ok(photo) => put(&office, Some(photo)).await?,
        Err(key) => {
            let errors = FieldErrors::one("photo-fichier", office.lang().t(key));
            return unprocessable(&pages::Show { errors, ..pages::page(&office).await? });
        }
    }
    Ok(Redirect::to("/admin/reglages?fait=photo").into_response())
}

/// Goes without one.
pub async fn delete(office: BackOffice<may::MembersRead>, _: Form<Nothing>) -> Result<Response> {
    put(&office, None).await?;
    Ok(Redirect::to("/admin/reglages?fait=sans-photo").into_response())
}

async fn put(office: &BackOffice<may::MembersRead>, photo: Option<(String, Vec<u8>)>) -> Result<()> {
    let tx = office.space.begin().await?;
    let before = members::get(&tx, office.member.id).await?;
    if before.photo.as_deref() == photo.as_ref().map(|(name, _)| name.as_str()) {
        return Ok(());
    }
    let word = |there: bool| Some(if there { "oui" } else { "non" });
    let fields = changes::differences([("photo", word(before.photo.is_some()), word(photo.is_some()))]);
    members::put_photo(&tx, office.now, before.id, photo).await?;
    if !fields.is_empty() {
        changes::record(&tx, office.now, &Actor::from(office), members::KIND, before.id, "updated", &fields).await?;
    }
    Ok(tx.commit().await?)
}

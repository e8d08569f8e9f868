//! Whom a file is shown to in Station Clients: its party, one contact, or nobody.

use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;
use uuid::Uuid;

use super::super::KIND;
use super::super::queries::{read, shared};
use super::set_shared;
use crate::access::{BackOffice, may};
use crate::error::Result;
use crate::space::Eyes;
use crate::space::changes::{self, Actor, FieldChange};
use crate::web::form::Form;

/// What a browser sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct ShareForm {
    /// `client`, a contact's id, or nothing for nobody.
    avec: String,
}

/// Shows it to others than before.
pub async fn update(office: BackOffice<may::MediaWrite>, Path(id): Path<Uuid>, Form(form): Form<ShareForm>) -> Result<Response> {
    let eyes = Eyes::from(&office.member);
    let media = read::get(&office.space, eyes, id).await?;
    let done = match (form.avec.as_str(), form.avec.parse::<Uuid>()) {
        ("", _) => format!("cache-{}", set_shared(&office, &[id], false).await?),
        (_, Ok(contact)) => {
            let contacts = shared::list_contacts(&office.space, eyes, &media).await?;
            match contacts.into_iter().find(|(one, _)| *one == contact) {
                Some((_, name)) if media.aside.is_none() => format!("montre-{}", show_to(&office, id, contact, name).await?),
                _ => "refus-1".to_owned(),
            }
        }
        _ if media.party.is_none() || media.aside.is_some() => "refus-1".to_owned(),
        _ => format!("montre-{}", set_shared(&office, &[id], true).await?),
    };
    Ok(Redirect::to(&format!("/admin/medias/{id}?fait={done}")).into_response())
}

async fn show_to(office: &BackOffice<may::MediaWrite>, id: Uuid, contact: Uuid, name: String) -> Result<usize> {
    let tx = office.space.begin().await?;
    let is_shown = shared::share_with(&tx, office.now, id, contact).await?;
    if is_shown {
        let field = FieldChange { field: "contact".to_owned(), before: None, after: Some(name) };
        changes::record(&tx, office.now, &Actor::from(office), KIND, id, "shared", &[field]).await?;
    }
    tx.commit().await?;
    Ok(usize::from(is_shown))
}

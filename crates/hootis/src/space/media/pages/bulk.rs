//! Actions on the files that were ticked in the gallery.

use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::limits;

use super::super::form::{BulkForm, meant};
use super::{move_to, set_shared, set_trashed};
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::web::form::Form;
use crate::web::paths::local;

/// Moves to a party, shows and hides in Station Clients, throws away, takes out of the trash. Each can be undone.
pub async fn update(office: BackOffice<may::MediaWrite>, Form(form): Form<BulkForm>) -> Result<Response> {
    if form.ids.len() > limits::BULK_ROWS {
        return Err(Error::TooBig);
    }
    let done = match form.action.as_str() {
        "supprimer" => format!("corbeille-{}", set_trashed(&office, &form.ids, true).await?),
        "montrer" => match set_shared(&office, &form.ids, true).await? {
            0 => format!("refus-{}", form.ids.len()),
            n => format!("montre-{n}"),
        },
        "cacher" => format!("cache-{}", set_shared(&office, &form.ids, false).await?),
        "restaurer" => format!("retour-{}", set_trashed(&office, &form.ids, false).await?),
        "deplacer" => match meant(&office.space, &form.party, None).await? {
            Ok(party) => format!("client-{}", move_to(&office, &form.ids, party.as_ref()).await?),
            Err("media-party-which") => "lequel-0".to_owned(),
            Err(_) => "inconnu-0".to_owned(),
        },
        _ => String::new(),
    };
    let known = |list: &String| ["/admin/medias", "/admin/medias/corbeille"].contains(&list.split('?').next().unwrap_or_default());
    let list = Some(local(&form.retour)).filter(known).unwrap_or_else(|| "/admin/medias".to_owned());
    let sign = if list.contains('?') { '&' } else { '?' };
    Ok(Redirect::to(&format!("{list}{sign}fait={done}")).into_response())
}

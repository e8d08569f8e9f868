//! The download.

use axum::response::Response;
use hootis_policy::journal::Act;

use super::{Sources, held};
use crate::access::AccountUser;
use crate::error::{Error, Result};
use crate::platform::journal::{self, Entry};
use crate::web::reply::attachment;

/// Everything that the platform holds about the account, as JSON.
pub async fn show(user: AccountUser) -> Result<Response> {
    let from = Sources { platform: user.platform(), journal: user.app.journal().conn() };
    // Noted first, so that the document tells of itself too.
    journal::note(&user.app, Entry::new(Act::DataExported).account(user.account.id).from(&user.visit)).await;
    let document = held(&from, user.now, user.account.lang, user.account.id).await?;
    let text = serde_json::to_string_pretty(&document).map_err(Error::internal)?;
    Ok(attachment("hootis-mes-donnees.json", text))
}

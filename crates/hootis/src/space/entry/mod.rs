//! The way in from the console: a one-use code of sixty seconds becomes a session of the back office.

use axum::extract::Query;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::journal::Act;
use serde::Deserialize;

use crate::access::SpaceGate;
use crate::access::credentials::{LinkKind, Side, use_link};
use crate::access::office;
use crate::error::Result;
use crate::space::members;
use crate::web::reply::no_referrer;

/// The code.
#[derive(Deserialize)]
pub struct Entry {
    #[serde(default)]
    code: String,
}

/// Exchanges the code for a session. A code that is used or too old leads to the sign-in page.
pub async fn show(gate: SpaceGate, Query(entry): Query<Entry>) -> Result<Response> {
    let member = use_link(&gate.space, gate.now, Side::Member, &entry.code, LinkKind::Entry).await?;
    let to = match member {
        Some(member) => {
            let strong = match members::account_of(&gate.space, member).await? {
                Some(account) => gate.desk().has_factor(account).await?,
                None => false,
            };
            office::start_session(&gate, member, strong).await?;
            gate.note(Act::SignedIn, Some(member), Some("console")).await;
            "/admin"
        }
        None => "/admin/connexion?code=perdu",
    };
    Ok(no_referrer(Redirect::to(to).into_response()))
}

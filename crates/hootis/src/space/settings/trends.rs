//! Whether the space takes part in the service's trends: off until somebody says so.

use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_space::{SpaceDb, Tx};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::queries;
use crate::access::desk::Desk;
use crate::access::{BackOffice, may};
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::space::changes::{self, Actor};
use crate::web::form::Form;
use crate::web::format;

/// Who said so; the row says when.
#[derive(Serialize, Deserialize)]
pub(super) struct Instruction {
    member: Uuid,
    pub(super) name: String,
}

impl Instruction {
    /// Said by whoever asks.
    pub(super) fn by<R>(office: &BackOffice<R>) -> Self {
        Self { member: office.member.id, name: office.member.name.clone() }
    }
}

/// What a browser sends.
#[derive(Deserialize)]
pub struct TrendsForm {
    #[serde(default)]
    tendances: String,
}

/// Takes part from now on, or no more.
pub async fn update(office: BackOffice<may::SettingsWrite>, Form(form): Form<TrendsForm>) -> Result<Response> {
    let wanted = form.tendances == "oui";
    let was = queries::find_trends(&office.space).await?.is_some();
    if wanted != was {
        let tx = office.space.begin().await?;
        write(&tx, &office, wanted).await?;
        let word = |on: bool| Some(if on { "oui" } else { "non" });
        let fields = changes::differences([("trends", word(was), word(wanted))]);
        changes::record(&tx, office.now, &Actor::from(&office), super::KIND, office.space.id(), "updated", &fields).await?;
        tx.commit().await?;
    }
    // Also when nothing has changed: sent again after a crash in between, it ends the same.
    tell(&office.space, &office.desk()).await?;
    Ok(Redirect::to("/admin/reglages?fait=tendances").into_response())
}

async fn write(tx: &Tx, office: &BackOffice<may::SettingsWrite>, wanted: bool) -> Result<()> {
    if !wanted {
        return queries::delete_trends(tx).await;
    }
    let said = Instruction::by(office);
    queries::insert_trends(tx, office.now, &serde_json::to_string(&said).map_err(Error::internal)?).await
}

/// Tells the platform the totals of a space that takes part; of another, nothing, and what was told is taken
/// back. For whoever has the space open because the company asked for something.
///
/// # Errors
/// When a database refuses.
pub async fn tell(space: &SpaceDb, desk: &Desk) -> Result<()> {
    if queries::find_trends(space).await?.is_none() {
        return desk.drop_totals().await;
    }
    let month = format::month_starts(desk.now().0, 1).last().map_or(desk.now(), |start| Now(*start));
    desk.put_totals(queries::totals(space, month).await?).await
}

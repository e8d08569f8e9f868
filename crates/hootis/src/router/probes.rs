//! What machines that watch over Hootis ask.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use hootis_space::{Conn as _, args};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::app::App;
use crate::error::Result;

/// Whether everything answers that requests need: the platform's database, the spaces' engine, the security journal. Whoever
/// asks is told which one does not and no more; the log says why.
pub(super) async fn ready(State(app): State<App>) -> (StatusCode, Json<Value>) {
    let (platform, journal) = tokio::join!(platform(&app), journal(&app));
    let store = store(&app, matches!(platform, Ok(true))).await;
    let answers = [("platform", platform.as_ref().err()), ("spaces", store.as_ref().err()), ("journal", journal.as_ref().err())];
    let failing: Vec<&str> = answers
        .iter()
        .filter_map(|(name, error)| error.map(|error| (*name, error)))
        .map(|(name, error)| {
            tracing::error!(database = name, reason = %error, "a database does not answer");
            name
        })
        .collect();
    if failing.is_empty() {
        return (StatusCode::OK, Json(json!({ "ready": true })));
    }
    (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "ready": false, "failing": failing })))
}

/// Whether there are spaces.
async fn platform(app: &App) -> Result<bool> {
    Ok(app.platform().find::<Uuid>("SELECT id FROM space WHERE state NOT IN ('pending', 'destroyed') LIMIT 1", args![]).await?.is_some())
}

async fn journal(app: &App) -> Result<Option<i64>> {
    Ok(app.journal().conn().get("SELECT MAX(sequence) FROM entry", args![]).await?)
}

/// Asks for a space that nobody has: the answer says that somebody answers. Where there are spaces, their folder holds some.
async fn store(app: &App, has_spaces: bool) -> Result<()> {
    app.spaces().exists(Uuid::nil()).await?;
    if has_spaces && !app.spaces().is_mounted().await? {
        return Err(crate::error::Error::internal("the folder of the spaces is not there, or empty"));
    }
    Ok(())
}

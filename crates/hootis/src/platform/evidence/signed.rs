//! The last results as a file that Hootis signs: whoever keeps it can prove later what was shown on that day, and anybody
//! can check it with the public key of the site.

use axum::response::Response;
use serde_json::json;

use super::board::Board;
use super::pages::Found;
use crate::access::Visitor;
use crate::error::{Error, Result};
use crate::platform::certificates;
use crate::signing;
use crate::web::{format, reply};

/// What the file is, and in which version.
pub const KIND: &str = "hootis-evidence/1";

/// The file.
pub async fn show(visitor: Visitor) -> Result<Response> {
    let (app, now, lang) = (&visitor.app, visitor.now, visitor.lang());
    let board = Board::read(app, now).await?;
    let found: Vec<Found> = board.lines.iter().map(|line| Found::of_line(lang, line)).collect();
    let document = json!({
        "site": app.site().origin(),
        "signing_key_at": format!("{}{}", app.site().origin(), signing::KEY_PATH),
        "signed_at": format::machine(now.0),
        "policy_version": certificates::policy_version(now),
        "language": lang.code(),
        "summary": board.summary(lang),
        "promises": found,
    });
    let file = signing::sign(app.signer(), KIND, document)?;
    let text = serde_json::to_string_pretty(&file).map_err(Error::internal)?;
    Ok(reply::attachment(&name(&format::day(now.0)), text))
}

/// `hootis-preuves-2026-11-27.json`.
pub(super) fn name(day: &str) -> String {
    format!("hootis-preuves-{day}.json")
}

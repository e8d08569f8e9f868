//! `hootis policy …`: whether the promises are kept.

use clap::Subcommand;

use super::say;
use crate::app::App;
use crate::error::{Error, Result};
use crate::platform::evidence::{self, pages::Found};
use crate::web::i18n::Lang;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Looks for contradictions in what is declared. Needs no data folder; fails when there is one.
    Lint {
        /// For programs.
        #[arg(long)]
        json: bool,
    },
    /// Makes the check of every promise now, in every space. Fails when one is broken.
    Check {
        /// For programs.
        #[arg(long)]
        json: bool,
        /// The language of what was found: en or fr.
        #[arg(long, default_value = "en", value_parser = ["en", "fr"])]
        lang: String,
    },
}

/// Says every contradiction in the declarations and in the documents written from them.
pub(super) fn lint(json: bool) -> Result<()> {
    let faults = hootis_policy::consistency::lint();
    if json {
        say(serde_json::json!({ "ok": faults.is_empty(), "faults": faults }));
    } else if faults.is_empty() {
        say("what is declared agrees with itself");
    } else {
        faults.iter().for_each(say);
    }
    if faults.is_empty() { Ok(()) } else { Err(Error::Bad(format!("{} contradictions", faults.len()).into())) }
}

/// Makes every check.
pub(super) async fn check(app: &App, json: bool, lang: &str) -> Result<()> {
    let lang = Lang::from_code(lang).unwrap_or_default();
    let found: Vec<Found> = evidence::run_all(app).await.iter().map(|outcome| Found::of_outcome(lang, outcome)).collect();
    if json {
        say(serde_json::to_string(&found).map_err(Error::internal)?);
    } else {
        found.iter().for_each(|found| say(found.line()));
    }
    let broken: Vec<&str> = found.iter().filter_map(Found::broken).collect();
    if broken.is_empty() { Ok(()) } else { Err(Error::Bad(format!("not kept: {}", broken.join(", ")).into())) }
}

//! `hootis policy …`: whether the promises are kept.

use clap::Subcommand;

use super::say;
use crate::app::App;
use crate::error::{Error, Result};
use crate::platform::evidence::{self, pages::Found};
use crate::web::i18n::Lang;

#[derive(Subcommand)]
pub(super) enum Command {
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

pub(super) async fn run(app: &App, command: &Command) -> Result<()> {
    let Command::Check { json, lang } = command;
    let lang = Lang::from_code(lang).unwrap_or_default();
    let found: Vec<Found> = evidence::run_all(app).await.iter().map(|outcome| Found::of_outcome(lang, outcome)).collect();
    if *json {
        say(serde_json::to_string(&found).map_err(Error::internal)?);
    } else {
        found.iter().for_each(|found| say(found.line()));
    }
    let broken: Vec<&str> = found.iter().filter_map(Found::broken).collect();
    if broken.is_empty() { Ok(()) } else { Err(Error::Bad(format!("not kept: {}", broken.join(", ")).into())) }
}

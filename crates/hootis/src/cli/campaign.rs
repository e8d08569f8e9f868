//! `hootis campaign …`.

use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::say;
use crate::app::App;
use crate::error::{Error, Result};
use crate::platform::marketing::campaign::{Campaign, send};

/// Largest file of a mailing, in bytes.
const MOST: u64 = 1 << 20;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Queues a mailing for every account holder who asked for news: once each, whatever crashes. Run again, it goes
    /// on where it was cut off.
    Send {
        /// The mailing: JSON, or Markdown with a head (`id`, `subject-fr`, `subject-en`) and a text below `# fr` and `# en`.
        file: PathBuf,
        /// Counts who would get it, and sends nothing.
        #[arg(long)]
        dry_run: bool,
        /// Says what was done as JSON.
        #[arg(long)]
        json: bool,
    },
}

pub(super) async fn run(app: &App, command: &Command) -> Result<()> {
    let Command::Send { file, dry_run, json } = command;
    let campaign = read(file)?;
    let report = send(app, &campaign, *dry_run, |queued, all| tracing::info!(queued, all, "mails of the campaign were queued")).await?;
    if *json {
        say(serde_json::to_string(&report).map_err(Error::internal)?);
    } else if report.dry_run {
        let (id, queued, site) = (&report.campaign, report.queued, &report.site);
        say(format!("{id}: {queued} people would get it, {} have it already; its links lead to {site}. Nothing was sent.", report.already));
    } else {
        say(format!("{}: {} mails were queued, {} people had it already", report.campaign, report.queued, report.already));
    }
    Ok(())
}

fn read(file: &Path) -> Result<Campaign> {
    let bad = |why: String| Error::Bad(format!("{}: {why}", file.display()).into());
    if std::fs::metadata(file).map_err(|error| bad(error.to_string()))?.len() > MOST {
        return Err(bad(format!("larger than {MOST} bytes")));
    }
    let text = std::fs::read_to_string(file).map_err(|error| bad(error.to_string()))?;
    Campaign::parse(&text).map_err(bad)
}

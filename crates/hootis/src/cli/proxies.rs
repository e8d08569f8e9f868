//! `hootis proxies …`.

use std::io::Write as _;

use clap::Subcommand;
use hootis_policy::processors::{CLOUDFLARE, CLOUDFLARE_MACHINES};
use serde_json::json;
use url::Url;

use super::say;
use crate::app::App;
use crate::error::{Error, Result};
use crate::web::format;
use crate::web::proxies::{CloudflareList, FILE};

#[derive(Subcommand)]
pub(super) enum Command {
    /// Shows the list of Cloudflare's machines that `--trusted-proxy cloudflare` believes, and of which day it is.
    Show {
        /// Answer in JSON.
        #[arg(long)]
        json: bool,
    },
    /// Asks Cloudflare for the list of today and keeps it in the data folder. The server reads it when it starts.
    Refresh {
        /// Answer in JSON.
        #[arg(long)]
        json: bool,
    },
}

pub(super) async fn run(app: &App, command: &Command) -> Result<()> {
    match command {
        Command::Show { json } => tell(&CloudflareList::of(app.data())?, *json),
        Command::Refresh { json } => refresh(app, *json).await?,
    }
    Ok(())
}

async fn refresh(app: &App, as_json: bool) -> Result<()> {
    let url = Url::parse(CLOUDFLARE_MACHINES).map_err(Error::internal)?;
    let answer = app.outgoing().get(&CLOUDFLARE, &url).await?;
    let today = format::machine(app.now().0).get(..10).unwrap_or_default().to_owned();
    let (list, text) = CloudflareList::from_answer(&answer, today)?;
    let (path, part) = (app.data().join(FILE), app.data().join(format!("{FILE}.part")));
    let mut file = std::fs::File::create(&part)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    std::fs::rename(part, path)?;
    tell(&list, as_json);
    Ok(())
}

fn tell(list: &CloudflareList, as_json: bool) {
    let ranges: Vec<String> = list.ranges.iter().map(ToString::to_string).collect();
    if as_json {
        say(json!({ "date": list.date, "ranges": ranges }));
    } else {
        say(format!("{} ranges, as published on {}", ranges.len(), list.date));
        for range in ranges {
            say(format!("  {range}"));
        }
    }
}

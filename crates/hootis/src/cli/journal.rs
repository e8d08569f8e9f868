//! `hootis journal …`.

use clap::Subcommand;
use serde_json::json;

use super::say;
use crate::app::App;
use crate::error::{Error, Result};
use crate::platform::journal::{self, Line, Report};
use crate::web::format;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Checks every link of the chain, from the anchor to the head; fails at the first that is broken.
    Verify {
        /// Answer in JSON.
        #[arg(long)]
        json: bool,
    },
    /// Lists the last entries, the newest first: ids only.
    List {
        /// How many.
        #[arg(long, default_value_t = 50)]
        last: u32,
        /// Answer in JSON.
        #[arg(long)]
        json: bool,
    },
}

pub(super) async fn run(app: &App, command: &Command) -> Result<()> {
    match *command {
        Command::Verify { json } => verify(app, json).await,
        Command::List { last, json } => list(app, last, json).await,
    }
}

async fn verify(app: &App, as_json: bool) -> Result<()> {
    let Report { entries, oldest, broken } = journal::verify(app).await?;
    if as_json {
        say(json!({
            "ok": broken.is_none(),
            "entries": entries,
            "oldest": oldest.map(format::machine),
            "broken": broken.map(|(sequence, _)| sequence),
            "fault": broken.map(|(_, fault)| fault.as_str()),
        }));
    }
    match broken {
        None if as_json => Ok(()),
        None => {
            say(format!("the journal is whole: {entries} entries"));
            Ok(())
        }
        Some((sequence, fault)) => Err(Error::internal(format!("the security journal is broken at entry {sequence}: {}", fault.as_str()))),
    }
}

async fn list(app: &App, last: u32, as_json: bool) -> Result<()> {
    let lines = journal::list_last(app.journal(), last).await?;
    if as_json {
        say(lines.iter().map(object).collect::<serde_json::Value>());
    } else {
        for line in &lines {
            let who = line.account.or(line.member).or(line.operator).map_or_else(|| "-".to_owned(), |id| id.to_string());
            say(format!(
                "{:>8} {} {:<22} {who} {}",
                line.sequence,
                format::machine(line.created_at),
                line.kind,
                line.detail.as_deref().unwrap_or("")
            ));
        }
    }
    Ok(())
}

fn object(line: &Line) -> serde_json::Value {
    json!({
        "sequence": line.sequence,
        "at": format::machine(line.created_at),
        "act": line.kind,
        "account": line.account,
        "member": line.member,
        "operator": line.operator,
        "space": line.space,
        "subject": line.subject,
        "detail": line.detail,
        "amount": line.amount,
    })
}

//! `hootis records …`.

use std::net::IpAddr;

use clap::Subcommand;
use hootis_policy::limits;
use hootis_policy::reveals::RevealGround;

use super::say;
use crate::app::App;
use crate::error::{Error, Result};
use crate::platform::reveals::{self, Request};
use crate::web::format;
use crate::web::person::line;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Links the browsing records of an address to people. Needs a legal ground and the reference of the
    /// file; is noted in the security journal and counted on the public page.
    Reveal {
        /// The address.
        #[arg(long)]
        ip: IpAddr,
        /// From this day or instant on: 2026-11-23, or 2026-11-23T08:00:00Z.
        #[arg(long)]
        from: String,
        /// Up to the end of this day, or up to this instant.
        #[arg(long)]
        to: String,
        /// requisition, court-order, authority, abuse or access-request.
        #[arg(long)]
        ground: String,
        /// The number of the file that holds the request.
        #[arg(long)]
        reference: String,
        /// Answer in JSON.
        #[arg(long)]
        json: bool,
    },
}

pub(super) async fn run(app: &App, command: &Command) -> Result<()> {
    match command {
        Command::Reveal { ip, from, to, ground, reference, json } => {
            let grounds = RevealGround::ALL.map(RevealGround::as_str).join(", ");
            let ground = RevealGround::parse(ground).ok_or_else(|| Error::Bad(format!("--ground is one of: {grounds}").into()))?;
            let reference = line(reference, limits::LINE_CHARS).ok_or_else(|| Error::Bad("--reference is empty".into()))?;
            let from =
                format::instant(from).or_else(|| format::day_start(from)).ok_or_else(|| Error::Bad("--from is no day and no instant".into()))?;
            let to = format::instant(to).or_else(|| format::day_end(to)).ok_or_else(|| Error::Bad("--to is no day and no instant".into()))?;
            if from >= to {
                return Err(Error::Bad("--from must come before --to".into()));
            }
            let shown = reveals::reveal(app, &Request { address: *ip, from, to, ground, reference }).await?;
            say(if *json { shown.to_string() } else { serde_json::to_string_pretty(&shown).map_err(Error::internal)? });
            Ok(())
        }
    }
}

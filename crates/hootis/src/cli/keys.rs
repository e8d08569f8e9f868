//! `hootis keys …`.

use clap::Subcommand;
use hootis_policy::journal::Act;
use hootis_vault::MasterKeys;

use super::say;
use crate::app::{App, rewrap_platform_key};
use crate::error::Result;
use crate::platform::journal::{self, Entry};
use crate::platform::spaces;

/// How long after the new key is in the file whoever read the old one may still be writing.
const LAST_LOOK: std::time::Duration = std::time::Duration::from_secs(2);

#[derive(Subcommand)]
pub(super) enum Command {
    /// Makes a new master key, wraps every key under it, and forgets the old one. Cut off at any point,
    /// it goes on when it is run again. A server that runs beside it takes the new key from the file.
    RotateMaster,
}

pub(super) async fn run(app: &App, command: &Command) -> Result<()> {
    match command {
        Command::RotateMaster => rotate(app).await,
    }
}

async fn rotate(app: &App) -> Result<()> {
    let path = app.master_key_path();
    let mut keys = MasterKeys::load(path)?;
    let id = keys.add_new(path)?;
    // From here on both keys are in the file: whatever is wrapped under either can be read.
    app.replace_keys(MasterKeys::load(path)?);
    rewrap_platform_key(app).await?;
    let mut rewrapped = rewrap_all(app).await?;
    // A server that had read the old key just before may wrap one more. Waited for before that key goes: whoever kills us
    // here leaves both in the file.
    tokio::time::sleep(LAST_LOOK).await;
    rewrapped += rewrap_all(app).await?;
    keys.retire_all_but_current(path)?;
    // We still hold both.
    rewrapped += rewrap_all(app).await?;
    journal::note(app, Entry::new(Act::MasterKeyRotated).amount(rewrapped as u64)).await;
    say(format!("the master key is now {id}; {rewrapped} keys of spaces were wrapped anew"));
    Ok(())
}

async fn rewrap_all(app: &App) -> Result<usize> {
    let mut rewrapped = 0;
    loop {
        match spaces::rewrap_keys(app).await? {
            0 => return Ok(rewrapped),
            n => rewrapped += n,
        }
    }
}

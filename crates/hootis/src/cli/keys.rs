//! `hootis keys …`.

use clap::Subcommand;
use hootis_policy::journal::Act;
use hootis_vault::MasterKeys;
use uuid::Uuid;

use super::say;
use crate::app::{App, rewrap_platform_key};
use crate::error::{Error, Result};
use crate::platform::journal::{self, Entry};
use crate::platform::spaces;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Makes a new master key, wraps every key under it, and forgets the old one. Cut off at any point,
    /// it goes on when it is run again. A server that runs beside it takes the new key from the file.
    RotateMaster,
    /// Gives a space another key while it is in use: its database, its sealed secrets and its files are encrypted anew.
    /// Cut off at any point, nothing is lost, and it goes on when it is run again.
    RotateSpace {
        /// Which one.
        #[arg(required_unless_present = "unfinished")]
        slug: Option<String>,
        /// Goes on with every change that was cut off.
        #[arg(long, conflicts_with = "slug")]
        unfinished: bool,
    },
}

pub(super) async fn run(app: &App, command: &Command) -> Result<()> {
    match command {
        Command::RotateMaster => rotate(app).await,
        Command::RotateSpace { slug: Some(slug), .. } => {
            let space = spaces::find_by_slug(app.platform(), slug).await?.ok_or(Error::NotFound)?;
            rotate_space(app, space.id).await
        }
        Command::RotateSpace { slug: None, .. } => {
            for id in spaces::list_half_changed(app).await? {
                rotate_space(app, id).await?;
            }
            Ok(())
        }
    }
}

async fn rotate_space(app: &App, id: Uuid) -> Result<()> {
    let renewed = match spaces::change_key(app, id).await {
        Err(Error::Conflict(_)) => {
            return Err(Error::Bad("an upload does not end: both keys are kept; run this again with --unfinished when it has".into()));
        }
        renewed => renewed?,
    };
    let space = spaces::get(app.platform(), id).await?;
    say(format!("{} has another key; {} secrets and {} files were sealed anew", space.slug, renewed.values, renewed.files));
    Ok(())
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
    tokio::time::sleep(spaces::LAST_LOOK).await;
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

//! `hootis keys …`.

use clap::Subcommand;
use uuid::Uuid;

use super::say;
use crate::app::App;
use crate::error::{Error, Result};
use crate::platform::spaces::{self, Change};

#[derive(Subcommand)]
pub(super) enum Command {
    /// Makes a new master key, wraps every key under it, and forgets the old one. Cut off at any point,
    /// it goes on when it is run again. A server that runs beside it takes the new key from the file.
    RotateMaster,
    /// Gives a space another key while it is in use: its database, its sealed secrets and its files are encrypted anew.
    /// Cut off at any point, nothing is lost, and the server goes on with it by itself.
    RotateSpace {
        /// Which one.
        #[arg(required_unless_present = "unfinished")]
        slug: Option<String>,
        /// Goes on with every change that was cut off, where no server runs that would.
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
            for id in spaces::list_half_changed(app.platform()).await? {
                rotate_space(app, id).await?;
            }
            Ok(())
        }
    }
}

async fn rotate_space(app: &App, id: Uuid) -> Result<()> {
    let renewed = match spaces::change_key(app, id, spaces::PATIENCE).await? {
        Change::Done(renewed) => renewed,
        Change::Waits => {
            return Err(Error::Bad("somebody is still at work under the old key: both are kept, and the server goes on with it by itself".into()));
        }
        Change::Elsewhere => return Err(Error::Bad("a key is being changed in another process: that one goes on".into())),
    };
    let space = spaces::get(app.platform(), id).await?;
    say(format!("{} has another key; {} secrets and {} files were sealed anew", space.slug, renewed.values, renewed.files));
    Ok(())
}

async fn rotate(app: &App) -> Result<()> {
    let rotated = spaces::rotate_master(app).await?;
    say(format!("the master key is now {}; {} keys of spaces were wrapped anew", rotated.id, rotated.keys));
    Ok(())
}

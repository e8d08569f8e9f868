//! The door of jobs: what a company asked for in its space, done without anybody there.

use hootis_policy::states::SpaceState;
use hootis_space::SpaceDb;
use uuid::Uuid;

use crate::app::App;
use crate::error::{Error, Result};
use crate::platform::spaces;

/// A job at work in one space.
pub struct JobContext {
    pub space: SpaceDb,
    pub desk: super::desk::Desk,
    pub company: String,
    pub slug: String,
}

impl JobContext {
    /// Opens the space that a job was asked for in.
    ///
    /// # Errors
    /// [`Error::Asleep`] while nothing may be processed in it; 404 when it is gone.
    pub async fn open(app: &App, space: Uuid) -> Result<Self> {
        Self::open_if(app, space, SpaceState::treatments_run).await
    }

    /// The same for what people need to sign in, also where they may only read.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub async fn open_to_sign_in(app: &App, space: Uuid) -> Result<Self> {
        Self::open_if(app, space, SpaceState::members_sign_in).await
    }

    async fn open_if(app: &App, space: Uuid, allows: impl Fn(SpaceState) -> bool) -> Result<Self> {
        let row = spaces::get(app.platform(), space).await?;
        match row.state {
            SpaceState::Destroyed => return Err(Error::NotFound),
            state if !allows(state) => return Err(Error::Asleep),
            _ => {}
        }
        Ok(Self { space: spaces::enter(app, &row).await?, desk: super::desk::Desk::new(app.clone(), space), company: row.company, slug: row.slug })
    }
}

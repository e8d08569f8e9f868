#![doc = include_str!("../README.md")]

mod amount;
mod base;
mod batch;
pub mod business;
mod columns;
pub mod documents;
mod dump;
mod error;
mod grant;
mod guard;
mod html;
mod map;
mod php;
pub mod record;
mod row;
mod server;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod text;
mod warning;
mod whole;

use tokio::sync::mpsc::{self, Receiver};
use tokio::task::JoinSet;

pub use base::{Check, Entity, SeenTable};
pub use batch::{Batch, Phase, Position, ReadOptions, Take};
pub use columns::{TableColumns, column_list};
pub use dump::{DumpSource, Limits};
pub use error::DolibarrError;
pub use grant::{GrantNames, grants};
pub use guard::{BadRange, Guard, IpRange, is_public};
pub use record::Record;
pub use server::{Protection, ServerSource};
pub use warning::{WARNING_CODES, Warning};
use whole::{Look, Wished};
pub use whole::{Part, WholeOptions, WholePosition};

/// Batches that wait for whoever applies them.
const WAITING_BATCHES: usize = 4;

/// Where a Dolibarr is read from.
#[derive(Debug, Clone)]
pub enum Source {
    /// A live `MariaDB` or `MySQL` server.
    Server(ServerSource),
    /// An SQL dump.
    Dump(DumpSource),
}

impl Source {
    /// What to call the source in front of people: no user, no secret.
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            Self::Server(server) => server.label(),
            Self::Dump(dump) => dump.label().to_owned(),
        }
    }

    /// Whether the server confirmed that the session which read it could not write; nothing for a dump, which
    /// is a file of ours.
    #[must_use]
    pub fn is_read_only(&self) -> Option<bool> {
        match self {
            Self::Server(server) => Some(server.is_read_only()),
            Self::Dump(_) => None,
        }
    }
}

/// Looks at a Dolibarr: what it is, how much it holds, what is odd.
///
/// Counts are those of one company, or of all without `entity`.
///
/// # Errors
/// See [`DolibarrError`].
pub async fn check(source: &Source, entity: Option<i64>) -> Result<Check, DolibarrError> {
    look(source, Look { entity, business: None, contacts: true }).await
}

/// Looks at a Dolibarr as [`check`] does, and at its business too.
///
/// # Errors
/// See [`DolibarrError`].
pub async fn check_whole(source: &Source, entity: Option<i64>) -> Result<Check, DolibarrError> {
    look(source, Look { entity, business: Some(business::Take::default()), contacts: true }).await
}

async fn look(source: &Source, look: Look) -> Result<Check, DolibarrError> {
    let base = match source {
        Source::Server(server) => server::survey(server, look).await?,
        Source::Dump(dump) => dump::survey(dump.clone(), look).await?,
    };
    Ok(base.into())
}

/// Does work in a task of its own, which ends with whoever waits for it: what a hostile server makes a library of
/// ours do, a panic too, ends there.
async fn apart<T: Send + 'static>(
    work: impl Future<Output = Result<T, DolibarrError>> + Send + 'static,
    panicked: DolibarrError,
) -> Result<T, DolibarrError> {
    let mut task = JoinSet::new();
    task.spawn(work);
    match task.join_next().await {
        Some(Ok(ended)) => ended,
        Some(Err(_)) | None => Err(panicked),
    }
}

/// Reads the parties of a Dolibarr in the background, and gives their records batch by batch.
///
/// The reading waits when batches are not taken, and stops when the receiver is dropped. It ended
/// well if the channel closes without an error. Must be called inside a Tokio runtime.
#[must_use]
pub fn read(source: Source, options: ReadOptions) -> Receiver<Result<Batch, DolibarrError>> {
    start(source, options.into())
}

/// Reads a Dolibarr in the background as [`read`] does, and its business after its parties, out of one snapshot.
#[must_use]
pub fn read_whole(source: Source, options: WholeOptions) -> Receiver<Result<Part, DolibarrError>> {
    start(source, options)
}

fn start<T: Wished>(source: Source, options: WholeOptions) -> Receiver<Result<T, DolibarrError>> {
    let (to, from) = mpsc::channel(WAITING_BATCHES);
    match source {
        Source::Server(server) => tokio::spawn(server::read(server, options, to)),
        Source::Dump(dump) => tokio::spawn(dump::read(dump, options, to)),
    };
    from
}

//! Dumps: SQL files as mariadb-dump, mysqldump and `phpMyAdmin` write them.

mod create;
mod open;
mod pass;
mod scanner;
mod statement;
#[cfg(test)]
mod tests;
mod unzip;
mod utf16;
mod values;

use std::ops::ControlFlow;

use tokio::sync::mpsc::Sender;

pub use open::{DumpSource, Limits};

use crate::{
    base::Base,
    error::DolibarrError,
    whole::{Look, Part, WholeOptions, Wished},
};

/// Looks at a dump.
pub(crate) async fn survey(source: DumpSource, look: Look) -> Result<Base, DolibarrError> {
    let looking = tokio::task::spawn_blocking(move || pass::survey(&source, look));
    looking.await.map_err(|_| DolibarrError::Interrupted)?.map(|surveyed| surveyed.base)
}

/// Reads a dump, on a thread of its own.
pub(crate) async fn read<T: Wished>(source: DumpSource, options: WholeOptions, to: Sender<Result<T, DolibarrError>>) {
    let told = to.clone();
    let stop = to.clone();
    let source = source.stopped_when(move || stop.is_closed());
    let reading = tokio::task::spawn_blocking(move || {
        let send = |part: Part| match T::of(part).map(|wished| to.blocking_send(Ok(wished))) {
            Some(Ok(())) | None => ControlFlow::Continue(()),
            Some(Err(_)) => ControlFlow::Break(()),
        };
        if let Err(error) = pass::read(&source, options, send) {
            let _ = to.blocking_send(Err(error));
        }
    });
    // Without this, a panic there would look like the end of the dump.
    if reading.await.is_err() {
        let _ = told.send(Err(DolibarrError::Interrupted)).await;
    }
}

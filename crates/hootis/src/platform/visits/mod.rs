//! Browsing records (promises C7, K2, U3): one a visit, with five facts and nothing else.
//!
//! The facts are the address, the instant, the browser with its version, the platform, and the page that led
//! here. Not the page visited, which may hold secrets; no account, no session, not even which space it was.
//! What pages are looked at is counted apart, by [`crate::platform::audience`], where there is no visitor.
//!
//! A visit begins with the first page that an address and a browser ask for after
//! [`retention::VISIT_PAUSE`](hootis_policy::retention::VISIT_PAUSE) without one. They are recognised by a mark
//! under a key that lives in memory only and dies with the process: it is written nowhere, and neither is the
//! mark. Two processes that serve the same visitor may therefore each record a visit.
//!
//! A page is a whole HTML page that was found and shown: no asset, no probe, no part of a page, no redirect, no
//! error, nothing a browser fetches ahead. Robots are recorded (these records are there for security, and
//! robots are who abuses) but counted nowhere in the audience.
//!
//! Recording costs a request a mark and a push; rows are written in batches by [`write()`], off every request. When
//! too many wait, the rest are counted and dropped: no page ever waits for its record.

mod layer;
mod memory;
mod queries;
#[cfg(test)]
mod tests;

pub use layer::note;
pub use memory::{Page, Recorder};
pub use queries::{Record, count_due, due_at, list_of_address, oldest, purge};

use crate::app::App;
use crate::error::Result;

/// Writes the records that wait; how many. What cannot be written waits on, as far as there is room.
///
/// # Errors
/// When the database refuses.
pub async fn write(app: &App) -> Result<usize> {
    let (records, dropped) = app.visits().take();
    if dropped > 0 {
        tracing::warn!(dropped, "browsing records were dropped: more came than could be kept");
    }
    if records.is_empty() {
        return Ok(0);
    }
    let count = records.len();
    match queries::insert(app.platform(), &records).await {
        Ok(()) => Ok(count),
        Err(error) => {
            app.visits().put_back(records);
            Err(error)
        }
    }
}

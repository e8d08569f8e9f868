//! The life of a space: trial, subscription, notice, closing, thirty days to change one's mind, destruction.
//!
//! [`life`] says what may happen and which dates follow; [`steps`] does it, each step in one transaction whose update finds
//! the row as it was read; the sweep does what is due by itself. Whatever two processes, two tabs or two clicks do at once,
//! one of them finds the row changed, and looks again.

pub mod destruction;
mod elapsed;
mod letters;
mod life;
pub mod pages;
mod queries;
mod steps;
mod sweep;
#[cfg(test)]
mod tests;

pub use elapsed::moment;
pub use life::{Action, DisabledBy, Life, Moment};
pub use pages::{is_choosing, line, tone};
pub use queries::{Tenure, Upcoming};
pub use steps::{Outcome, take};
pub use sweep::{count_due, destroy_due, list_upcoming, sweep};

pub(in crate::platform) use queries::insert_reminder;
pub(in crate::platform) use steps::{afterwards, close_all};

use uuid::Uuid;

use crate::app::App;
use crate::error::Result;

/// A space and its life, or 404.
///
/// # Errors
/// When there is none.
pub async fn get(app: &App, space: Uuid) -> Result<Tenure> {
    queries::get(app.platform(), space).await
}

//! The application on trial: everything real but the way out for mails.

use std::sync::Arc;

use super::App;
use crate::mail::Transport;

impl App {
    /// The same application with another way out for mails: what is tried on the running system must reach nobody.
    #[must_use]
    pub(crate) fn on_trial(&self, transport: Transport) -> Self {
        Self(Arc::clone(&self.0), Some(Arc::new(transport)))
    }
}

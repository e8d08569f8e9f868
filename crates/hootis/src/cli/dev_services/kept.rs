//! The latest mails, in memory.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use uuid::Uuid;

use super::smtp::Desk;

/// Mails kept: the oldest makes room.
const MOST: usize = 100;

/// What the relay was given, newest first.
#[derive(Clone, Default)]
pub(super) struct Kept(Arc<Mutex<VecDeque<Mail>>>);

/// A mail as it came, under the id that its page has.
type Mail = (Uuid, Arc<[u8]>);

impl Desk for Kept {
    fn take(&self, mail: Vec<u8>) -> std::io::Result<()> {
        tracing::info!(bytes = mail.len(), "a mail was taken");
        if let Ok(mut mails) = self.0.lock() {
            mails.push_front((Uuid::now_v7(), mail.into()));
            mails.truncate(MOST);
        }
        Ok(())
    }
}

impl Kept {
    /// All of them.
    pub(super) fn list(&self) -> Vec<(Uuid, Arc<[u8]>)> {
        self.0.lock().map(|mails| mails.iter().cloned().collect()).unwrap_or_default()
    }

    /// One of them.
    pub(super) fn find(&self, id: Uuid) -> Option<Arc<[u8]>> {
        self.list().into_iter().find(|(known, _)| *known == id).map(|(_, mail)| mail)
    }
}

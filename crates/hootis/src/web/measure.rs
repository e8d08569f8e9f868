//! The measurement of audience on a page whose reader agreed to it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hootis_policy::cookies::GA;
use hootis_policy::processors::GOOGLE_TAG;

use crate::web::page::Text;

/// The measurement of audience that a visitor agreed to. Templates of the public site ask for its tag.
#[derive(Clone, Debug)]
pub struct Measure {
    id: Text,
    shown: Arc<AtomicBool>,
}

impl Measure {
    /// `shown` is set once a page holds the tag: the security policy is opened for that very page only.
    pub fn new(id: impl Into<Text>, shown: Arc<AtomicBool>) -> Self {
        Self { id: id.into(), shown }
    }

    /// Its id, for the tag.
    pub fn tag(&self) -> &str {
        self.shown.store(true, Ordering::Relaxed);
        &self.id
    }

    /// The host that its script comes from.
    pub const fn host(&self) -> &'static str {
        GOOGLE_TAG
    }

    /// How long its cookies may live.
    pub const fn seconds(&self) -> u64 {
        match GA.max_age_seconds() {
            Some(seconds) => seconds,
            None => 0,
        }
    }
}

//! The time, as an argument. Only this file asks the machine for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use hootis_policy::Span;
use hootis_policy::retention::Rule;
use hootis_space::Value;

/// An instant: milliseconds since 1970 UTC, as it is stored.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Now(pub i64);

impl Now {
    /// The instant `life` after this one.
    #[must_use]
    pub fn after(self, life: impl Life) -> Self {
        Self(self.0.saturating_add(millis(life.span())))
    }

    /// The instant `age` before this one.
    #[must_use]
    pub fn before(self, age: impl Life) -> Self {
        Self(self.0.saturating_sub(millis(age.span())))
    }
}

/// How long something lasts: a span of time, or a rule of the policy that says one.
pub trait Life {
    /// The span.
    fn span(&self) -> Duration;
}

impl Life for Duration {
    fn span(&self) -> Duration {
        *self
    }
}

impl Life for Span {
    fn span(&self) -> Duration {
        self.as_duration()
    }
}

impl Life for Rule {
    fn span(&self) -> Duration {
        self.keep.as_duration()
    }
}

impl From<Now> for Value {
    fn from(now: Now) -> Self {
        Self::Int(now.0)
    }
}

fn millis(span: Duration) -> i64 {
    i64::try_from(span.as_millis()).unwrap_or(i64::MAX)
}

/// Where the time comes from: the machine, or a test.
#[derive(Clone, Default)]
pub struct Clock(Option<Arc<AtomicI64>>);

impl Clock {
    /// A clock that stands still until it is told to advance.
    #[must_use]
    pub fn fixed(at: Now) -> Self {
        Self(Some(Arc::new(AtomicI64::new(at.0))))
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> Now {
        match &self.0 {
            Some(fixed) => Now(fixed.load(Ordering::Relaxed)),
            #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine")]
            None => Now(millis(std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default())),
        }
    }

    /// Moves a fixed clock on. The machine's cannot be moved.
    pub fn advance(&self, by: Duration) {
        if let Some(fixed) = &self.0 {
            fixed.fetch_add(millis(by), Ordering::Relaxed);
        }
    }
}

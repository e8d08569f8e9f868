//! How long somebody may keep us waiting, which bytes that come or go make longer.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::time::{Instant, Sleep, sleep_until};

/// What waiting is allowed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pace {
    /// How long, as long as nothing was earned; also the most that can be saved up.
    pub most: Duration,
    /// Bytes that earn a second. None: nothing earns any, and `most` is all there is.
    pub rate: Option<u32>,
}

/// What is left of it.
#[derive(Debug)]
struct Left {
    pace: Pace,
    left: Duration,
}

impl Left {
    fn waited(&mut self, time: Duration) {
        self.left = self.left.saturating_sub(time);
    }

    fn earned(&mut self, bytes: usize) {
        if let Some(rate) = self.pace.rate {
            let time = Duration::from_secs_f64(bytes as f64 / f64::from(rate.max(1)));
            self.left = self.left.saturating_add(time).min(self.pace.most);
        }
    }
}

/// Counts the time that nothing moves, and nothing else: our own slowness costs nobody their patience.
#[derive(Debug)]
pub(super) struct Patience {
    left: Left,
    since: Option<Instant>,
    end: Option<Pin<Box<Sleep>>>,
}

impl Patience {
    pub(super) fn new(pace: Pace) -> Self {
        Self { left: Left { pace, left: pace.most }, since: None, end: None }
    }

    /// Bytes moved.
    pub(super) fn moved(&mut self, bytes: usize) {
        if let Some(since) = self.since.take() {
            self.left.waited(since.elapsed());
        }
        self.left.earned(bytes);
    }

    /// Nothing moves for now. Ready once that has lasted too long.
    pub(super) fn poll_over(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        if self.since.is_none() {
            let now = Instant::now();
            self.since = Some(now);
            let at = now + self.left.left;
            match &mut self.end {
                Some(end) => end.as_mut().reset(at),
                None => self.end = Some(Box::pin(sleep_until(at))),
            }
        }
        if let Some(end) = &mut self.end {
            ready!(end.as_mut().poll(cx));
        }
        Poll::Ready(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Left, Pace};
    use std::time::Duration;

    fn left(rate: Option<u32>) -> Left {
        let pace = Pace { most: Duration::from_secs(10), rate };
        Left { pace, left: pace.most }
    }

    #[test]
    fn patience_is_used_up_by_waiting_and_earned_by_bytes() {
        let mut upload = left(Some(1_000));
        upload.waited(Duration::from_secs(9));
        assert_eq!(upload.left, Duration::from_secs(1));
        upload.earned(4_000);
        assert_eq!(upload.left, Duration::from_secs(5));
        upload.earned(1_000_000);
        assert_eq!(upload.left, Duration::from_secs(10), "nobody saves up an hour by sending fast for a minute");
        upload.waited(Duration::from_secs(3_600));
        assert_eq!(upload.left, Duration::ZERO);
    }

    #[test]
    fn a_form_has_all_its_time_at_once() {
        let mut form = left(None);
        form.waited(Duration::from_secs(9));
        form.earned(1_000_000);
        assert_eq!(form.left, Duration::from_secs(1), "a byte now and then earns nothing");
    }
}

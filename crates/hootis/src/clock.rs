//! The time, as an argument. Only this file asks the machine for it.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt as _;
use std::path::Path;
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

/// The start of the day, in UTC, that an instant is in.
#[must_use]
pub fn start_of_day(at: Now) -> Now {
    let day = millis(Span::days(1).as_duration());
    Now(at.0.div_euclid(day) * day)
}

impl From<Now> for Value {
    fn from(now: Now) -> Self {
        Self::Int(now.0)
    }
}

fn millis(span: Duration) -> i64 {
    i64::try_from(span.as_millis()).unwrap_or(i64::MAX)
}

/// Where the time comes from: the machine, a test, or a file that a simulation writes.
#[derive(Clone, Default)]
pub struct Clock(Source);

#[derive(Clone, Default)]
enum Source {
    #[default]
    Machine,
    Fixed(Arc<AtomicI64>),
    File(Arc<Followed>),
}

/// A file that says the time, and what it said last.
struct Followed {
    file: File,
    last: AtomicI64,
}

impl Clock {
    /// A clock that stands still until it is told to advance.
    #[must_use]
    pub fn fixed(at: Now) -> Self {
        Self(Source::Fixed(Arc::new(AtomicI64::new(at.0))))
    }

    /// A clock that says what a file says: what another process writes with [`Clock::write`].
    ///
    /// # Errors
    /// When the file says no time.
    pub fn following(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let last = AtomicI64::new(read(&file, 0)?);
        Ok(Self(Source::File(Arc::new(Followed { file, last }))))
    }

    /// Tells those who follow a file what time it is.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write(path: &Path, now: Now) -> io::Result<()> {
        Self::write_apart(path, now, now)
    }

    /// The same of a clock that somebody set: the steady one goes on as it did.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write_apart(path: &Path, now: Now, steady: Now) -> io::Result<()> {
        let bytes = [now.0.to_le_bytes(), steady.0.to_le_bytes()].concat();
        // Never emptied in between: who reads finds the time before or the time after.
        File::options().write(true).create(true).truncate(false).open(path)?.write_all_at(&bytes, 0)
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> Now {
        match &self.0 {
            Source::Fixed(fixed) => Now(fixed.load(Ordering::Relaxed)),
            Source::File(followed) => Now(followed.now()),
            #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine")]
            Source::Machine => Now(millis(std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default())),
        }
    }

    /// Moves a fixed clock on. Others cannot be moved.
    pub fn advance(&self, by: Duration) {
        if let Source::Fixed(fixed) = &self.0 {
            fixed.fetch_add(millis(by), Ordering::Relaxed);
        }
    }
}

impl Followed {
    /// A file that cannot be read any more says what it said last: never the machine's time.
    fn now(&self) -> i64 {
        match read(&self.file, 0) {
            Ok(now) => {
                self.last.store(now, Ordering::Relaxed);
                now
            }
            Err(_) => self.last.load(Ordering::Relaxed),
        }
    }
}

/// Where a file that is followed says the steady reading.
const STEADY_AT: u64 = 8;

fn read(file: &File, at: u64) -> io::Result<i64> {
    let mut bytes = [0; 8];
    file.read_exact_at(&mut bytes, at)?;
    Ok(i64::from_le_bytes(bytes))
}

/// What a clock says that nobody can set: how long the machine has been running, sleep included.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Steady {
    /// Which start of which machine: ticks of two starts cannot be compared.
    pub boot: String,
    /// Milliseconds since then.
    pub ticks: i64,
}

impl Clock {
    /// The steady reading. Of a clock that a test moves, the time itself; a simulation tells both.
    #[must_use]
    pub fn steady(&self) -> Steady {
        let told = |ticks| Steady { boot: "told".to_owned(), ticks };
        match &self.0 {
            Source::Machine => machine_steady(),
            Source::Fixed(_) => told(self.now().0),
            Source::File(followed) => told(read(&followed.file, STEADY_AT).unwrap_or_else(|_| followed.now())),
        }
    }
}

fn machine_steady() -> Steady {
    static START: std::sync::LazyLock<(String, std::time::Instant)> =
        std::sync::LazyLock::new(|| (hootis_vault::token_text(&hootis_vault::random_token()), std::time::Instant::now()));
    // Containers of one machine share its boot, and may each have an uptime of their own: what they began with tells them apart.
    let init = std::fs::read_to_string("/proc/1/stat").ok().and_then(|text| started(&text)).unwrap_or_default();
    let boot = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").map(|text| format!("{}/{init}", text.trim()));
    let uptime = std::fs::read_to_string("/proc/uptime").ok().and_then(|text| millis_of(text.split(' ').next()?));
    match (boot, uptime) {
        (Ok(boot), Some(ticks)) => Steady { boot, ticks },
        // A machine that does not say: only the life of this process is counted.
        _ => Steady { boot: START.0.clone(), ticks: millis(START.1.elapsed()) },
    }
}

/// When a process was started, as its `stat` says: the twenty-second field. The second may hold blanks and brackets.
fn started(stat: &str) -> Option<String> {
    let (_, rest) = stat.rsplit_once(')')?;
    rest.split_ascii_whitespace().nth(19).map(str::to_owned)
}

/// `12.34` seconds in milliseconds.
fn millis_of(seconds: &str) -> Option<i64> {
    let (whole, cents) = seconds.split_once('.')?;
    Some(whole.parse::<i64>().ok()? * 1_000 + cents.parse::<i64>().ok()? * 10)
}

#[cfg(test)]
mod tests {
    use super::{Clock, Now};
    use std::time::Duration;

    #[test]
    fn a_container_is_told_by_when_it_began() {
        let stat = "1 (a b) c) S 0 1 1 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 4242 99 100";
        assert_eq!(super::started(stat).as_deref(), Some("4242"));
        assert_eq!(super::started("nonsense"), None);
        let steady = Clock::default().steady();
        assert_eq!(steady.boot, Clock::default().steady().boot);
    }

    #[test]
    fn a_clock_follows_its_file_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("clock");
        assert!(Clock::following(&path).is_err());
        Clock::write(&path, Now(12)).expect("a file");
        let clock = Clock::following(&path).expect("a clock");
        assert_eq!(clock.now(), Now(12));
        Clock::write(&path, Now(i64::MAX - 1)).expect("a file");
        clock.advance(Duration::from_secs(5));
        assert_eq!(clock.now(), Now(i64::MAX - 1));
        Clock::write_apart(&path, Now(3), Now(40)).expect("a file");
        assert_eq!((clock.now(), clock.steady().ticks), (Now(3), 40));
        Clock::write(&path, Now(i64::MAX - 1)).expect("a file");
        assert_eq!((clock.now(), clock.steady().ticks), (Now(i64::MAX - 1), i64::MAX - 1));
        std::fs::write(&path, "no").expect("a file");
        assert_eq!(clock.now(), Now(i64::MAX - 1));
    }
}

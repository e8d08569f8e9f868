//! Lengths of time, in the milliseconds of [`crate::clock::Now`].

use hootis_policy::Span;

/// A span in milliseconds.
pub(super) const fn ms(span: Span) -> i64 {
    (span.as_seconds() as i64) * 1_000
}

pub(super) const SECOND: i64 = ms(Span::seconds(1));
pub(super) const MINUTE: i64 = ms(Span::minutes(1));
pub(super) const HOUR: i64 = ms(Span::hours(1));
pub(super) const DAY: i64 = ms(Span::days(1));
pub(super) const MONTH: i64 = ms(Span::months(1));

/// What is due is done when the worker comes round: every ten minutes.
pub(super) const ROUND: i64 = ms(hootis_policy::retention::EVERY) + MINUTE;

/// At the latest after this: a crash in between takes some minutes more.
pub(super) const LATE: i64 = ROUND + 4 * MINUTE;

/// "61 d 0 h", "3 h 5 min", "40 s".
pub(super) fn words(length: i64) -> String {
    match length.abs() {
        0..SECOND => format!("{length} ms"),
        SECOND..MINUTE => format!("{} s", length / SECOND),
        MINUTE..HOUR => format!("{} min", length / MINUTE),
        HOUR..DAY => format!("{} h {} min", length / HOUR, length % HOUR / MINUTE),
        _ => format!("{} d {} h", length / DAY, length % DAY / HOUR),
    }
}

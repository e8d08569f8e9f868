//! Lengths of time as people promise them: a number and its unit.

use std::time::Duration;

use crate::text::Lang;

/// The unit of a [`Span`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// 1 s.
    Second,
    /// 60 s.
    Minute,
    /// 60 min.
    Hour,
    /// 24 h: never a calendar day, which the change to summer time makes shorter.
    Day,
    /// 30 days.
    Month,
    /// 365 days.
    Year,
}

/// A length of time with the unit in which it is promised.
///
/// A month counts 30 days and a year 365: never more than what was promised. (A duty to keep
/// something *at least* so long must therefore be counted by the calendar, from its own event.)
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    count: u32,
    unit: Unit,
}

impl Span {
    /// No time at all.
    pub const AT_ONCE: Self = Self { count: 0, unit: Unit::Second };

    /// So many seconds.
    #[must_use]
    pub const fn seconds(count: u32) -> Self {
        Self { count, unit: Unit::Second }
    }

    /// So many minutes.
    #[must_use]
    pub const fn minutes(count: u32) -> Self {
        Self { count, unit: Unit::Minute }
    }

    /// So many hours.
    #[must_use]
    pub const fn hours(count: u32) -> Self {
        Self { count, unit: Unit::Hour }
    }

    /// So many times 24 hours.
    #[must_use]
    pub const fn days(count: u32) -> Self {
        Self { count, unit: Unit::Day }
    }

    /// So many times 30 days.
    #[must_use]
    pub const fn months(count: u32) -> Self {
        Self { count, unit: Unit::Month }
    }

    /// So many times 365 days.
    #[must_use]
    pub const fn years(count: u32) -> Self {
        Self { count, unit: Unit::Year }
    }

    /// Its length in seconds.
    #[must_use]
    pub const fn as_seconds(self) -> u64 {
        let unit = match self.unit {
            Unit::Second => 1,
            Unit::Minute => 60,
            Unit::Hour => 3_600,
            Unit::Day => 86_400,
            Unit::Month => 30 * 86_400,
            Unit::Year => 365 * 86_400,
        };
        self.count as u64 * unit
    }

    /// Its length for the clock.
    #[must_use]
    pub const fn as_duration(self) -> Duration {
        Duration::from_secs(self.as_seconds())
    }

    /// Its number and unit, as promised.
    #[must_use]
    pub const fn parts(self) -> (u32, Unit) {
        (self.count, self.unit)
    }

    /// "30 jours", "1 year"; "aussitôt", "at once" for no time.
    #[must_use]
    pub fn words(self, lang: Lang) -> String {
        let plural = self.count > 1;
        let unit = match (lang, self.unit, plural) {
            _ if self.count == 0 => return ["aussitôt", "at once"][usize::from(lang == Lang::En)].to_owned(),
            (Lang::Fr, Unit::Second, false) => "seconde",
            (Lang::Fr, Unit::Second, true) => "secondes",
            (Lang::Fr, Unit::Minute, false) | (Lang::En, Unit::Minute, false) => "minute",
            (Lang::Fr, Unit::Minute, true) | (Lang::En, Unit::Minute, true) => "minutes",
            (Lang::Fr, Unit::Hour, false) => "heure",
            (Lang::Fr, Unit::Hour, true) => "heures",
            (Lang::Fr, Unit::Day, false) => "jour",
            (Lang::Fr, Unit::Day, true) => "jours",
            (Lang::Fr, Unit::Month, _) => "mois",
            (Lang::Fr, Unit::Year, false) => "an",
            (Lang::Fr, Unit::Year, true) => "ans",
            (Lang::En, Unit::Second, false) => "second",
            (Lang::En, Unit::Second, true) => "seconds",
            (Lang::En, Unit::Hour, false) => "hour",
            (Lang::En, Unit::Hour, true) => "hours",
            (Lang::En, Unit::Day, false) => "day",
            (Lang::En, Unit::Day, true) => "days",
            (Lang::En, Unit::Month, false) => "month",
            (Lang::En, Unit::Month, true) => "months",
            (Lang::En, Unit::Year, false) => "year",
            (Lang::En, Unit::Year, true) => "years",
        };
        format!("{} {unit}", self.count)
    }
}

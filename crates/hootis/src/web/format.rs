//! Numbers, dates and sizes as people of each language write them. Times are shown in Europe/Paris.
//!
//! Instants are milliseconds since 1970 in UTC. An instant outside the years 1 to 9999 is written `—`: it comes from broken
//! data, and a page must not fail for it.

use std::fmt::Write as _;

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};

use super::i18n::Lang;

/// Narrow no-break space, between thousands in French.
const THIN: char = '\u{202f}';
/// No-break space.
const WIDE: char = '\u{a0}';

const PARIS: TimeZone = jiff::tz::get!("Europe/Paris");

const MONTHS_FR: [&str; 12] =
    ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
const SHORT_FR: [&str; 12] = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];
const MONTHS_EN: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const SHORT_EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"];

/// « 23 novembre 2026 », "23 November 2026".
pub fn date_long(lang: Lang, at_ms: i64) -> String {
    local(at_ms).map_or_else(missing, |z| written(lang, z.date(), false))
}

/// « 23 nov. 2026 », "23 Nov 2026".
pub fn date_short(lang: Lang, at_ms: i64) -> String {
    local(at_ms).map_or_else(missing, |z| written(lang, z.date(), true))
}

/// « 23 novembre 2026 à 10:42 », "23 November 2026 at 10:42".
pub fn datetime(lang: Lang, at_ms: i64) -> String {
    let word = match lang {
        Lang::Fr => "à",
        Lang::En => "at",
    };
    local(at_ms).map_or_else(missing, |z| format!("{} {word}{WIDE}{:02}:{:02}", written(lang, z.date(), false), z.hour(), z.minute()))
}

/// « 10:42 », the same in both languages.
pub fn time(at_ms: i64) -> String {
    local(at_ms).map_or_else(missing, |z| format!("{:02}:{:02}", z.hour(), z.minute()))
}

/// A calendar day without a time, given as `2026-11-23`; what is not one comes back as it is.
pub fn plain_date(lang: Lang, iso: &str) -> String {
    iso.parse::<Date>().map_or_else(|_| iso.to_owned(), |d| written(lang, d, false))
}

/// « nov. », "Nov": for the axis of a chart.
pub fn month_short(lang: Lang, at_ms: i64) -> &'static str {
    let names = match lang {
        Lang::Fr => &SHORT_FR,
        Lang::En => &SHORT_EN,
    };
    local(at_ms).map_or("—", |z| names[usize::from(z.month().unsigned_abs()) - 1])
}

/// « 23 nov. », "23 Nov": for the axis of a chart.
pub fn day_short(lang: Lang, at_ms: i64) -> String {
    let name = month_short(lang, at_ms);
    local(at_ms).map_or_else(missing, |z| format!("{}{WIDE}{name}", z.day()))
}

/// « novembre 2026 », "November 2026".
pub fn month_long(lang: Lang, at_ms: i64) -> String {
    let names = match lang {
        Lang::Fr => &MONTHS_FR,
        Lang::En => &MONTHS_EN,
    };
    local(at_ms).map_or_else(missing, |z| format!("{} {}", names[usize::from(z.month().unsigned_abs()) - 1], z.year()))
}

/// When the last `months` months began, the oldest first; the last one is the month of `now_ms`.
pub fn month_starts(now_ms: i64, months: u8) -> Vec<i64> {
    let Some(today) = local(now_ms) else { return Vec::new() };
    let this = today.date().first_of_month();
    let start = |back: u8| {
        let first = this.checked_sub(jiff::Span::new().months(i64::from(back))).ok()?;
        Some(PARIS.to_timestamp(first.to_datetime(jiff::civil::Time::midnight())).ok()?.as_millisecond())
    };
    (0..months).rev().filter_map(start).collect()
}

/// The day of an instant in Paris, as machines write it: `2026-11-23`.
pub fn day(at_ms: i64) -> String {
    local(at_ms).map_or_else(missing, |z| z.date().to_string())
}

/// The day so many days of the calendar later, or earlier.
pub fn day_after(at_ms: i64, days: i64) -> String {
    let later = |z: DateTime| z.date().checked_add(jiff::Span::new().days(days)).ok();
    local(at_ms).and_then(later).map_or_else(missing, |date| date.to_string())
}

/// How many days of the calendar in Paris lie between two instants: 1 for the day after, whatever the hour.
pub fn days_between(from_ms: i64, to_ms: i64) -> i64 {
    let date = |at| local(at).map(|z| z.date());
    date(from_ms).zip(date(to_ms)).map_or(0, |(from, to)| from.duration_until(to).as_hours() / 24)
}

/// The same with a short month: « 23 nov. 2026 ».
pub fn plain_date_short(lang: Lang, iso: &str) -> String {
    iso.parse::<Date>().map_or_else(|_| iso.to_owned(), |d| written(lang, d, true))
}

/// The instant when a day of Paris begins, for a day as browsers send it: `2026-11-23`.
pub fn day_start(iso: &str) -> Option<i64> {
    let day: Date = iso.trim().parse().ok()?;
    Some(PARIS.to_timestamp(day.to_datetime(jiff::civil::Time::midnight())).ok()?.as_millisecond())
}

/// The instant when the day after it begins.
pub fn day_end(iso: &str) -> Option<i64> {
    let next = iso.trim().parse::<Date>().ok()?.tomorrow().ok()?;
    Some(PARIS.to_timestamp(next.to_datetime(jiff::civil::Time::midnight())).ok()?.as_millisecond())
}

/// The same day and hour in Paris, so many months later; the last of a month that is too short.
pub fn months_later(at_ms: i64, months: i32) -> i64 {
    let later = || {
        let then = PARIS.to_datetime(Timestamp::from_millisecond(at_ms).ok()?);
        let later = then.checked_add(jiff::Span::new().months(i64::from(months))).ok()?;
        Some(PARIS.to_timestamp(later).ok()?.as_millisecond())
    };
    later().unwrap_or(i64::MAX)
}

/// The instant for `<time datetime="…">`: `2026-11-23T09:42:00Z`.
pub fn machine(at_ms: i64) -> String {
    Timestamp::from_millisecond(at_ms).map_or_else(|_| missing(), |t| format!("{t:.0}"))
}

/// The instant that a machine wrote: `2026-11-23T10:42:00Z`.
pub fn instant(text: &str) -> Option<i64> {
    text.trim().parse::<Timestamp>().ok().map(Timestamp::as_millisecond)
}

/// The instant that a camera wrote down, as if it had been in Paris: `2026:08:14 16:20:05`. None for one that never was, or whose
/// clock was never set.
pub fn camera_time(text: &str) -> Option<i64> {
    let (day, time) = text.split_once(' ')?;
    let then: DateTime = format!("{}T{time}", day.replace(':', "-")).parse().ok()?;
    (then.year() >= 1990).then(|| PARIS.to_timestamp(then).ok().map(Timestamp::as_millisecond))?
}

/// The year of an instant, in Paris.
pub fn year(at_ms: i64) -> i16 {
    local(at_ms).map_or(0, |z| z.year())
}

/// « 1 234 567 », "1,234,567".
pub fn number(lang: Lang, n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() * 2);
    if n < 0 {
        out.push('−');
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(match lang {
                Lang::Fr => THIN,
                Lang::En => ',',
            });
        }
        out.push(digit);
    }
    out
}

/// A number with at most `places` decimals (up to 6), without trailing zeros: « 1,4 », "1.4".
pub fn decimal(lang: Lang, n: f64, places: u8) -> String {
    let text = format!("{:.*}", usize::from(places.min(6)), n.abs());
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let (Ok(whole), rest) = (whole.parse::<i64>(), rest.trim_end_matches('0')) else { return missing() };
    let sign = if n < 0.0 && (whole != 0 || !rest.is_empty()) { "−" } else { "" };
    let mut out = format!("{sign}{}", number(lang, whole));
    if !rest.is_empty() {
        out.push(match lang {
            Lang::Fr => ',',
            Lang::En => '.',
        });
        out.push_str(rest);
    }
    out
}

/// « 1,4 Mo », "1.4 MB": thousands, as shops and disks count.
pub fn size_bytes(lang: Lang, bytes: u64) -> String {
    let units = match lang {
        Lang::Fr => ["octets", "Ko", "Mo", "Go", "To"],
        Lang::En => ["bytes", "KB", "MB", "GB", "TB"],
    };
    #[expect(clippy::cast_precision_loss, reason = "three significant digits are shown")]
    let mut size = bytes as f64;
    let mut unit = 0;
    // 999.5 and more would be rounded up to "1000 Ko".
    while size >= 999.5 && unit < units.len() - 1 {
        size /= 1000.0;
        unit += 1;
    }
    let places = u8::from(unit > 0 && size < 99.95);
    let name = if unit == 0 && bytes < 2 { units[0].trim_end_matches('s') } else { units[unit] };
    format!("{}{WIDE}{name}", decimal(lang, size, places))
}

/// An amount in euro cents: « 29 € », « 2 384,40 € », "€29", "€2,384.40". Cents are left out when there are none.
pub fn euros(lang: Lang, cents: i64) -> String {
    let (sign, cents) = (if cents < 0 { "−" } else { "" }, cents.unsigned_abs());
    let whole = number(lang, i64::try_from(cents / 100).unwrap_or(i64::MAX));
    let rest = match (cents % 100, lang) {
        (0, _) => String::new(),
        (rest, Lang::Fr) => format!(",{rest:02}"),
        (rest, Lang::En) => format!(".{rest:02}"),
    };
    match lang {
        Lang::Fr => format!("{sign}{whole}{rest}{WIDE}€"),
        Lang::En => format!("{sign}€{whole}{rest}"),
    }
}

/// An amount of a document in hundredths of a currency, always with them: « 2 384,40 € », « 120,00 CHF », "€2,384.40".
pub fn money(lang: Lang, cents: i64, currency: &str) -> String {
    let (sign, cents) = (if cents < 0 { "−" } else { "" }, cents.unsigned_abs());
    let whole = number(lang, i64::try_from(cents / 100).unwrap_or(i64::MAX));
    let rest = cents % 100;
    match (lang, currency) {
        (Lang::Fr, "EUR") => format!("{sign}{whole},{rest:02}{WIDE}€"),
        (Lang::Fr, other) => format!("{sign}{whole},{rest:02}{WIDE}{other}"),
        (Lang::En, "EUR") => format!("{sign}€{whole}.{rest:02}"),
        (Lang::En, other) => format!("{sign}{whole}.{rest:02}{WIDE}{other}"),
    }
}

/// « à l’instant », « il y a 6 min », « il y a 3 h », then the date; "6 min ago" in English.
pub fn ago(lang: Lang, now_ms: i64, then_ms: i64) -> String {
    let minutes = now_ms.saturating_sub(then_ms).max(0) / 60_000;
    match (lang, minutes) {
        (Lang::Fr, 0) => "à l’instant".to_owned(),
        (Lang::En, 0) => "just now".to_owned(),
        (Lang::Fr, 1..60) => format!("il y a {minutes}{WIDE}min"),
        (Lang::En, 1..60) => format!("{minutes}{WIDE}min ago"),
        (Lang::Fr, 60..1440) => format!("il y a {}{WIDE}h", minutes / 60),
        (Lang::En, 60..1440) => format!("{}{WIDE}h ago", minutes / 60),
        _ => date_short(lang, then_ms),
    }
}

/// A length of time: « 820 ms », « 12 s », « 2 min 05 s », « 1 h 04 min », the same in both languages.
pub fn duration(millis: u64) -> String {
    let seconds = millis / 1000;
    let mut out = String::new();
    let written = match seconds {
        0 => write!(out, "{millis}{WIDE}ms"),
        1..60 => write!(out, "{seconds}{WIDE}s"),
        60..3600 => write!(out, "{}{WIDE}min {:02}{WIDE}s", seconds / 60, seconds % 60),
        _ => write!(out, "{}{WIDE}h {:02}{WIDE}min", seconds / 3600, seconds / 60 % 60),
    };
    // Writing to a string cannot fail.
    debug_assert!(written.is_ok());
    out
}

fn local(at_ms: i64) -> Option<DateTime> {
    let there = PARIS.to_datetime(Timestamp::from_millisecond(at_ms).ok()?);
    (1..=9999).contains(&there.year()).then_some(there)
}

fn written(lang: Lang, date: Date, short: bool) -> String {
    let months = match (lang, short) {
        (Lang::Fr, false) => &MONTHS_FR,
        (Lang::Fr, true) => &SHORT_FR,
        (Lang::En, false) => &MONTHS_EN,
        (Lang::En, true) => &SHORT_EN,
    };
    let month = months[usize::from(date.month().unsigned_abs()) - 1];
    let first = if lang == Lang::Fr && date.day() == 1 { "er" } else { "" };
    format!("{}{first}{WIDE}{month} {}", date.day(), date.year())
}

fn missing() -> String {
    "—".to_owned()
}

/// A colour as `#rrggbb`; nothing for anything else, whoever stored it.
pub fn hue(color: &(impl Color + ?Sized)) -> &str {
    let is_hue = |text: &&str| text.len() == 7 && text.starts_with('#') && text[1..].bytes().all(|byte| byte.is_ascii_hexdigit());
    Some(color.text()).filter(is_hue).unwrap_or("")
}

/// A colour as it was typed or gathered; empty when there is none.
pub trait Color {
    /// Its text.
    fn text(&self) -> &str;
}

impl Color for str {
    fn text(&self) -> &str {
        self
    }
}

impl Color for Option<String> {
    fn text(&self) -> &str {
        self.as_deref().unwrap_or_default()
    }
}

impl<T: Color + ?Sized> Color for &T {
    fn text(&self) -> &str {
        (*self).text()
    }
}

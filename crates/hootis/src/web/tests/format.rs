//! Dates, numbers and sizes in both languages.

use crate::web::{
    format::{ago, date_long, date_short, datetime, decimal, duration, euros, machine, number, plain_date, size_bytes, time},
    i18n::Lang::{En, Fr},
};

/// 23 November 2026, 09:42:05 UTC: 10:42 in Paris.
const WINTER: i64 = 1_795_426_925_000;

#[test]
fn dates_are_written_as_each_language_does() {
    assert_eq!(date_long(Fr, WINTER), "23\u{a0}novembre 2026");
    assert_eq!(date_long(En, WINTER), "23\u{a0}November 2026");
    assert_eq!(date_short(Fr, WINTER), "23\u{a0}nov. 2026");
    assert_eq!(date_short(En, WINTER), "23\u{a0}Nov 2026");
    assert_eq!(datetime(Fr, WINTER), "23\u{a0}novembre 2026 à\u{a0}10:42");
    assert_eq!(datetime(En, WINTER), "23\u{a0}November 2026 at\u{a0}10:42");
    assert_eq!(machine(WINTER), "2026-11-23T09:42:05Z");
    assert_eq!(plain_date(Fr, "2026-12-01"), "1er\u{a0}décembre 2026");
    assert_eq!(plain_date(En, "2026-12-01"), "1\u{a0}December 2026");
    assert_eq!(plain_date(Fr, "0000-00-00"), "0000-00-00");
}

#[test]
fn times_follow_paris_through_summer_and_winter() {
    // The clocks went from 02:00 to 03:00 on 29 March 2026 and go back from 03:00 to 02:00 on 25 October 2026, at 01:00 UTC.
    assert_eq!(time(1_774_745_999_000), "01:59");
    assert_eq!(time(1_774_746_000_000), "03:00");
    assert_eq!(time(1_792_889_999_000), "02:59");
    assert_eq!(time(1_792_890_000_000), "02:00");
    assert_eq!(date_short(Fr, 1_798_758_000_000), "1er\u{a0}janv. 2027", "23:00 UTC is already the next day");
}

#[test]
fn an_absurd_instant_does_not_break_a_page() {
    for at in [i64::MIN, i64::MAX, -100_000_000_000_000] {
        assert_eq!(date_long(Fr, at), "—");
        assert_eq!(time(at), "—");
    }
    assert_eq!(machine(i64::MAX), "—");
}

#[test]
fn numbers_have_their_separators() {
    assert_eq!(number(Fr, 1_234_567), "1\u{202f}234\u{202f}567");
    assert_eq!(number(En, 1_234_567), "1,234,567");
    assert_eq!(number(Fr, 999), "999");
    assert_eq!(number(Fr, -1000), "−1\u{202f}000");
    assert_eq!(number(En, i64::MIN), "−9,223,372,036,854,775,808");
    assert_eq!(decimal(Fr, 1234.5, 2), "1\u{202f}234,5");
    assert_eq!(decimal(En, -0.004, 2), "0");
    assert_eq!(decimal(En, -0.5, 2), "−0.5");
    assert_eq!(decimal(Fr, f64::NAN, 2), "—");
}

#[test]
fn sizes_are_read_at_a_glance() {
    assert_eq!(size_bytes(Fr, 0), "0\u{a0}octet");
    assert_eq!(size_bytes(En, 900), "900\u{a0}bytes");
    assert_eq!(size_bytes(Fr, 1_000), "1\u{a0}Ko");
    assert_eq!(size_bytes(Fr, 999_999), "1\u{a0}Mo");
    assert_eq!(size_bytes(Fr, 1_420_000), "1,4\u{a0}Mo");
    assert_eq!(size_bytes(En, 52_300_000_000), "52.3\u{a0}GB");
    assert_eq!(size_bytes(En, 999_960), "1\u{a0}MB");
}

#[test]
fn what_is_recent_is_told_in_minutes_and_hours() {
    let after = |minutes: i64| WINTER + minutes * 60_000;
    assert_eq!(ago(Fr, after(0), WINTER), "à l’instant");
    assert_eq!(ago(Fr, after(6), WINTER), "il y a 6\u{a0}min");
    assert_eq!(ago(En, after(125), WINTER), "2\u{a0}h ago");
    assert_eq!(ago(Fr, after(1440), WINTER), "23\u{a0}nov. 2026");
    assert_eq!(ago(Fr, WINTER, after(5)), "à l’instant", "a clock that is ahead");
    assert_eq!(duration(820), "820\u{a0}ms");
    assert_eq!(duration(125_000), "2\u{a0}min 05\u{a0}s");
    assert_eq!(duration(3_840_000), "1\u{a0}h 04\u{a0}min");
}

#[test]
fn amounts_are_written_as_each_language_does() {
    assert_eq!(euros(Fr, 29_00), "29\u{a0}€");
    assert_eq!(euros(Fr, 238_440), "2\u{202f}384,40\u{a0}€");
    assert_eq!(euros(En, 238_405), "€2,384.05");
    assert_eq!(euros(En, -12_00), "−€12");
}

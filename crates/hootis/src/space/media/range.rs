//! Which part of a file is asked for.

use std::ops::RangeInclusive;

/// What the header `Range` asks for, of a file of `length` bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Part {
    /// All of it: no range, several, or one that makes no sense, which RFC 9110 lets be ignored.
    All,
    /// These bytes.
    Of(RangeInclusive<u64>),
    /// Bytes that are not there.
    None,
}

/// Reads the header.
pub(super) fn part(header: Option<&str>, length: u64) -> Part {
    let Some((first, last)) = header.and_then(|header| header.trim().strip_prefix("bytes=")).and_then(|range| range.split_once('-')) else {
        return Part::All;
    };
    let number = |text: &str| text.trim().parse::<u64>();
    match (first.trim(), last.trim()) {
        ("", last) => match number(last) {
            Ok(0) => Part::None,
            Ok(_) if length == 0 => Part::None,
            Ok(count) => Part::Of(length - count.min(length)..=length - 1),
            Err(_) => Part::All,
        },
        (first, last) => match (number(first), if last.is_empty() { Ok(u64::MAX) } else { number(last) }) {
            (Ok(first), Ok(last)) if first > last => Part::All,
            (Ok(first), Ok(_)) if first >= length => Part::None,
            (Ok(first), Ok(last)) => Part::Of(first..=last.min(length - 1)),
            _ => Part::All,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, part};

    #[test]
    fn a_range_is_what_rfc_9110_says() {
        for (header, wanted) in [
            ("bytes=0-", Part::Of(0..=99)),
            ("bytes=0-9", Part::Of(0..=9)),
            ("bytes=90-200", Part::Of(90..=99)),
            ("bytes=-10", Part::Of(90..=99)),
            ("bytes=-1000", Part::Of(0..=99)),
            ("bytes=100-", Part::None),
            ("bytes=-0", Part::None),
            ("bytes=9-3", Part::All),
            ("bytes=0-1,5-6", Part::All),
            ("bytes=a-b", Part::All),
            ("lines=0-9", Part::All),
            ("bytes=", Part::All),
        ] {
            assert_eq!(part(Some(header), 100), wanted, "{header}");
        }
        assert_eq!(part(None, 100), Part::All);
        assert_eq!(part(Some("bytes=0-"), 0), Part::None);
        assert_eq!(part(Some("bytes=-5"), 0), Part::None);
    }
}

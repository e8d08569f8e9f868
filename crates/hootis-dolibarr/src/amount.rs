//! Amounts, exactly: what Dolibarr keeps as `double(24,8)` is added without losing a cent.

use std::ops::{Add, AddAssign, Sub};

/// Digits after the point, as in Dolibarr's columns.
const DIGITS: i32 = 8;
/// One unit, in hundred-millionths.
const UNIT: i128 = 100_000_000;
/// One cent, in hundred-millionths.
const CENT: i128 = UNIT / 100;
/// Digits of a number at most: more is no amount.
const LONGEST: usize = 24;

/// An amount in hundred-millionths.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Amount(i128);

impl Amount {
    /// Reads `-12.34000000` or `1.5e-7`; digits after the eighth round to it.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (number, exponent) = match text.split_once(['e', 'E']) {
            Some((number, exponent)) => (number, exponent.parse::<i32>().ok().filter(|exponent| exponent.abs() <= 40)?),
            None => (text, 0),
        };
        let (negative, number) = match number.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, number.strip_prefix('+').unwrap_or(number)),
        };
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let count = whole.len() + fraction.len();
        if count == 0 || count > LONGEST || !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let digits: i128 = whole.bytes().chain(fraction.bytes()).fold(0, |sum, byte| sum * 10 + i128::from(byte - b'0'));
        let shift = DIGITS + exponent - i32::try_from(fraction.len()).ok()?;
        let value = if shift >= 0 {
            digits.checked_mul(10_i128.checked_pow(shift.unsigned_abs())?)?
        } else {
            // Divided by more than the longest number has digits, nothing is left.
            10_i128.checked_pow(shift.unsigned_abs()).map_or(0, |divisor| rounded(digits, divisor))
        };
        Some(Self(if negative { -value } else { value }))
    }

    /// The nearest cent, halves away from zero, as Dolibarr's `price2num` rounds; `None` for what no account holds.
    pub(crate) fn cents(self) -> Option<i64> {
        i64::try_from(rounded(self.0, CENT)).ok().filter(|cents| cents.unsigned_abs() < 1 << 53)
    }

    /// Whether something is there.
    pub(crate) fn is_positive(self) -> bool {
        self.0 > 0
    }
}

/// `value` divided by `divisor`, halves away from zero.
fn rounded(value: i128, divisor: i128) -> i128 {
    let (quotient, rest) = (value / divisor, value % divisor);
    if rest.unsigned_abs() >= divisor.unsigned_abs() - rest.unsigned_abs() { quotient + value.signum() } else { quotient }
}

impl Add for Amount {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Amount {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Amount {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

#[cfg(test)]
mod tests {
    use super::Amount;

    fn cents(text: &str) -> Option<i64> {
        Amount::parse(text)?.cents()
    }

    #[test]
    fn amounts_round_to_the_cent_away_from_zero() {
        for (text, expected) in [
            ("600.90000000", 60_090),
            ("0", 0),
            ("-0.50", -50),
            ("0.005", 1),
            ("-0.005", -1),
            ("0.00499999", 0),
            ("2.675", 268),
            ("1.5e-2", 2),
            ("1E3", 100_000),
            (".5", 50),
            ("7.", 700),
            ("+3.1", 310),
            ("0.004999999999", 1),
        ] {
            assert_eq!(cents(text), Some(expected), "{text}");
        }
        for broken in ["", "-", ".", "1,5", "1.2.3", "1e", "1e99", "NaN", "12 €", "1234567890123456789012345", "--1"] {
            assert_eq!(Amount::parse(broken), None, "{broken}");
        }
        assert_eq!(cents("99999999999999999999"), None);
    }

    #[test]
    fn sums_lose_nothing_and_overflow_nothing() {
        let third = Amount::parse("0.33333333").unwrap();
        assert_eq!((third + third + third).cents(), Some(100));
        let tenth = Amount::parse("0.1").unwrap();
        let sum = (0..1_000_000).fold(Amount::default(), |sum, _| sum + tenth);
        assert_eq!(sum, Amount::parse("100000").unwrap());
        assert_eq!((tenth - sum).cents(), Some(-9_999_990));
        assert!(tenth.is_positive() && !Amount::default().is_positive());
        let huge = Amount::parse("9e22").unwrap();
        let sum = (0..1_000_000).fold(huge, |sum, _| sum + huge + sum);
        assert_eq!(sum.cents(), None);
    }
}

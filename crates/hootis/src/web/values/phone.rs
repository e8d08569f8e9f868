//! Telephone numbers.

use super::Refused;

/// Digits of an international number (E.164), country included.
const INTERNATIONAL: std::ops::RangeInclusive<usize> = 7..=15;

/// A telephone number as it is kept: French ones in pairs (`05 36 49 12 80`), others as `+` and digits.
/// `country` is where it is dialled from: only there may its prefix be left out. Empty means France.
///
/// # Errors
/// Says what is wrong.
pub fn phone(text: &str, country: &str) -> Result<String, Refused> {
    let Some(typed) = dialled(text) else { return Err(Refused::new("value-phone-signs")) };
    let typed = typed.strip_prefix("00").map_or_else(|| typed.clone(), |rest| format!("+{rest}"));
    let is_french = country.is_empty() || country.eq_ignore_ascii_case("FR");
    match typed.strip_prefix('+') {
        // « +33 (0)5 … »: the zero in brackets is not dialled, yet everybody writes it.
        Some(rest) if rest.starts_with("33") => french(&format!("0{}", rest[2..].trim_start_matches('0'))),
        Some(rest) if INTERNATIONAL.contains(&rest.len()) => Ok(format!("+{rest}")),
        Some(_) => Err(Refused::new("value-phone-international")),
        None if is_french => french(&typed),
        None if (4..=15).contains(&typed.len()) => Ok(typed),
        None => Err(Refused::new("value-phone-international")),
    }
}

/// What is dialled: digits, and a plus in front.
fn dialled(text: &str) -> Option<String> {
    let mut kept = String::new();
    for c in text.trim().chars() {
        match c {
            '+' if kept.is_empty() => kept.push('+'),
            c if c.is_ascii_digit() => kept.push(c),
            c if c.is_whitespace() || matches!(c, '.' | '-' | '/' | '(' | ')' | '_' | '\u{2010}'..='\u{2015}' | '\u{200b}'..='\u{200f}') => {}
            _ => return None,
        }
    }
    kept.contains(|c: char| c.is_ascii_digit()).then_some(kept)
}

fn french(digits: &str) -> Result<String, Refused> {
    match digits.len() {
        10 if digits.starts_with('0') && !digits.starts_with("00") => Ok(pairs(digits)),
        // Short numbers: 3631, 118 712, 15.
        2..=4 if digits.starts_with(['1', '3']) => Ok(digits.to_owned()),
        6 if digits.starts_with("118") => Ok(format!("{} {}", &digits[..3], &digits[3..])),
        found if found < 10 => Err(Refused::counted("value-phone-short", 10 - found)),
        10 => Err(Refused::new("value-phone-zero")),
        found => Err(Refused::counted("value-phone-long", found - 10)),
    }
}

fn pairs(digits: &str) -> String {
    digits.as_bytes().chunks(2).map(|pair| String::from_utf8_lossy(pair)).collect::<Vec<_>>().join(" ")
}

/// What a `tel:` link holds.
#[must_use]
pub fn phone_link(phone: &str) -> String {
    let digits = dialled(phone).unwrap_or_default();
    match digits.strip_prefix('0') {
        Some(rest) if digits.len() == 10 => format!("tel:+33{rest}"),
        _ => format!("tel:{digits}"),
    }
}

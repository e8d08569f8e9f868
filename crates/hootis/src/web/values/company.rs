//! Numbers of the French register of companies, and VAT numbers of the Union.

use super::{Refused, compact};

/// Digits of a SIREN.
const SIREN: usize = 9;
/// Digits of a SIRET: a SIREN and five for the establishment.
const SIRET: usize = 14;
/// La Poste has more establishments than Luhn's rule has room for: the sum of their digits is a multiple of five.
const LA_POSTE: &str = "356000000";

/// A French company's number: nine digits of which the last is a key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Siren(String);

impl Siren {
    /// Reads a number as people write it.
    ///
    /// # Errors
    /// Says what is missing or too much, or that the key is wrong.
    pub fn parse(text: &str) -> Result<Self, Refused> {
        let digits = digits(text, SIREN, ["value-siren-digits", "value-siren-short", "value-siren-long"])?;
        if luhn(&digits) { Ok(Self(digits)) } else { Err(Refused::new("value-siren-key")) }
    }

    /// The nine digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A French establishment's number: its company's SIREN and five digits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Siret(String);

impl Siret {
    /// Reads a number as people write it.
    ///
    /// # Errors
    /// Says what is missing or too much, or that the key is wrong.
    pub fn parse(text: &str) -> Result<Self, Refused> {
        let digits = digits(text, SIRET, ["value-siret-digits", "value-siret-short", "value-siret-long"])?;
        let of_la_poste = digits.starts_with(LA_POSTE) && digits.bytes().map(|b| u32::from(b - b'0')).sum::<u32>() % 5 == 0;
        if luhn(&digits) || of_la_poste { Ok(Self(digits)) } else { Err(Refused::new("value-siret-key")) }
    }

    /// The same, which must be an establishment of that company.
    ///
    /// # Errors
    /// As [`Siret::parse`], or that it begins with another SIREN.
    pub fn parse_of(text: &str, siren: Option<&Siren>) -> Result<Self, Refused> {
        let siret = Self::parse(text)?;
        match siren {
            Some(siren) if !siret.0.starts_with(siren.as_str()) => Err(Refused::new("value-siret-siren")),
            _ => Ok(siret),
        }
    }

    /// The company's number.
    #[must_use]
    pub fn siren(&self) -> Siren {
        Siren(self.0.chars().take(SIREN).collect())
    }

    /// The fourteen digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn digits(text: &str, wanted: usize, [odd, short, long]: [&'static str; 3]) -> Result<String, Refused> {
    let digits = compact(text);
    if !digits.chars().all(|c| c.is_ascii_digit()) {
        return Err(Refused::new(odd));
    }
    match digits.len() {
        found if found < wanted => Err(Refused::counted(short, wanted - found)),
        found if found > wanted => Err(Refused::counted(long, found - wanted)),
        _ => Ok(digits),
    }
}

/// Luhn's rule: from the right, every second digit doubled; the sum of all digits is a multiple of ten.
fn luhn(digits: &str) -> bool {
    let doubled = |(i, digit): (usize, u32)| if i % 2 == 0 { digit } else { digit * 2 / 10 + digit * 2 % 10 };
    digits.bytes().rev().map(|b| u32::from(b - b'0')).enumerate().map(doubled).sum::<u32>() % 10 == 0
}

/// The French VAT number that follows from a SIREN.
#[must_use]
pub fn vat_of_siren(siren: &Siren) -> String {
    let number: u64 = siren.0.parse().unwrap_or_default();
    format!("FR{:02}{}", (12 + 3 * (number % 97)) % 97, siren.0)
}

/// Shapes of the Union's VAT numbers after the two letters: `#` a digit, `A` a letter, `*` either, any other itself.
const VAT_SHAPES: [(&str, &[&str]); 28] = [
    ("AT", &["U########"]),
    ("BE", &["0#########", "1#########"]),
    ("BG", &["#########", "##########"]),
    ("CY", &["########A"]),
    ("CZ", &["########", "#########", "##########"]),
    ("DE", &["#########"]),
    ("DK", &["########"]),
    ("EE", &["#########"]),
    ("EL", &["#########"]),
    ("ES", &["A########", "########A", "A#######A"]),
    ("FI", &["########"]),
    ("FR", &["**#########"]),
    ("HR", &["###########"]),
    ("HU", &["########"]),
    ("IE", &["#*#####A", "#######AA"]),
    ("IT", &["###########"]),
    ("LT", &["#########", "############"]),
    ("LU", &["########"]),
    ("LV", &["###########"]),
    ("MT", &["########"]),
    ("NL", &["#########B##"]),
    ("PL", &["##########"]),
    ("PT", &["#########"]),
    ("RO", &["##", "###", "####", "#####", "######", "#######", "########", "#########", "##########"]),
    ("SE", &["############"]),
    ("SI", &["########"]),
    ("SK", &["##########"]),
    ("XI", &["#########", "############"]),
];

/// A VAT number, without blanks: the key of French ones is computed, others of the Union must have their country's shape.
///
/// # Errors
/// Says what was expected.
pub fn vat(text: &str, siren: Option<&Siren>) -> Result<String, Refused> {
    let number = compact(text).to_uppercase();
    let Some((country, rest)) = number.split_at_checked(2).filter(|(country, _)| country.chars().all(|c| c.is_ascii_uppercase())) else {
        return Err(Refused::new("value-vat-country"));
    };
    match VAT_SHAPES.iter().find(|(code, _)| *code == country) {
        Some((_, shapes)) if !shapes.iter().any(|shape| has_shape(rest, shape)) => {
            Err(Refused::expecting("value-vat-shape", example(country, shapes)))
        }
        Some(("FR", _)) => french_vat(&number, siren),
        // Outside the Union numbers have every shape: only length and letters are looked at.
        None if !(4..=20).contains(&number.len()) || !rest.chars().all(|c| c.is_ascii_alphanumeric()) => Err(Refused::new("value-vat-country")),
        _ => Ok(number),
    }
}

/// `FR`, a key of two, a SIREN. Keys with a letter follow another rule, which nobody publishes: they are taken as they are.
fn french_vat(number: &str, siren: Option<&Siren>) -> Result<String, Refused> {
    let own = Siren::parse(&number[4..]).map_err(|_| Refused::new("value-vat-siren"))?;
    if siren.is_some_and(|siren| *siren != own) {
        return Err(Refused::new("value-vat-other-siren"));
    }
    let expected = vat_of_siren(&own);
    let has_letter = number[2..4].chars().any(|c| !c.is_ascii_digit());
    if has_letter || number == expected { Ok(number.to_owned()) } else { Err(Refused::expecting("value-vat-key", show_vat(&expected))) }
}

fn has_shape(text: &str, shape: &str) -> bool {
    let fits = |(c, s): (char, char)| match s {
        '#' => c.is_ascii_digit(),
        'A' => c.is_ascii_uppercase(),
        '*' => c.is_ascii_alphanumeric(),
        other => c == other,
    };
    text.len() == shape.len() && text.chars().zip(shape.chars()).all(fits)
}

/// A shape as people can read it: `DE123456789`.
fn example(country: &str, shapes: &[&str]) -> String {
    let digits = "1234567890".chars().cycle();
    let shown: String = shapes
        .last()
        .unwrap_or(&"")
        .chars()
        .zip(digits)
        .map(|(s, digit)| match s {
            '#' | '*' => digit,
            other => other,
        })
        .collect();
    format!("{country}{shown}")
}

/// `913402111` as `913 402 111`; anything else as it is.
#[must_use]
pub fn show_siren(siren: &str) -> String {
    grouped(siren, &[3, 3, 3])
}

/// `91340211100018` as `913 402 111 00018`; anything else as it is.
#[must_use]
pub fn show_siret(siret: &str) -> String {
    grouped(siret, &[3, 3, 3, 5])
}

/// `FR92913402111` as `FR 92 913402111`; anything else as it is.
#[must_use]
pub fn show_vat(vat: &str) -> String {
    if vat.starts_with("FR") && vat.len() == 13 && vat.is_ascii() { format!("FR {} {}", &vat[2..4], &vat[4..]) } else { vat.to_owned() }
}

/// Digits in groups, with unbreakable blanks.
fn grouped(digits: &str, groups: &[usize]) -> String {
    if digits.len() != groups.iter().sum::<usize>() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return digits.to_owned();
    }
    let mut rest = digits;
    let mut parts = Vec::new();
    for group in groups {
        let (part, after) = rest.split_at(*group);
        parts.push(part);
        rest = after;
    }
    parts.join("\u{a0}")
}

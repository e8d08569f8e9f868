//! A mobile number that a message may go to.

/// As it is dialled from anywhere: `+33639980000` (E.164). Never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Number(String);

/// Countries that messages go to: of the Union, its neighbours and the French overseas departments. Elsewhere numbers that
/// cost much are a trade.
const COUNTRIES: &[&str] = &[
    "33", "32", "352", "41", "49", "43", "39", "34", "351", "31", "45", "46", "47", "358", "353", "44", "48", "420", "421", "36", "40", "359", "385",
    "386", "370", "371", "372", "356", "357", "30", "354", "377", "376", "262", "590", "594", "596",
];

impl Number {
    /// Reads what somebody typed: French without a prefix, others with one. None: nothing that a message may go to.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let typed: String = text.chars().filter(|c| !c.is_whitespace() && !".-/()\u{2011}".contains(*c)).collect();
        let digits = match typed.strip_prefix('+').or_else(|| typed.strip_prefix("00")) {
            Some(rest) => rest.strip_prefix("330").map_or_else(|| rest.to_owned(), |rest| format!("33{rest}")),
            None => format!("33{}", typed.strip_prefix('0')?),
        };
        let right = (8..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        let country = COUNTRIES.iter().find(|country| digits.starts_with(**country))?;
        // French numbers of nine digits; only mobiles get messages.
        let is_mobile = *country != "33" || (digits.len() == 11 && matches!(digits.as_bytes()[2], b'6' | b'7'));
        (right && is_mobile).then(|| Self(format!("+{digits}")))
    }

    /// As services take it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The country and the rest, where a service wants them apart.
    pub(super) fn parts(&self) -> (&str, &str) {
        let digits = &self.0[1..];
        let country = COUNTRIES.iter().find(|country| digits.starts_with(**country)).map_or(0, |country| country.len());
        digits.split_at(country)
    }
}

impl std::fmt::Debug for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Number")
    }
}

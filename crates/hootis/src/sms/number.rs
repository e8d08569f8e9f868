//! A mobile number that a message may go to.

/// As it is dialled from anywhere: `+33639980000` (E.164). Never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Number(String);

/// Countries that messages go to: of the Union, its neighbours and the French overseas departments. Elsewhere numbers that
/// cost much are a trade. With what mobile numbers begin there, and how long they are; nothing where the plan does not tell.
const COUNTRIES: &[(&str, &[&str], &[usize])] = &[
    ("33", &["6", "7"], &[9]),
    ("32", &["4"], &[9]),
    ("352", &["6"], &[9]),
    ("41", &["74", "75", "76", "77", "78", "79"], &[9]),
    ("49", &["15", "16", "17"], &[10, 11]),
    ("43", &["6"], &[]),
    ("39", &["3"], &[9, 10]),
    ("34", &["6", "7"], &[9]),
    ("351", &["9"], &[9]),
    ("31", &["6"], &[9]),
    ("44", &["71", "72", "73", "74", "75", "77", "78", "79"], &[10]),
    ("353", &["8"], &[9]),
    ("377", &["3", "4", "6"], &[8, 9]),
    ("262", &["692", "693", "639"], &[9]),
    ("590", &["690", "691"], &[9]),
    ("594", &["694"], &[9]),
    ("596", &["696", "697"], &[9]),
    ("45", &[], &[]),
    ("46", &["7"], &[9]),
    ("47", &["4", "9"], &[8]),
    ("358", &["4", "5"], &[]),
    ("48", &[], &[9]),
    ("420", &["6", "7"], &[9]),
    ("421", &["9"], &[9]),
    ("36", &["20", "30", "31", "50", "70"], &[9]),
    ("40", &["7"], &[9]),
    ("359", &[], &[]),
    ("385", &["9"], &[]),
    ("386", &[], &[8]),
    ("370", &["6"], &[8]),
    ("371", &["2"], &[8]),
    ("372", &["5", "8"], &[]),
    ("356", &["7", "9"], &[8]),
    ("357", &["9"], &[8]),
    ("30", &["6"], &[10]),
    ("354", &[], &[7]),
    ("376", &[], &[]),
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
        let (country, mobiles, lengths) = COUNTRIES.iter().find(|(country, ..)| digits.starts_with(country))?;
        // Only mobiles get messages: other numbers of the same country may cost much.
        let rest = &digits[country.len()..];
        let is_mobile = mobiles.is_empty() || mobiles.iter().any(|start| rest.starts_with(start));
        let is_whole = lengths.is_empty() || lengths.contains(&rest.len());
        (right && is_mobile && is_whole).then(|| Self(format!("+{digits}")))
    }

    /// As services take it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The country and the rest, where a service wants them apart.
    pub(super) fn parts(&self) -> (&str, &str) {
        let digits = &self.0[1..];
        let country = COUNTRIES.iter().find(|(country, ..)| digits.starts_with(country)).map_or(0, |(country, ..)| country.len());
        digits.split_at(country)
    }
}

impl std::fmt::Debug for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Number")
    }
}

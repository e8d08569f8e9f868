//! From bytes of unknown quality to clean text, dates and numbers.

use std::borrow::Cow;

use crate::{amount::Amount, columns::Table, html, record::Note, row::Row, warning::Book};

/// Longest single-line text kept, in characters. Dolibarr's own columns hold 255.
const LINE_LIMIT: usize = 1_000;
/// Longest multi-line text kept, in characters.
const BLOCK_LIMIT: usize = 20_000;
/// Longest note kept, in characters of its source.
const NOTE_LIMIT: usize = 1_000_000;

/// Windows-1252 from 0x80 to 0x9F; what it leaves undefined is the replacement character.
const WINDOWS: [char; 32] = [
    '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}', '\u{fffd}', '‘', '’', '“', '”', '•', '–',
    '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
];

/// The text that `bytes` are: UTF-8 when they are valid UTF-8, else Windows-1252 (and `true`).
pub(crate) fn decode(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), false),
        Err(_) => (Cow::Owned(bytes.iter().map(|byte| windows(*byte)).collect()), true),
    }
}

fn windows(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// Whether `text` was encrypted by Dolibarr.
pub(crate) fn is_encrypted(text: &str) -> bool {
    text.starts_with("dolcrypt:") || text.starts_with("crypted:")
}

/// One line of plain text: entities decoded, control characters and spaces reduced to single spaces.
pub(crate) fn one_line(text: &str) -> String {
    let decoded = html_escape::decode_html_entities(text);
    let mut out = String::with_capacity(decoded.len());
    for word in decoded.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Several lines of plain text: entities decoded, `\n` between lines, no line ends with spaces.
pub(crate) fn lines(text: &str) -> String {
    let decoded = html_escape::decode_html_entities(text).replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = decoded.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    let mut out = String::with_capacity(kept.len());
    for line in kept.split('\n') {
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out.trim_matches('\n').to_owned()
}

/// `YYYY-MM-DD` if `text` begins with a real day.
pub(crate) fn day(text: &str) -> Option<String> {
    let day = text.get(..10)?;
    let (year, rest) = day.split_once('-')?;
    let (month, date) = rest.split_once('-')?;
    let month = time::Month::try_from(number::<u8>(month)?).ok()?;
    let year: i32 = number(year)?;
    time::Date::from_calendar_date(year, month, number(date)?).ok().filter(|_| year > 0)?;
    Some(day.to_owned())
}

/// `YYYY-MM-DD HH:MM:SS` if `text` is a real moment; a day alone is midnight, fractions are dropped.
pub(crate) fn moment(text: &str) -> Option<String> {
    let day = day(text)?;
    let Some(clock) = text.get(11..19) else {
        return (text.len() == 10).then(|| format!("{day} 00:00:00"));
    };
    let mut parts = clock.split(':').map(number::<u8>);
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
    time::Time::from_hms(hour, minute, second).ok()?;
    Some(format!("{day} {clock}"))
}

fn number<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// A decimal without the zeros that say nothing: `1000.00000000` is `1000`.
pub(crate) fn decimal(text: &str) -> Option<String> {
    let text = text.trim();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if digits.is_empty() || text.len() > 60 || !is_number(digits) || !is_number(fraction) {
        return None;
    }
    let fraction = fraction.trim_end_matches('0');
    Some(if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") })
}

/// The cells of one row, read as what they should be; what is odd is noted.
pub(crate) struct Fields<'a> {
    pub(crate) row: &'a Row,
    pub(crate) table: Table,
    pub(crate) id: i64,
    pub(crate) book: &'a mut Book,
}

impl Fields<'_> {
    /// Notes an oddity of this row.
    pub(crate) fn note(&mut self, code: &'static str, args: &[(&'static str, &str)]) {
        self.book.note(self.table.name(), Some(self.id), code, args);
    }

    fn column(&self, cell: usize) -> &'static str {
        self.table.columns().get(cell).copied().unwrap_or("")
    }

    /// The cell decoded, unless it is NULL, empty or encrypted.
    pub(crate) fn raw(&mut self, cell: usize) -> Option<String> {
        let bytes = self.row.bytes(cell).filter(|bytes| !bytes.is_empty())?;
        let (text, guessed) = decode(bytes);
        let column = self.column(cell);
        if guessed {
            self.note("charset-guessed", &[("column", column)]);
        }
        if is_encrypted(&text) {
            self.note("encrypted-value", &[("column", column)]);
            return None;
        }
        Some(text.into_owned())
    }

    /// One line of text, `None` when empty.
    pub(crate) fn line(&mut self, cell: usize) -> Option<String> {
        let text = one_line(&self.raw(cell)?);
        self.bounded(text, LINE_LIMIT, cell)
    }

    /// Several lines of text, `None` when empty.
    pub(crate) fn block(&mut self, cell: usize) -> Option<String> {
        let text = lines(&self.raw(cell)?);
        self.bounded(text, BLOCK_LIMIT, cell)
    }

    /// A note, plain or HTML, `None` when empty.
    pub(crate) fn long(&mut self, cell: usize) -> Option<Note> {
        let text = self.raw(cell)?;
        let text = self.bounded(text, NOTE_LIMIT, cell)?;
        html::note(&text)
    }

    fn bounded(&mut self, mut text: String, limit: usize, cell: usize) -> Option<String> {
        if text.len() > limit
            && let Some((at, _)) = text.char_indices().nth(limit)
        {
            text.truncate(at);
            let column = self.column(cell);
            self.note("text-cut", &[("column", column), ("limit", &limit.to_string())]);
        }
        (!text.is_empty()).then_some(text)
    }

    /// A day as `YYYY-MM-DD`.
    pub(crate) fn day(&mut self, cell: usize) -> Option<String> {
        self.dated(cell, day)
    }

    /// A moment as `YYYY-MM-DD HH:MM:SS`, in the time zone it was written in.
    pub(crate) fn moment(&mut self, cell: usize) -> Option<String> {
        self.dated(cell, moment)
    }

    fn dated(&mut self, cell: usize, read: fn(&str) -> Option<String>) -> Option<String> {
        let text = self.raw(cell)?;
        let found = read(&text);
        if found.is_none() {
            let column = self.column(cell);
            self.note("bad-date", &[("column", column), ("value", &shown(&text))]);
        }
        found
    }

    /// A decimal number as text.
    pub(crate) fn decimal(&mut self, cell: usize) -> Option<String> {
        let text = self.raw(cell)?;
        let found = decimal(&text);
        if found.is_none() {
            let column = self.column(cell);
            self.note("bad-number", &[("column", column)]);
        }
        found
    }

    /// An amount; `None` when there is none.
    pub(crate) fn amount(&mut self, cell: usize) -> Option<Amount> {
        let text = self.raw(cell)?;
        let found = Amount::parse(&text);
        if found.is_none() {
            let column = self.column(cell);
            self.note("bad-number", &[("column", column)]);
        }
        found
    }

    /// An amount in cents; zero when there is none, as in Dolibarr.
    pub(crate) fn cents(&mut self, cell: usize) -> i64 {
        let Some(amount) = self.amount(cell) else { return 0 };
        amount.cents().unwrap_or_else(|| {
            let column = self.column(cell);
            self.note("bad-number", &[("column", column)]);
            0
        })
    }

    /// Whether the cell is a number above zero.
    pub(crate) fn flag(&self, cell: usize) -> bool {
        self.row.int(cell).is_some_and(|value| value > 0)
    }
}

/// What may be shown of a broken date: only if it looks like one.
pub(crate) fn shown(text: &str) -> String {
    let dateish = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | ':' | ' ' | '.' | '/'));
    if dateish { text.chars().take(20).collect() } else { "…".to_owned() }
}

/// Trims the ends of lines, the first and last empty lines, and keeps at most one empty line.
pub(crate) fn lines_as_they_are(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines().map(str::trim_end) {
        if !(line.is_empty() && (out.is_empty() || out.ends_with("\n\n"))) {
            out.push_str(line);
            out.push('\n');
        }
    }
    out.trim_end().to_owned()
}

//! Rows of an `INSERT`, one at a time.

use std::io::Read;

use super::statement::Statements;
use crate::{error::DolibarrError, row::Row};

/// Bytes of a row at most, columns that are not wanted included.
const ROW_BYTES: u64 = 64 << 20;

/// Where each value of a row goes: by place in the dump, the cell, or nowhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) cells: usize,
    pub(super) places: Vec<Option<usize>>,
}

/// What the next row of a statement is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// The row was read.
    Row,
    /// The row does not have as many values as there are columns.
    Odd,
    /// The statement is over.
    End,
}

impl<R: Read> Statements<R> {
    /// Reads the next row of the statement that was given last.
    pub(super) fn next_row(&mut self, plan: &Plan, row: &mut Row) -> Result<Next, DolibarrError> {
        self.read_row(plan, row).map_err(|error| self.placed(error))
    }

    fn read_row(&mut self, plan: &Plan, row: &mut Row) -> Result<Next, DolibarrError> {
        loop {
            self.blank()?;
            match self.scanner.peek()? {
                Some(b'(') => {
                    self.scanner.next()?;
                    break;
                }
                Some(b',') => {
                    self.scanner.next()?;
                }
                Some(b'/' | b'#' | b'-' | b'*') => self.space()?,
                Some(b';') => {
                    self.scanner.next()?;
                    return Ok(Next::End);
                }
                // ON DUPLICATE KEY UPDATE …
                Some(byte) if byte.is_ascii_alphabetic() => {
                    self.pass()?;
                    return Ok(Next::End);
                }
                Some(_) => return Err(self.damaged()),
                None => return Err(self.cut()),
            }
        }
        row.clear(plan.cells);
        let start = self.scanner.offset();
        let mut place = 0;
        loop {
            let cell = plan.places.get(place).copied().flatten();
            self.value(cell, row)?;
            place += 1;
            if self.scanner.offset() - start > ROW_BYTES {
                return Err(DolibarrError::TooBig { what: "a row of the dump, in bytes", limit: ROW_BYTES });
            }
            self.blank()?;
            match self.scanner.next()? {
                Some(b',') => {}
                Some(b')') => break,
                Some(_) => return Err(self.damaged()),
                None => return Err(self.cut()),
            }
        }
        Ok(if place == plan.places.len() { Next::Row } else { Next::Odd })
    }

    /// Passes over all the rows of the statement that was given last; about how many they were.
    pub(super) fn pass_rows(&mut self) -> Result<u64, DolibarrError> {
        self.passed_rows().map_err(|error| self.placed(error))
    }

    fn passed_rows(&mut self) -> Result<u64, DolibarrError> {
        let mut rows = 0;
        loop {
            // Outside of texts a row begins with what nothing else of it holds.
            let count = |bytes: &[u8]| rows += memchr::memchr_iter(b'(', bytes).count() as u64;
            if !self.scanner.until(|bytes| memchr::memchr3(b'\'', b'"', b';', bytes), count)? {
                return Err(self.cut());
            }
            match self.scanner.next()? {
                Some(quote @ (b'\'' | b'"')) => self.string(quote, None)?,
                _ => return Ok(rows),
            }
        }
    }

    fn blank(&mut self) -> Result<(), DolibarrError> {
        while let Some(b' ' | b'\t' | b'\r' | b'\n') = self.scanner.peek()? {
            self.scanner.next()?;
        }
        Ok(())
    }

    /// One value, kept in `cell` of `row` or passed over.
    fn value(&mut self, cell: Option<usize>, row: &mut Row) -> Result<(), DolibarrError> {
        self.blank()?;
        let start = row.size();
        let mut kept = cell.map(|_| row.buffer());
        let is_null = match self.scanner.peek()? {
            Some(quote @ (b'\'' | b'"')) => {
                self.scanner.next()?;
                self.string(quote, kept)?;
                false
            }
            Some(b'-' | b'+' | b'.' | b'0'..=b'9') => {
                self.number(kept.as_deref_mut())?;
                false
            }
            Some(b'_' | b'a'..=b'z' | b'A'..=b'Z' | b'(') => self.named(kept)?,
            Some(_) => return Err(self.damaged()),
            None => return Err(self.cut()),
        };
        if let Some(cell) = cell
            && !is_null
        {
            row.close(cell, start);
        }
        Ok(())
    }

    /// A string after its opening quote; `kept` gets what it stands for.
    pub(super) fn string(&mut self, quote: u8, mut kept: Option<&mut Vec<u8>>) -> Result<(), DolibarrError> {
        let start = self.scanner.offset();
        loop {
            let mut keep = |run: &[u8]| {
                if let Some(kept) = kept.as_deref_mut() {
                    kept.extend_from_slice(run);
                }
            };
            // Backslashes mean nothing between backticks.
            let escape = if quote == b'`' { quote } else { b'\\' };
            if !self.scanner.until(|bytes| memchr::memchr2(quote, escape, bytes), |run| keep(run))? {
                return Err(self.cut());
            }
            if self.scanner.offset() - start > ROW_BYTES {
                return Err(DolibarrError::TooBig { what: "a row of the dump, in bytes", limit: ROW_BYTES });
            }
            if self.scanner.next()? == Some(quote) {
                // A doubled quote stands for itself.
                if !self.scanner.take(quote)? {
                    return Ok(());
                }
                keep(&[quote]);
                continue;
            }
            match self.scanner.next()? {
                Some(byte) => escaped(byte, keep),
                None => return Err(self.cut()),
            }
        }
    }

    /// A number, or bytes written as `0x…`.
    fn number(&mut self, mut kept: Option<&mut Vec<u8>>) -> Result<(), DolibarrError> {
        let mut text = Vec::with_capacity(32);
        while let Some(byte @ (b'-' | b'+' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z')) = self.scanner.peek()? {
            self.scanner.next()?;
            text.push(byte);
            if text == b"0x" || text == b"0X" {
                return self.hexadecimal(kept.take());
            }
            if text.len() > 400 {
                return Err(self.damaged());
            }
        }
        if let Some(kept) = kept {
            kept.append(&mut text);
        }
        Ok(())
    }

    /// Hexadecimal digits, as bytes.
    fn hexadecimal(&mut self, mut kept: Option<&mut Vec<u8>>) -> Result<(), DolibarrError> {
        let start = self.scanner.offset();
        let mut half = None;
        while let Some(byte) = self.scanner.peek()? {
            let Some(digit) = char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok()) else { break };
            self.scanner.next()?;
            if self.scanner.offset() - start > 2 * ROW_BYTES {
                return Err(DolibarrError::TooBig { what: "a row of the dump, in bytes", limit: ROW_BYTES });
            }
            match half.take() {
                None => half = Some(digit),
                Some(high) => {
                    if let Some(kept) = kept.as_deref_mut() {
                        kept.push(high << 4 | digit);
                    }
                }
            }
        }
        Ok(())
    }

    /// NULL, a string with its character set before it, or an expression; `true` if nothing is known of it.
    fn named(&mut self, mut kept: Option<&mut Vec<u8>>) -> Result<bool, DolibarrError> {
        let word = self.word()?;
        self.blank()?;
        match (word.as_str(), self.scanner.peek()?) {
            ("x", Some(b'\'')) => {
                self.scanner.next()?;
                self.hexadecimal(kept)?;
                if self.scanner.take(b'\'')? { Ok(false) } else { Err(self.damaged()) }
            }
            // A bit field: no text is kept as one.
            ("b", Some(quote @ b'\'')) => {
                self.scanner.next()?;
                self.string(quote, None)?;
                Ok(true)
            }
            (charset, Some(quote @ (b'\'' | b'"'))) if charset == "n" || charset.starts_with('_') => {
                self.scanner.next()?;
                self.string(quote, kept)?;
                Ok(false)
            }
            (charset, Some(b'0')) if charset.starts_with('_') => {
                self.number(kept)?;
                Ok(false)
            }
            ("true", _) => {
                if let Some(kept) = kept.as_deref_mut() {
                    kept.push(b'1');
                }
                Ok(false)
            }
            ("false", _) => {
                if let Some(kept) = kept.as_deref_mut() {
                    kept.push(b'0');
                }
                Ok(false)
            }
            (charset, Some(b'x' | b'X')) if charset.starts_with('_') => self.named(kept),
            (_, Some(b'(')) => self.expression().map(|()| true),
            ("", _) => Err(self.damaged()),
            _ => Ok(true),
        }
    }

    /// Passes over a function's arguments.
    fn expression(&mut self) -> Result<(), DolibarrError> {
        let mut depth = 0_u32;
        loop {
            match self.scanner.next()? {
                Some(b'(') => depth += 1,
                Some(b')') if depth <= 1 => return Ok(()),
                Some(b')') => depth -= 1,
                Some(quote @ (b'\'' | b'"')) => self.string(quote, None)?,
                Some(_) => {}
                None => return Err(self.cut()),
            }
        }
    }
}

/// What a backslash before `byte` stands for.
fn escaped(byte: u8, mut keep: impl FnMut(&[u8])) {
    match byte {
        b'0' => keep(&[0]),
        b'b' => keep(&[8]),
        b'n' => keep(b"\n"),
        b'r' => keep(b"\r"),
        b't' => keep(b"\t"),
        b'Z' => keep(&[0x1a]),
        b'%' => keep(b"\\%"),
        b'_' => keep(b"\\_"),
        other => keep(&[other]),
    }
}
